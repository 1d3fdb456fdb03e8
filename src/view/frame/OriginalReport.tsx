import { comparisonOf } from '../../state/compare/comparisonOf';
import { metricLines } from '../../state/removal/metricRows';
import { modelName } from '../../words/names';
import { say } from '../../words/say';
import { Retraining } from '../compare/RetrainingTab';
import reportStyles from '../design/Report.module.css';
import { useLab } from '../design/useLab';
import { MetricsWithDefinitions } from '../removal/MetricsTab';

/** The model before any removal, which the history begins with. */
export function OriginalReport() {
  const original = useLab((state) => state.lab?.original ?? null);
  const comparison = useLab((state) => comparisonOf(state, 0));
  const model = useLab((state) => state.lab?.model);
  if (original === null) return null;
  return (
    <article className={reportStyles.report} data-removal={0} aria-label={say('page.frame.original.title')}>
      <header className={reportStyles.head}>
        <h2>{say('page.frame.original.title')}</h2>
        <p className="soft">{say('page.frame.original.about', { model: model ? modelName(model) : '' })}</p>
      </header>
      <div className={`${reportStyles.body} ${reportStyles.columns}`}>
        <MetricsWithDefinitions
          lines={metricLines({ before: original, after: original, accepted: true }, comparison)}
          single
        />
        <Retraining id={0} />
      </div>
    </article>
  );
}
