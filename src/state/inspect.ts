/** `window.lethe`: the page's session for tests and the curious, to read and not to change. */

import {
  type DeviceState,
  listBits,
  type Recipe,
  type RemovalReport,
  type SampleIndex,
} from '../worker/protocol';
import type { LabState } from './labState';
import { describeShare } from './share/describeShare';
import type { LabStore } from './store';

/** Raised when a member goes, or comes to mean something else; a new member leaves it as it is. */
const inspectionVersion = 1;

/** What `?inspect` offers: docs/testing.md. Every member but the version is null or empty until the lab is open. */
export interface Inspection {
  readonly version: number;
  /** All that the worker said, the scores of the samples left out, and the samples that are gone by their indices. */
  readonly session:
    | (Omit<LabState, 'scores' | 'removed'> & { readonly removed: readonly SampleIndex[] })
    | null;
  /** The kind of the job that runs; null: none. */
  readonly job: string | null;
  /** How many removals the session has. */
  readonly count: number;
  /** The whole reports of the session's removals, asked of the worker. */
  reports(): Promise<readonly RemovalReport[]>;
  /** How to have the page as it is now again (docs/recipe.md): what a link of it holds. */
  recipe(): Promise<Recipe>;
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

/** What can be seen of a lab. */
export const inspectionOf = (store: LabStore): Inspection =>
  Object.freeze({
    version: inspectionVersion,
    get session() {
      const { lab } = store.getState();
      if (lab === null) return null;
      const { scores: _, removed, ...session } = lab;
      return { ...structuredClone(session), removed: listBits(removed) };
    },
    get job() {
      return store.getState().job?.kind ?? null;
    },
    get count() {
      return store.getState().reports.length;
    },
    reports() {
      const ids = store.getState().reports.map(({ id }) => id);
      return Promise.all(ids.map((id) => store.connection.lab.report(id)));
    },
    recipe: () => describeShare(store, false),
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

/** Puts the inspection of a lab on the window, where nothing can overwrite it: of several labs that of the first. */
export function offerInspection(store: LabStore): void {
  if ('lethe' in window) return;
  Object.defineProperty(window, 'lethe', { value: inspectionOf(store), enumerable: true });
}
