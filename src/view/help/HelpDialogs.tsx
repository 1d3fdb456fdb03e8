import { lazy, Suspense } from 'react';
import { closeHelp } from '../../state/help/commands';
import type { HelpDialog } from '../../state/help/helpState';
import { useLab, useLabStore } from '../design/useLab';

/** They come when they are first opened. */
const dialogs = {
  stories: lazy(() => import('../stories/StoriesDialog')),
  palette: lazy(() => import('./Palette')),
  keys: lazy(() => import('./KeysDialog')),
  room: lazy(() => import('./RoomDialog')),
} satisfies Record<HelpDialog, unknown>;

/** What is open over the page to find one's way, or to show others. */
export function HelpDialogs() {
  const store = useLabStore();
  const open = useLab((state) => state.help);
  if (open === null) return null;
  const Dialog = dialogs[open];
  return (
    <Suspense fallback={null}>
      <Dialog onLeave={() => closeHelp(store)} />
    </Suspense>
  );
}
