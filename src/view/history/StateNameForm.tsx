import { useState } from 'react';
import { longestStateName } from '../../state/contract';
import { nameOfState, nameState } from '../../state/history/nameState';
import { say } from '../../words/say';
import { useLab, useLabStore } from '../design/useLab';
import styles from './StateNameForm.module.css';

interface Props {
  readonly id: number;
  onLeave(): void;
}

/** Writes the name of a state of the history; an empty one takes the name away. */
export function StateNameForm({ id, onLeave }: Props) {
  const store = useLabStore();
  const name = useLab((state) => nameOfState(state, id));
  const [typed, setTyped] = useState(name ?? '');
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onLeave();
        if (typed.trim() !== (name ?? '')) void nameState(store, id, typed);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onLeave();
      }}
    >
      <input
        type="text"
        aria-label={say('page.history.name.of', { id })}
        placeholder={say('page.history.name.of', { id })}
        maxLength={longestStateName}
        value={typed}
        // biome-ignore lint/a11y/noAutofocus: a person has just asked to write here
        autoFocus
        onChange={({ target }) => setTyped(target.value)}
      />
      <button type="submit">{say('page.history.kept.save')}</button>
      <button type="button" onClick={onLeave}>
        {say('page.history.kept.cancel')}
      </button>
    </form>
  );
}
