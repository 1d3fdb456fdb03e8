import { keepPage as keep } from '../../worker/offline';
import type { LabStore } from '../store';

/** Has the page kept for visits without a network, and says when a new version of it is there. Where a browser refuses, all else goes on. */
export function keepPage(store: LabStore): void {
  keep((newVersion) => store.setState({ newVersion })).catch(() => {});
}

/** Leaves the new version for the next visit. */
export function leaveNewVersion(store: LabStore): void {
  store.setState({ newVersion: null });
}
