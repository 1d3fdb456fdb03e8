import { restartLab } from '../../state/jobs/restart';
import { say } from '../../words/say';
import { useLab, useLabStore } from '../design/useLab';
import noticesStyles from './Notices.module.css';

/** Says that the worker does not answer, as long as that is so, and offers to start the lab again. Nothing is ended unasked. */
export function WorkerTrouble() {
  const store = useLabStore();
  const worker = useLab((state) => state.worker);
  if (worker === 'answering') return null;
  return (
    <div className={`${noticesStyles.notice} ${noticesStyles.warning}`} role="alert">
      <p>{say(`page.worker.${worker}`)}</p>
      <button type="button" onClick={() => void restartLab(store)}>
        {say('page.worker.startAgain')}
      </button>
    </div>
  );
}
