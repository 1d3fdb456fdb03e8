import { bullseyeBlanket, featureName } from '../../state/blanket/bullseyeGraph';
import type { BlanketRun } from '../../state/contract';
import { useLab } from '../design/useLab';
import { Value } from '../design/Value';

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
    <section className="panel blanket-runs" aria-label="Every run">
      <header>
        <h2>Every run</h2>
        {request && (
          <p className="soft">
            <Value value={request.samples} as="whole" /> samples each
          </p>
        )}
      </header>
      {runs.length === 0 ? (
        <p className="blanket-none soft">No runs yet.</p>
      ) : (
        <div className="blanket-rows">
          <table>
            <thead>
              <tr>
                <th scope="col">Seed</th>
                <th scope="col">Method</th>
                <th scope="col">Found</th>
                <th scope="col" className="number" title="True positive rate">
                  True
                </th>
                <th scope="col" className="number" title="False positive rate">
                  False
                </th>
                <th scope="col" className="number">
                  ms
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
    <tr className={isShown ? 'shown' : ''} data-run={`${seed} ${method}`}>
      <td>
        <button
          type="button"
          className="quiet"
          aria-pressed={isShown}
          aria-label={`Show seed ${seed}, ${method}, in the graph`}
          onClick={onChoose}
        >
          {seed}
        </button>
      </td>
      <td>{method}</td>
      <td className="found">
        {found.length === 0 ? <span className="soft">nothing</span> : found.map(featureName).map(foundName)}
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
    <span key={name} className={isInside ? '' : 'wrong'} title={isInside ? undefined : 'Not in the blanket'}>
      {isInside ? name : `(${name})`}{' '}
    </span>
  );
}
