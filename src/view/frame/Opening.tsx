import { cancel } from '../../state/jobs/job';
import { say } from '../../words/say';
import { useLab, useLabStore } from '../design/useLab';
import { FirstPaint, hasFirstPaint } from './FirstPaint';
import styles from './Opening.module.css';

/** The page before there is anything to show. */
export function Opening() {
  return (
    <main className={hasFirstPaint ? `panel first ${styles.stays}` : styles.page} aria-busy="true">
      {hasFirstPaint && <FirstPaint />}
      <OpeningProgress />
    </main>
  );
}

/** What the lab does before it is open. */
export function OpeningProgress() {
  const store = useLabStore();
  const job = useLab((state) => state.job);
  const cancelling = useLab((state) => state.cancelling);
  const what = job?.kind === 'opening' ? job.what : say('page.frame.opening');
  const fraction = job?.kind === 'opening' ? (job.fraction ?? 0) : 0;
  return (
    <div className={styles.progress}>
      <p role="status">{say('page.jobs.goesOn', { what, left: null })}</p>
      <progress value={fraction} max={1} aria-label={say('page.frame.opening')} />
      {job !== null && (
        <button type="button" className="quiet" disabled={cancelling} onClick={() => void cancel(store)}>
          {say(cancelling ? 'page.design.stopping' : 'page.design.cancel')}
        </button>
      )}
    </div>
  );
}
