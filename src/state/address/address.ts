/** Keeps the address bar in step with the settings, so that any view of the lab is a link. */

import type { LabStore } from '../store';
import { samePanels } from './panels';
import { writeAddress } from './permalink';

/** Where an address is shown: the browser's bar, or a test's own. */
export interface AddressBar {
  /** Shows the end of the address, from its "?" on. It may refuse: Safari takes 100 changes in some seconds. */
  replace(address: string): void;
  /** Told when the page is about to be left. */
  onLeave(leave: () => void): void;
}

const browserBar: AddressBar = {
  replace: (address) => window.history.replaceState(null, '', `${window.location.pathname}${address}`),
  onLeave: (leave) => window.addEventListener('pagehide', leave),
};

/** Rest after the last change before it is written. */
const restMs = 250;
/** Rest after a change that the bar refused. */
const refusedMs = 5000;

/** From now on the address follows the settings and the open panels; going back in history never undoes a setting. A bar that refuses is asked again later. */
export function followSettings(store: LabStore, bar: AddressBar = browserBar): void {
  let shown: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    clearTimeout(timer);
    const address = writeAddress(store.getState().settings, store.getState());
    if (address === shown) return;
    try {
      bar.replace(address);
      shown = address;
    } catch {
      timer = setTimeout(write, refusedMs);
    }
  };
  write();
  bar.onLeave(write);
  store.subscribe((state, previous) => {
    if (state.settings === previous.settings && samePanels(state, previous)) return;
    clearTimeout(timer);
    timer = setTimeout(write, restMs);
  });
}
