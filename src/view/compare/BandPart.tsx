import { bandLines } from '../../state/compare/bandLines';
import { makeBand } from '../../state/compare/retraining';
import { bandCount, type RetrainingComparison } from '../../state/contract';
import type { Format } from '../../words/format';
import { say } from '../../words/say';
import { useLab, useLabStore } from '../design/useLab';
import { Value } from '../design/Value';
import { Words } from '../design/Words';
import styles from './BandPart.module.css';
import partStyles from './Part.module.css';

/** The noise of retraining beside the gaps of a comparison, or the way to it. */
export function BandPart({ id, comparison }: { id: number; comparison: RetrainingComparison }) {
  const title = say('page.compare.band.title');
  return (
    <section className={`${partStyles.part} ${styles.band}`} aria-label={title}>
      <h3>{title}</h3>
      {comparison.band ? <Gaps comparison={comparison} /> : <NotMeasured id={id} of={comparison.id} />}
    </section>
  );
}

function NotMeasured({ id, of }: { id: number; of: number }) {
  const store = useLabStore();
  const isCurrent = useLab((state) => state.lab?.history.current === id);
  const busy = useLab((state) => state.job !== null);
  const values = { count: bandCount };
  return (
    <div className={partStyles.offer}>
      <p>{say('page.compare.band.offer', values)}</p>
      <button
        type="button"
        disabled={busy || !isCurrent}
        title={isCurrent ? undefined : say('page.compare.goToState')}
        onClick={() => void makeBand(store, of)}
      >
        {say('page.compare.band.button', values)}
      </button>
    </div>
  );
}

const columns = ['metric', 'gap', 'floor', 'band', 'verdict'] as const;

function Gaps({ comparison }: { comparison: RetrainingComparison }) {
  const { seeds, leftOut } = comparison.band!;
  return (
    <>
      <p className="soft">{say('page.compare.band.about', { count: seeds.length, leftOut })}</p>
      <table>
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {say(`page.compare.band.columns.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bandLines(comparison).map(({ id, label, unit, gap, floor, band, within }) => {
            const as: Format = unit === 'share' ? 'points' : 'difference';
            const asSize: Format = unit === 'share' ? 'sizeInPoints' : 'size';
            return (
              <tr key={id} data-within={within}>
                <th scope="row">{label}</th>
                <td>
                  <Value value={gap} as={as} />
                </td>
                <td>{floor === null ? null : <Value value={floor} as={asSize} />}</td>
                <td>
                  <Words
                    code="page.compare.band.halfWidth"
                    parts={{ value: <Value value={band} as={asSize} /> }}
                  />
                </td>
                <td>{say(within ? 'page.compare.band.within' : 'page.compare.band.beyond')}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="soft">{say('page.compare.band.silent')}</p>
    </>
  );
}
