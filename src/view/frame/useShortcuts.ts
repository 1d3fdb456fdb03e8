import { useEffect } from 'react';
import { redo, undo } from '../../state/history/moveInHistory';
import { cancel } from '../../state/jobs/job';
import { useLabStore } from '../design/useLab';

/** Whether Ctrl+Z belongs to a field of text, which takes back what was typed. */
const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLInputElement && !['checkbox', 'radio', 'file'].includes(target.type);

/** Escape cancels the job that runs; Ctrl+Z or Cmd+Z takes the last removal back, with Shift makes it again, where removals are seen. */
export function useShortcuts(): void {
  const store = useLabStore();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape') {
        void cancel(store);
      } else if (
        (event.ctrlKey || event.metaKey) &&
        event.key.toLowerCase() === 'z' &&
        !isTyping(event.target) &&
        store.getState().settings.view === 'lab'
      ) {
        event.preventDefault();
        void (event.shiftKey ? redo(store) : undo(store));
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [store]);
}
