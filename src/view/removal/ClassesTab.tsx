import './ClassesTab.css';
import type { ClassMetrics, Metrics } from '../../state/contract';
import { formats } from '../design/format';
import type { TabProps } from '../design/reportTab';
import { useLab } from '../design/useLab';
import { Value } from '../design/Value';

const sets = [
  { name: 'residual', label: 'Residual accuracy', title: 'On the samples of the retain set' },
  { name: 'validation', label: 'Validation accuracy', title: 'On held-out images' },
  { name: 'forget', label: 'Forget accuracy', title: 'On all samples removed so far' },
] as const satisfies readonly { name: keyof Metrics['classes']; label: string; title: string }[];

/** Accuracy class by class, before and after, as bars with their numbers. */
export function ClassesTab({ report: { before, after } }: TabProps) {
  const classNames = useLab((state) => state.lab?.dataset.classNames ?? []);
  return (
    <table className="classes">
      <caption>
        <h3>
          Accuracy by class, <span className="key before">before</span>{' '}
          <span className="key after">after</span>
        </h3>
      </caption>
      <thead>
        <tr>
          <th scope="col">Class</th>
          {sets.map(({ name, label, title }) => (
            <th key={name} scope="col" colSpan={3} title={title}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {after.classes.validation.map((_, index) => (
          <tr key={classNames[index] ?? index} data-class={index}>
            <th scope="row">{classNames[index] ?? index}</th>
            {sets.map(({ name }) => (
              <ClassCells
                key={name}
                before={before.classes[name][index]}
                after={after.classes[name][index]}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellsProps {
  readonly before: ClassMetrics | undefined;
  readonly after: ClassMetrics | undefined;
}

/** One class in one set: two bars, the number after, and the change. */
function ClassCells({ before, after }: CellsProps) {
  const first = before?.accuracy ?? null;
  const last = after?.accuracy ?? null;
  if (last === null) {
    return (
      <td className="soft none" colSpan={3}>
        none
      </td>
    );
  }
  const words = `${formats.whole(after!.count)} samples, loss ${formats.number(after!.loss ?? Number.NaN)}`;
  return (
    <>
      <td className="bars" aria-hidden="true" title={words}>
        <span className="bar before" style={{ width: `${(first ?? 0) * 100}%` }} />
        <span className="bar after" style={{ width: `${last * 100}%` }} />
      </td>
      <td className="number" title={words}>
        <Value value={last} as="chance" />
      </td>
      <td className="number soft change">{first !== null && <Value value={last - first} as="points" />}</td>
    </>
  );
}
