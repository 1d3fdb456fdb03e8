import { useEffect, useState } from 'react';
import { type KeptSession, mostKept } from '../../state/contract';
import { deleteKept, keepSession, openKept, refreshKept, renameKept } from '../../state/history/kept';
import { formats, say } from '../../words/say';
import { useLab, useLabStore } from '../design/useLab';
import styles from './KeptSessions.module.css';

/** Sessions under names: those that a person keeps, and those that something else took the place of. */
export function KeptSessions() {
  const store = useLabStore();
  const kept = useLab((state) => state.kept);
  const session = useLab((state) => state.lab?.history.session);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another session takes the place of one that is kept
  useEffect(() => void refreshKept(store), [session]);
  return (
    <section aria-label={say('page.history.kept.title')}>
      <h3>{say('page.history.kept.title')}</h3>
      <p className="soft">{say('page.history.kept.about', { most: mostKept })}</p>
      <KeepForm />
      {kept?.length === 0 && <p className="soft">{say('page.history.kept.none')}</p>}
      <ul className={styles.list}>
        {kept?.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ul>
    </section>
  );
}

function KeepForm() {
  const store = useLabStore();
  const [name, setName] = useState('');
  const busy = useLab((state) => state.job !== null);
  const isEmpty = useLab((state) => state.reports.length === 0);
  return (
    <form
      className={styles.line}
      onSubmit={(event) => {
        event.preventDefault();
        void keepSession(store, name).then((isKept) => isKept && setName(''));
      }}
    >
      <input
        type="text"
        aria-label={say('page.history.kept.name')}
        placeholder={say('page.history.kept.name')}
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" disabled={busy || isEmpty || name.trim() === ''}>
        {say('page.history.kept.keep')}
      </button>
    </form>
  );
}

function Entry({ entry }: { entry: KeptSession }) {
  const store = useLabStore();
  const { id, name, model, data, removals, savedAt } = entry;
  const [typed, setTyped] = useState<string | null>(null);
  const busy = useLab((state) => state.job !== null);
  if (typed !== null) {
    return (
      <li aria-label={name}>
        <form
          className={styles.line}
          onSubmit={(event) => {
            event.preventDefault();
            setTyped(null);
            void renameKept(store, id, typed);
          }}
        >
          <input
            type="text"
            aria-label={say('page.history.kept.nameOf', { name })}
            maxLength={200}
            value={typed}
            // biome-ignore lint/a11y/noAutofocus: a person has just asked to write here
            autoFocus
            onChange={(event) => setTyped(event.target.value)}
          />
          <button type="submit" disabled={typed.trim() === ''}>
            {say('page.history.kept.save')}
          </button>
          <button type="button" onClick={() => setTyped(null)}>
            {say('page.history.kept.cancel')}
          </button>
        </form>
      </li>
    );
  }
  const values = { model, data, removals: formats.whole(removals), one: removals === 1 };
  return (
    <li aria-label={name}>
      <b>{name}</b>
      <p className="soft">{say('page.history.kept.facts', { ...values, date: formats.date(savedAt) })}</p>
      <div className={styles.line}>
        <button
          type="button"
          disabled={busy}
          aria-label={say('page.history.kept.openOne', { name })}
          onClick={() => void openKept(store, id)}
        >
          {say('page.history.kept.open')}
        </button>
        <button
          type="button"
          aria-label={say('page.history.kept.renameOne', { name })}
          onClick={() => setTyped(name)}
        >
          {say('page.history.kept.rename')}
        </button>
        <button
          type="button"
          aria-label={say('page.history.kept.removeOne', { name })}
          onClick={() => void deleteKept(store, id)}
        >
          {say('page.history.kept.remove')}
        </button>
      </div>
    </li>
  );
}
