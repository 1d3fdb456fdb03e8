import './HistoryPanel.css';
import type { RemovalReport } from '../state/contract';
import { shownReport } from '../state/selectors';
import { showReport, undo } from '../state/unlearn';
import { SampleImage } from './SampleImage';
import { useLab } from './useLab';
import { Value } from './Value';

const noReports: readonly RemovalReport[] = [];

/** All removals, the last one first; a click shows a removal's report. */
export function HistoryPanel() {
  const reports = useLab((state) => state.lab?.reports ?? noReports);
  const busy = useLab((state) => state.job !== null);
  const shown = useLab((state) => shownReport(state)?.number);
  return (
    <section className="panel history" aria-label="History">
      <header>
        <h2>History</h2>
        <button
          type="button"
          disabled={busy || reports.length === 0}
          title="Take the last removal back, bit for bit (Ctrl+Z)"
          onClick={() => void undo()}
        >
          Undo
        </button>
      </header>
      {reports.length === 0 ? (
        <p className="soft">No removals yet.</p>
      ) : (
        <ol reversed>
          {reports.toReversed().map((report) => (
            <HistoryEntry key={report.number} report={report} isShown={report.number === shown} />
          ))}
        </ol>
      )}
    </section>
  );
}

function HistoryEntry({ report, isShown }: { report: RemovalReport; isShown: boolean }) {
  const { number, sample, selection, before, after } = report;
  const label = useLab((state) => state.lab?.dataset.classNames[sample.label]);
  return (
    <li>
      <button type="button" aria-pressed={isShown} onClick={() => showReport(number)}>
        <span className="soft">{number}</span>
        <SampleImage index={sample.index} side={1.9} />
        <span>
          Sample {sample.index}
          <small className="soft">
            label {label}, {selection.selected.length} {selection.selected.length === 1 ? 'slice' : 'slices'}
          </small>
        </span>
        <Change name="residual" value={after.residualAccuracy - before.residualAccuracy} />
        <Change name="validation" value={after.validationAccuracy - before.validationAccuracy} />
      </button>
    </li>
  );
}

/** A change of accuracy in percentage points. */
function Change({ name, value }: { name: string; value: number }) {
  return (
    <span className="change" title={`Change of ${name} accuracy, in percentage points`}>
      <Value value={value} as="points" />
      <small className="soft">{name}</small>
    </span>
  );
}
