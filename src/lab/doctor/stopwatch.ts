import type { Gpu } from '../../gpu/device';
import { openPassTimer } from '../../gpu/passTimer';

/** Times work on a GPU by its own clock where it has one, else by the host's. */
export interface Stopwatch {
  readonly clock: 'device' | 'host';
  /** @returns milliseconds; 0 where the clock is too coarse */
  time(work: () => Promise<void>): Promise<number>;
  close(): void;
}

export function openStopwatch(gpu: Gpu): Stopwatch {
  const timer = openPassTimer(gpu);
  if (!timer) {
    return {
      clock: 'host',
      async time(work) {
        const start = performance.now();
        await work();
        return performance.now() - start;
      },
      close: () => {},
    };
  }
  return {
    clock: 'device',
    async time(work) {
      await timer.read();
      await work();
      return (await timer.read()) ?? 0;
    },
    close: timer.close,
  };
}
