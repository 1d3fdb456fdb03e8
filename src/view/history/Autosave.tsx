import { formats, say, sayMessage } from '../../words/say';
import { useLab } from '../design/useLab';
import styles from './Autosave.module.css';

/** Whether the session is safe in the browser's storage. */
export function Autosave() {
  const autosave = useLab((state) => state.lab?.autosave);
  const elsewhere = useLab((state) => state.lab?.elsewhere ?? false);
  if (!autosave) return null;
  const { savedAt, problem } = autosave;
  if (elsewhere && problem === null) {
    return <p className={`${styles.autosave} warned`}>{say('page.history.elsewhere')}</p>;
  }
  if (problem !== null) {
    return (
      <p className={`${styles.autosave} warned`}>
        {say('page.history.notSaved', { problem: sayMessage(problem) })}
      </p>
    );
  }
  return (
    <p className={`${styles.autosave} soft`}>
      {savedAt !== null && say('page.history.saved', { time: formats.time(savedAt) })}
    </p>
  );
}
