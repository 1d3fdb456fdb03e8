import { metricLines } from '../../state/removal/metricRows';
import { comparisonOf } from '../../state/selectors';
import { Retraining } from '../compare/RetrainingTab';
import { useLab } from '../design/useLab';
import { MetricsWithDefinitions } from '../removal/MetricsTab';

/** The model before any removal, which the history begins with. */
export function OriginalReport() {
  const original = useLab((state) => state.lab?.original ?? null);
  const comparison = useLab((state) => comparisonOf(state, 0));
  const name = useLab((state) => state.lab?.model.name);
  if (original === null) return null;
  return (
    <article className="report" data-removal={0} aria-label="The original model">
      <header className="report-head">
        <h2>The original model</h2>
        <p className="soft">{name}, as it was trained, before any removal</p>
      </header>
      <div className="report-body report-columns">
        <MetricsWithDefinitions
          lines={metricLines({ before: original, after: original, accepted: true }, comparison)}
          single
        />
        <Retraining id={0} />
      </div>
    </article>
  );
}
