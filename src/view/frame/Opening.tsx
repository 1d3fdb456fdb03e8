import './Opening.css';
import { useLab } from '../design/useLab';

/** What the lab does before it is open. */
export function Opening() {
  const job = useLab((state) => state.job);
  const what = job?.kind === 'opening' ? job.what : 'Opening the lab';
  const fraction = job?.kind === 'opening' ? job.fraction : 0;
  return (
    <main className="opening-page" aria-busy="true">
      <p role="status">{what}…</p>
      <progress value={fraction} max={1} aria-label="Opening the lab" />
    </main>
  );
}
