import type { SampleReport } from '../../state/contract';
import { formats, say } from '../../words/say';
import { SampleImage } from '../design/SampleImage';
import { useLab } from '../design/useLab';
import { Value } from '../design/Value';
import styles from './SamplesTable.module.css';

/** More rows than this are counted, not drawn. */
const mostRows = 200;

/** The samples of a batch: loss and gradient norm before and after. */
export function SamplesTable({ samples }: { samples: readonly SampleReport[] }) {
  const left = samples.length - mostRows;
  return (
    <>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              {say('page.removal.samples.sample')}
            </th>
            <th scope="col">{say('page.removal.samples.label')}</th>
            <th scope="col" className="number" colSpan={2}>
              {say('page.removal.samples.loss')}
            </th>
            <th scope="col" className="number" colSpan={2}>
              {say('page.removal.samples.gradient')}
            </th>
          </tr>
        </thead>
        <tbody>
          {samples.slice(0, mostRows).map((sample) => (
            <SampleLine key={sample.index} sample={sample} />
          ))}
        </tbody>
      </table>
      {left > 0 && <p className="soft">{say('page.removal.samples.more', { count: formats.whole(left) })}</p>}
    </>
  );
}

function SampleLine({ sample }: { sample: SampleReport }) {
  const label = useLab((state) => state.lab?.dataset.classNames[sample.label]);
  return (
    <tr data-sample={sample.index}>
      <td>
        <SampleImage index={sample.index} side={1.6} />
      </td>
      <td>{sample.index}</td>
      <td>{label}</td>
      <td className="number soft">
        <Value value={sample.lossBefore} />
      </td>
      <td className="number">
        <Value value={sample.lossAfter} />
      </td>
      <td className="number soft">
        <Value value={sample.gradientNormBefore} />
      </td>
      <td className="number">
        <Value value={sample.gradientNormAfter} />
      </td>
    </tr>
  );
}
