import { SaidError } from '../../words/saidError';
import { promiseToReject } from '../jobs/promiseToReject';

/** Waits for something that may never answer. */
export interface Patience {
  /**
   * Runs a request, and gives it up when it takes too long or the signal says stop: it may still be carried out later. While one that was given up has
   * not answered, the next one is refused at once, so that a dead medium costs the waiting once.
   * @throws SaidError (`lab.saving.stuck`) when it took too long, or an earlier one has not answered yet; AbortError when the signal says stop; what the
   * request itself throws
   */
  wait<T>(request: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

/** @param limitMs how long is waited */
export function createPatience(limitMs: number): Patience {
  let stuck: Promise<unknown> | null = null;
  const refuse = () => new SaidError('lab.saving.stuck', [{ seconds: Math.round(limitMs / 1000) }]);
  return {
    async wait(request, signal) {
      if (stuck) throw refuse();
      signal?.throwIfAborted();
      const answer = request();
      const { promise: givenUp, reject } = promiseToReject();
      const giveUp = (reason: unknown) => {
        const settled = answer.then(
          () => {},
          () => {},
        );
        stuck = settled;
        settled.then(() => {
          if (stuck === settled) stuck = null;
        });
        reject(reason);
      };
      const timer = setTimeout(() => giveUp(refuse()), limitMs);
      const stop = () => giveUp(signal!.reason);
      signal?.addEventListener('abort', stop, { once: true });
      try {
        return await Promise.race([answer, givenUp]);
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', stop);
      }
    },
  };
}
