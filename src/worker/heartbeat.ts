/** Asks the worker now and then whether it still answers. */

/** From one question to the next. */
const tickMs = 1000;

/** A worker that has not answered for so long is said to be silent: longer than the longest piece of work that it does without a pause (test/e2e/worker.spec.ts). */
export const silenceMs = 15_000;

export interface Heartbeat {
  stop(): void;
}

/**
 * Begins to ask. Ticks are counted, not time: a computer that slept is not a worker that is silent.
 * @param ask rejects or resolves when the worker answers
 * @param onChange told when it falls silent, and when it answers again
 */
export function startHeartbeat(ask: () => Promise<unknown>, onChange: (silent: boolean) => void): Heartbeat {
  let waiting = false;
  let ticks = 0;
  const limit = silenceMs / tickMs;
  const answered = () => {
    waiting = false;
    if (ticks >= limit) onChange(false);
    ticks = 0;
  };
  const tick = () => {
    if (waiting) {
      ticks += 1;
      if (ticks === limit) onChange(true);
      return;
    }
    waiting = true;
    ask().then(answered, answered);
  };
  const timer = setInterval(tick, tickMs);
  return { stop: () => clearInterval(timer) };
}
