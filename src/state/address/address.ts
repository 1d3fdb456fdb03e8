/** Keeps the address bar in step with the settings, so that any view of the lab is a link. */

import type { LabStore } from '../store';
import { writeAddress } from './permalink';

/** From now on the address follows the settings; going back in history never undoes a setting. */
export function followSettings(store: LabStore): void {
  const write = () => {
    const { pathname, hash } = window.location;
    window.history.replaceState(null, '', `${pathname}${writeAddress(store.getState().settings)}${hash}`);
  };
  write();
  store.subscribe((state, previous) => {
    if (state.settings !== previous.settings) write();
  });
}
