import type { LoadOptions } from '../loadOptions';

/** A cancel is a message to the thread: it waits for at most this long. */
const LONGEST_STRETCH_MS = 50;

/**
 * Makes a function for loops to call now and then: it reports progress, ends the current task when that has lasted
 * long enough for others to wait, and rejects with the signal's reason once the work is cancelled.
 */
export function createPause({ onProgress, signal }: Pick<LoadOptions, 'onProgress' | 'signal'>) {
  let last = performance.now();
  return async (fraction: number): Promise<void> => {
    onProgress?.(fraction);
    if (performance.now() - last > LONGEST_STRETCH_MS) {
      await new Promise((resolve) => setTimeout(resolve));
      last = performance.now();
    }
    signal?.throwIfAborted();
  };
}
