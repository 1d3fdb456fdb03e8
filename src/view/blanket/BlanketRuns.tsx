import { bullseyeBlanket, featureName } from '../../state/blanket/bullseyeGraph';
import type { BlanketRun } from '../../state/contract';
import { say } from '../../words/say';
import { useLab } from '../design/useLab';
import { Value } from '../design/Value';
import { Words } from '../design/Words';
import blanketPageStyles from './BlanketPage.module.css';
import styles from './BlanketRuns.module.css';

interface Props {
  readonly runs: readonly BlanketRun[];
  /** The run that the graph shows. */
  readonly shown: BlanketRun | null;
  onChoose(run: BlanketRun): void;
}

/** Every run with what it found; a press on its seed shows it in the graph. */
export function BlanketRuns({ runs, shown, onChoose }: Props) {
  const request = useLab((state) => state.blankets?.request);
  return (
    <section className={`panel ${styles.runs}`} aria-label={say('page.blanket.runs.title')}>
      <header>
        <h2>{say('page.blanket.runs.title')}</h2>
        {request && (
          <p className="soft">
            <Words
              code="page.blanket.runs.samples"
              parts={{ count: <Value value={request.samples} as="whole" /> }}
            />
          </p>
        )}
      </header>
      {runs.length === 0 ? (
        <p className={`${blanketPageStyles.none} soft`}>{say('page.blanket.runs.none')}</p>
      ) : (
        <div className={styles.rows}>
          <table>
            <thead>
              <tr>
                <th scope="col">{say('page.blanket.runs.seed')}</th>
                <th scope="col">{say('page.blanket.runs.method')}</th>
                <th scope="col">{say('page.blanket.runs.found')}</th>
                <th scope="col" className="number" title={say('page.blanket.runs.truePositivesAbout')}>
                  {say('page.blanket.runs.truePositives')}
                </th>
                <th scope="col" className="number" title={say('page.blanket.runs.falsePositivesAbout')}>
                  {say('page.blanket.runs.falsePositives')}
                </th>
                <th scope="col" className="number">
                  {say('page.blanket.runs.milliseconds')}
                </th>
              </tr>
            </thead>
            <tbody>
              {runs.map((run) => (
                <RunRow
                  key={`${run.seed} ${run.method}`}
                  run={run}
                  isShown={run === shown}
                  onChoose={() => onChoose(run)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function RunRow({ run, isShown, onChoose }: { run: BlanketRun; isShown: boolean; onChoose(): void }) {
  const { seed, method, found, truePositiveRate, falsePositiveRate, durationMs } = run;
  return (
    <tr className={isShown ? styles.shown : ''} data-run={`${seed} ${method}`}>
      <td>
        <button
          type="button"
          className="quiet"
          aria-pressed={isShown}
          aria-label={say('page.blanket.runs.show', { seed, method })}
          onClick={onChoose}
        >
          {seed}
        </button>
      </td>
      <td>{method}</td>
      <td className={styles.found}>
        {found.length === 0 ? (
          <span className="soft">{say('page.blanket.runs.nothing')}</span>
        ) : (
          found.map(featureName).map(foundName)
        )}
      </td>
      <td className="number">
        <Value value={truePositiveRate} as="percent" />
      </td>
      <td className="number">
        <Value value={falsePositiveRate} as="percent" />
      </td>
      <td className="number">
        <Value value={durationMs} as="milliseconds" />
      </td>
    </tr>
  );
}

/** A found variable; one that is not in the blanket stands in brackets. */
function foundName(name: string) {
  const isInside = bullseyeBlanket.includes(name);
  return (
    <span
      key={name}
      className={isInside ? '' : 'wrong'}
      title={isInside ? undefined : say('page.blanket.runs.outside')}
    >
      {isInside ? name : `(${name})`}{' '}
    </span>
  );
}
