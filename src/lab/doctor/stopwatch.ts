import type { Gpu } from '../../gpu/device';
import { openPassTimer } from '../../gpu/passTimer';

/** Times work on a GPU by its own clock where it has one, else by the host's. */
export interface Stopwatch {
  readonly clock: 'device' | 'host';
  /** @returns milliseconds; 0 where the clock is too coarse */
  time(work: () => Promise<void>): Promise<number>;
  /** The same of several, one after another: the device is asked once for all of them. */
  timeEach(works: readonly (() => Promise<void>)[]): Promise<number[]>;
  close(): void;
}

export function openStopwatch(gpu: Gpu): Stopwatch {
  const timer = openPassTimer(gpu);
  if (!timer) {
    const time = async (work: () => Promise<void>) => {
      const start = performance.now();
      await work();
      return performance.now() - start;
    };
    return {
      clock: 'host',
      time,
      async timeEach(works) {
        const times: number[] = [];
        for (const work of works) times.push(await time(work));
        return times;
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
    async timeEach(works) {
      await timer.read();
      for (const work of works) {
        await work();
        timer.lap();
      }
      return (await timer.readLaps()).map((milliseconds) => milliseconds ?? 0);
    },
    close: timer.close,
  };
}
