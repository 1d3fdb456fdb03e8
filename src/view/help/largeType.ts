/** Large type, for a projector: all sizes of the page are of its root's, so one number makes them grow. Kept until the page is closed, so that a lent machine is as it was. */

import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();

function watch(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function setLarge(on: boolean): void {
  if (on) document.documentElement.dataset.type = 'large';
  else delete document.documentElement.dataset.type;
  for (const listener of listeners) listener();
}

/** Whether type is large, and what makes it so. Where there is no document it is not. */
export function useLargeType(): readonly [boolean, (on: boolean) => void] {
  const isLarge = useSyncExternalStore(
    watch,
    () => document.documentElement.dataset.type === 'large',
    () => false,
  );
  return [isLarge, setLarge];
}
