import { useState } from 'react';
import { chosenStates, setChoosing } from '../../state/compare/chosenStates';
import { say } from '../../words/say';
import { useLab, useLabStore } from '../design/useLab';
import { StatesDialog } from './StatesDialog';

/** Chooses states of the history, by touch too, and opens their table. */
export function StatesBar() {
  const store = useLabStore();
  const [isOpen, setOpen] = useState(false);
  const choosing = useLab((state) => state.choosing);
  const count = useLab((state) => chosenStates(state).length);
  const isTrained = useLab((state) => state.lab?.model.training != null);
  if (!isTrained) return null;
  return (
    <>
      <button
        type="button"
        aria-pressed={choosing}
        title={say('page.compare.states.chooseAbout')}
        onClick={() => setChoosing(store, !choosing)}
      >
        {say('page.compare.states.choose')}
      </button>
      <button type="button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {say('page.compare.states.open', { count })}
      </button>
      {isOpen && <StatesDialog onLeave={() => setOpen(false)} />}
    </>
  );
}
