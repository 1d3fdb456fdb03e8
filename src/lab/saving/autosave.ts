/** Keeps sessions in the browser's storage after every step. Where that fails, work goes on, and a sentence says so. */

import { readReport } from '../../engine/report';
import {
  type RestoredHistory,
  restoreHistory,
  type SavedRemoval,
  saveRemoval,
} from '../../engine/savedHistory';
import { sessionKey } from '../../engine/sessionKey';
import type { Job } from '../../model/job';
import type { TrainedModel } from '../opening/openedModel';
import type { Moment } from '../protocol';
import { openSessionStore, SessionConflict, SessionGone, type Visit } from '../store';

/** What the storage has of a session. */
interface Track {
  /** The first so many removals. */
  saved: number;
  /** The time of the last write, 0 where there was none; null: whatever is there is of another session, and will be replaced. */
  savedAt: number | null;
}

export interface Autosave {
  /** When the session was last written, and what is in the way of writing it. */
  describe(trained: TrainedModel | null): Moment['autosave'];
  /**
   * Brings a session's saved history back into it.
   * @returns a sentence on what came back; null where nothing was saved
   * @throws AbortError when cancelled
   */
  restore(trained: TrainedModel, job: Job): Promise<string | null>;
  /** Writes what is not written yet: removals, the state that the model is in, comparisons. Never throws. */
  save(trained: TrainedModel): Promise<void>;
  /** Forgets the saved history of these weights, unless another window wrote it. */
  discard(trained: TrainedModel): Promise<void>;
  /** What was open last; null where that is not known. */
  lastVisit(): Promise<Visit | null>;
  /** What was open on these data, by their digest; the last one first. */
  visitsOn(digest: string): Promise<readonly Visit[]>;
  saveVisit(visit: Visit): Promise<void>;
}

/** @param databaseName of the storage, which the first call that needs it opens */
export function openAutosave(databaseName: string): Autosave {
  const store = openSessionStore(databaseName);
  /** By the sessions' ids. */
  const tracks = new Map<string, Track>();
  /** The time of the last write that is known here, by the sessions' keys: another session of the same weights takes the place of this write alone. */
  const known = new Map<string, number>();
  let problem: string | null = null;

  /** Runs a step; its failure becomes a sentence. */
  async function attempt<T>(work: () => Promise<T>): Promise<{ readonly result: T } | null> {
    try {
      return { result: await work() };
    } catch (error) {
      problem = explain(error);
      return null;
    }
  }

  return {
    describe: (trained) => ({ savedAt: (trained && tracks.get(trained.id)?.savedAt) || null, problem }),

    async restore(trained, job) {
      const { session, id } = trained;
      const read = await attempt(() => store.load(sessionKey(session)));
      if (!read) return null;
      problem = null;
      const stored = read.result;
      tracks.set(id, { saved: 0, savedAt: stored?.savedAt ?? 0 });
      known.set(sessionKey(session), stored?.savedAt ?? 0);
      if (!stored) return null;
      const { removals, problem: unreadable } = readRemovals(stored.removals);
      const restored = await restoreHistory(session, { ...stored.head, removals }, job);
      trained.comparisons.push(...stored.head.comparisons.filter((one) => one.id <= restored.kept));
      tracks.set(id, { saved: restored.kept, savedAt: stored.savedAt });
      return describeRestored(restored, unreadable, stored.removals.length);
    },

    async save(trained) {
      const { session, id, comparisons } = trained;
      const { removals, current, nextOf } = session;
      const key = sessionKey(session);
      const { saved, savedAt } = tracks.get(id) ?? { saved: 0, savedAt: known.get(key) ?? null };
      if (savedAt === 0 && removals.length === 0 && comparisons.length === 0) return;
      const head = { current, next: [...nextOf], comparisons: [...comparisons] };
      const write = (keep: number, after: number | null) =>
        store.save(key, { head, keep, added: removals.slice(keep).map(saveRemoval), after });
      const written = await attempt(async () => {
        try {
          return await write(saved, savedAt);
        } catch (error) {
          if (error instanceof SessionGone) return write(0, 0);
          throw error;
        }
      });
      if (!written) return;
      problem = null;
      tracks.set(id, { saved: removals.length, savedAt: written.result });
      known.set(key, written.result);
    },

    async discard({ session, id }) {
      const key = sessionKey(session);
      const discarded = await attempt(() => store.discard(key, known.get(key) ?? null));
      if (!discarded) return;
      tracks.set(id, { saved: 0, savedAt: 0 });
      known.set(key, 0);
    },

    async lastVisit() {
      return (await attempt(() => store.lastVisit()))?.result ?? null;
    },

    async visitsOn(digest) {
      return (await attempt(() => store.visitsOn(digest)))?.result ?? [];
    },

    async saveVisit(visit) {
      await attempt(() => store.saveVisit(visit));
    },
  };
}

/** The stored removals up to the first that is not whole. */
function readRemovals(stored: readonly SavedRemoval[]): { removals: SavedRemoval[]; problem: string | null } {
  const removals: SavedRemoval[] = [];
  for (const { report, indices, after } of stored) {
    try {
      if (!(indices instanceof Uint32Array && after instanceof Float32Array))
        throw new TypeError('no values');
      removals.push({ report: readReport(report, `removal ${removals.length + 1}`), indices, after });
    } catch (error) {
      return { removals, problem: error instanceof Error ? error.message : String(error) };
    }
  }
  return { removals, problem: null };
}

function describeRestored({ kept, problem }: RestoredHistory, unreadable: string | null, count: number) {
  const damage = unreadable ?? problem;
  if (damage !== null) {
    return `The saved history was damaged (${damage}): ${kept} of its ${count} removals are back.`;
  }
  if (count === 0) return null;
  return `${count === 1 ? 'The removal' : `The ${count} removals`} of the last visit ${count === 1 ? 'is' : 'are'} back.`;
}

function explain(error: unknown): string {
  if (error instanceof SessionConflict) {
    return 'Another window has this session open and wrote it last, so that what is done here is no longer saved. Close the other window and reload; export the session first if it matters.';
  }
  if (error instanceof DOMException && error.name === 'QuotaExceededError') {
    return 'The browser\u2019s storage is full, so that a reload would lose the latest removals. Export the session to keep them, and delete checkpoints to make room.';
  }
  if (error instanceof DOMException && error.name === 'VersionError') {
    return 'A newer version of the lab was open in this browser, and this one does not know how that saves. Export the session, and reload to get the newer version.';
  }
  const reason = error instanceof Error ? error.message : String(error);
  return `The browser lets this page store nothing (${reason}), so that a reload would lose the removals. Export the session to keep them.`;
}
