/** `window.lethe`: the page's session for tests and the curious, to read and not to change. */

import type { DeviceState, LabState, RemovalReport } from '../worker/protocol';
import { store } from './store';

/** What `?inspect` offers. Every member is null or empty until the lab is open. */
export interface Inspection {
  /** All that the worker said, the scores of the samples left out. */
  readonly session: Omit<LabState, 'scores'> | null;
  readonly reports: readonly RemovalReport[];
  /** SHA-256 of the float32 weights, hexadecimal. */
  readonly digest: string | null;
  readonly device: DeviceState | null;
  readonly backend: DeviceState['backend'] | null;
}

declare global {
  interface Window {
    readonly lethe?: Inspection;
  }
}

const inspection: Inspection = Object.freeze({
  get session() {
    const { lab } = store.getState();
    if (lab === null) return null;
    const { scores: _, ...session } = lab;
    return structuredClone(session);
  },
  get reports() {
    return structuredClone(store.getState().reports);
  },
  get digest() {
    return store.getState().lab?.digest ?? null;
  },
  get device() {
    return structuredClone(store.getState().lab?.device ?? null);
  },
  get backend() {
    return store.getState().lab?.device.backend ?? null;
  },
});

/** Puts the inspection on the window, where nothing can overwrite it. */
export function offerInspection(): void {
  Object.defineProperty(window, 'lethe', { value: inspection, enumerable: true });
}
