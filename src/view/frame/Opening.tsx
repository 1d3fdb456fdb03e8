import './Opening.css';
import { say } from '../../words/say';
import { useLab } from '../design/useLab';

/** What the lab does before it is open. */
export function Opening() {
  const job = useLab((state) => state.job);
  const what = job?.kind === 'opening' ? job.what : say('page.frame.opening');
  const fraction = job?.kind === 'opening' ? (job.fraction ?? 0) : 0;
  return (
    <main className="opening-page" aria-busy="true">
      <p role="status">{say('page.jobs.goesOn', { what, left: null })}</p>
      <progress value={fraction} max={1} aria-label={say('page.frame.opening')} />
    </main>
  );
}
