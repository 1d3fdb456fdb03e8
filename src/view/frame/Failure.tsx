import { useState } from 'react';
import { addressWithoutVisit, exportSaved } from '../../state/setup/rescue';
import { sayError } from '../../words/saidError';
import { say } from '../../words/say';
import { useLabStore } from '../design/useLab';
import styles from './Failure.module.css';

/** The whole page when the lab cannot go on: what happened, and the ways out. */
export function Failure({ message }: { message: string }) {
  return (
    <main className={styles.failure} role="alert">
      <h1>{say('page.frame.failure.title')}</h1>
      <p>{message}</p>
      <p className="soft">{say('page.frame.failure.about')}</p>
      <p className={styles.waysOn}>
        <button type="button" className="primary" onClick={() => window.location.reload()}>
          {say('page.frame.failure.reload')}
        </button>
        <a href={addressWithoutVisit}>{say('page.frame.failure.withoutVisit')}</a>
        <a href="?backend=wasm">{say('page.frame.failure.openOnCpu')}</a>
        <a href="?view=doctor">{say('page.frame.failure.doctor')}</a>
      </p>
      <SavedWork />
    </main>
  );
}

/** Gives what is saved as files, whatever else is broken. */
function SavedWork() {
  const store = useLabStore();
  const [outcome, setOutcome] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const onExport = async () => {
    setBusy(true);
    try {
      const { files, problems } = await exportSaved(store);
      setOutcome([say('page.frame.failure.exported', { count: files }), ...problems]);
    } catch (error) {
      setOutcome([sayError(error)]);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <button type="button" disabled={busy} onClick={() => void onExport()}>
        {say('page.frame.failure.exportSaved')}
      </button>
      {outcome.map((sentence) => (
        <p key={sentence} className="soft">
          {sentence}
        </p>
      ))}
    </>
  );
}
