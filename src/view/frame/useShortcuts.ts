import { useEffect } from 'react';
import { commandOfKey } from '../../state/help/commands';
import { redo, undo } from '../../state/history/moveInHistory';
import { cancel } from '../../state/jobs/job';
import type { LabStore } from '../../state/store';
import { useLabStore } from '../design/useLab';
import { hasSingleKeys } from '../help/singleKeys';

/** Whether a key belongs to a field of text, which takes it for itself. */
const isTyping = (target: EventTarget | null) =>
  (target instanceof HTMLInputElement && !['checkbox', 'radio', 'file'].includes(target.type)) ||
  target instanceof HTMLTextAreaElement;

/** Whether a letter chooses in a menu. */
const isChoosing = (target: EventTarget | null) => target instanceof HTMLSelectElement;

/**
 * Escape cancels the job that runs; Ctrl+Z or Cmd+Z takes the last removal back, with Shift makes it again, where removals are seen; single keys are the commands of
 * src/state/help/commands.ts, as long as the reader wants that.
 */
export function useShortcuts(): void {
  const store = useLabStore();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape') void cancel(store);
      else if (event.ctrlKey || event.metaKey) moveByKeys(store, event);
      else if (!event.altKey) commandByKey(store, event);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [store]);
}

function moveByKeys(store: LabStore, event: KeyboardEvent): void {
  const isHere = store.getState().settings.view === 'lab';
  if (event.key.toLowerCase() !== 'z' || isTyping(event.target) || !isHere) return;
  event.preventDefault();
  void (event.shiftKey ? redo(store) : undo(store));
}

function commandByKey(store: LabStore, event: KeyboardEvent): void {
  if (isTyping(event.target) || isChoosing(event.target) || !hasSingleKeys()) return;
  const command = commandOfKey(event);
  if (!command?.can(store.getState())) return;
  event.preventDefault();
  command.run(store);
}
