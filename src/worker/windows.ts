import type { Presence } from '../lab/lab';

/**
 * Windows of this origin that have a session open, by Web Locks: the first one holds the session's lock, the others wait for it, and a window that goes in
 * whatever way lets go of it. Where the browser has no locks, nobody is known of.
 * @param name of the storage that the sessions lie in
 */
export function watchWindows(name: string): Presence {
  return {
    enter(key, onElsewhere) {
      const locks = globalThis.navigator?.locks;
      if (!locks) return () => {};
      const lock = `${name} session ${key}`;
      const left = new AbortController();
      const { signal } = left;
      const untilLeft = new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve());
      });
      const enter = async () => {
        const isMine = await locks.request(lock, { ifAvailable: true }, (held) => {
          if (held && !signal.aborted) return untilLeft.then(() => true);
          return held !== null;
        });
        if (isMine || signal.aborted) return;
        onElsewhere(true);
        await locks.request(lock, { signal }, () => {
          onElsewhere(false);
          return untilLeft;
        });
      };
      // A wait that was left off rejects; locks that are forbidden here tell of nobody.
      enter().catch(() => {});
      return () => left.abort();
    },

    claim(work) {
      const locks = globalThis.navigator?.locks;
      if (!locks) return Promise.resolve(() => {});
      return new Promise((resolve) => {
        const hold = (held: Lock | null) => {
          if (!held) return resolve(null);
          return new Promise<void>((release) => resolve(release));
        };
        // Where locks are forbidden, nobody is known of.
        locks.request(`${name} work ${work}`, { ifAvailable: true }, hold).catch(() => resolve(() => {}));
      });
    },
  };
}
