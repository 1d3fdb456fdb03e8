import type { LookedModel, RemovalReport } from '../../state/contract';
import { placeOf, switchAllOn } from '../../state/lens/underLens';
import { formats, lists, say } from '../../words/say';
import { LookWait } from '../design/LookWait';
import { useLab, useLabStore } from '../design/useLab';
import { answerOf, useLook } from '../design/useLook';
import styles from './SwitchedOff.module.css';

/** The model of this state beside the same one with slices switched off by hand. */
export function SwitchedOff({ report }: { report: RemovalReport }) {
  const store = useLabStore();
  const off = useLab((state) => state.off);
  const layers = useLab((state) => state.lab?.model.layers ?? []);
  const named = off.flatMap((slice) => {
    const place = placeOf(layers, slice);
    return place ? [say('page.lens.unit', { layer: place.layer.name, unit: place.unit })] : [];
  });
  if (named.length === 0) return null;
  return (
    <section className={styles.off} aria-label={say('page.lens.off.title')}>
      <h3>{say('page.lens.off.title')}</h3>
      <p>
        {say('page.lens.off.which', { slices: lists.and(named) })}{' '}
        <button type="button" className="quiet" onClick={() => switchAllOn(store)}>
          {say('page.lens.off.allOn')}
        </button>
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col" />
            <th scope="col" className="number">
              {say('page.lens.off.accuracy')}
            </th>
            {report.samples.length === 1 && (
              <th scope="col" className="number">
                {say('page.lens.off.label', { sample: report.samples[0]!.index })}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          <Row name={say('page.lens.off.before')} model={{ state: report.parent }} report={report} />
          <Row name={say('page.lens.off.after')} model={{ state: report.id }} report={report} />
          <Row name={say('page.lens.off.with')} model={{ state: report.id, off }} report={report} />
        </tbody>
      </table>
    </section>
  );
}

interface RowProps {
  readonly name: string;
  readonly model: LookedModel;
  readonly report: RemovalReport;
}

function Row({ name, model, report }: RowProps) {
  const [sample] = report.samples;
  const predictions = useLook({ model, question: { kind: 'predictions', set: 'validation' } });
  const single = report.samples.length === 1 && sample ? sample : null;
  const image = { set: 'training', index: single?.index ?? 0 } as const;
  const chances = useLook(single && { model, question: { kind: 'probabilities', image } });
  const counted = answerOf(predictions);
  const chance = answerOf(chances)?.[single?.label ?? 0];
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="number">
        {counted ? formats.chance(counted.accuracy) : <LookWait look={predictions} />}
      </td>
      {single && (
        <td className="number">
          {chance === undefined ? <LookWait look={chances} /> : formats.chance(chance)}
        </td>
      )}
    </tr>
  );
}
