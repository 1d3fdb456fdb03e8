/**
 * Sessions in the browser's own storage (IndexedDB): one record for each session, one for each of its removals, and one for each model
 * that was open. What belongs together is written in one transaction, which happens as a whole or not at all.
 */

import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import type { RetrainingComparison } from '../engine/report';
import type { SavedHistory, SavedRemoval } from '../engine/savedHistory';
import type { Checkpoint } from '../model/checkpoint';
import type { WeightsOrigin } from './protocol';

/** Where a session's model stands, and what it was compared with. */
export interface SessionHead extends Omit<SavedHistory, 'removals'> {
  readonly comparisons: readonly RetrainingComparison[];
}

/** A session's record. */
interface StoredHead extends SessionHead {
  readonly key: string;
  /** Milliseconds since 1970, and later than at the write before: who wrote last knows it. */
  readonly savedAt: number;
}

interface StoredRemoval extends SavedRemoval {
  readonly session: string;
  readonly id: number;
}

/** A model on its data, as it was open. */
export interface Visit {
  readonly dataset: {
    readonly id: string;
    readonly name: string;
    readonly kind: 'builtin' | 'download' | 'files';
    readonly trainingLimit: number | null;
    readonly digest: string;
  };
  readonly model: string;
  /** Its trained weights, where the lab does not ship them. */
  readonly weights: { readonly origin: WeightsOrigin; readonly checkpoint: Checkpoint } | null;
}

interface StoredVisit extends Visit {
  readonly key: string;
  readonly digest: string;
  readonly savedAt: number;
}

interface Schema extends DBSchema {
  heads: { key: string; value: StoredHead; indexes: { savedAt: number } };
  removals: { key: [session: string, id: number]; value: StoredRemoval };
  benches: { key: string; value: StoredVisit; indexes: { savedAt: number; digest: string } };
}

/** Another page has written the session since it was read here. */
export class SessionConflict extends Error {
  override readonly name = 'SessionConflict';
}

/** What was written of the session is no longer there: another page started anew, or the person cleared the site's data. */
export class SessionGone extends Error {
  override readonly name = 'SessionGone';
}

export interface StoredSession {
  readonly head: SessionHead;
  readonly removals: readonly SavedRemoval[];
  readonly savedAt: number;
}

/** What one write changes. */
export interface SessionWrite {
  readonly head: SessionHead;
  /** Removals with higher ids are deleted, then these are added. */
  readonly keep: number;
  readonly added: readonly SavedRemoval[];
  /** The time of the write before, 0 where there was none; null: whatever is there is replaced. */
  readonly after: number | null;
}

export interface SessionStore {
  /** null where there is none. */
  load(key: string): Promise<StoredSession | null>;
  /**
   * Writes a session, whole or not at all, and drops the oldest sessions beyond the most that are kept.
   * @returns the time of this write
   * @throws SessionConflict when another page has written it; SessionGone when it is there no more; DOMException (QuotaExceededError among
   * them) when the storage fails
   */
  save(key: string, write: SessionWrite): Promise<number>;
  /**
   * Deletes a session.
   * @param after the time of the write that is known here, 0 where there was none; null: whatever is there goes
   * @throws SessionConflict when another page has written it since
   */
  discard(key: string, after: number | null): Promise<void>;
  /** What was open last. */
  lastVisit(): Promise<Visit | null>;
  /** What was open on these data, by their digest; the last one first. */
  visitsOn(digest: string): Promise<Visit[]>;
  /** Notes what is open, and drops the oldest beyond the most that are kept. */
  saveVisit(visit: Visit): Promise<void>;
}

/** Sessions that are kept, and models on their data; the one left alone for longest goes first. */
export const keptSessions = 20;

/**
 * A function that gives the database: opened by its first call, and again after an attempt that failed or a connection that the browser closed.
 */
function connectTo(databaseName: string): () => Promise<IDBPDatabase<Schema>> {
  let database: Promise<IDBPDatabase<Schema>> | undefined;
  const forget = () => {
    database = undefined;
  };
  return () => {
    if (!globalThis.indexedDB) throw new Error('it has no IndexedDB here');
    if (database) return database;
    database = openDB<Schema>(databaseName, 1, {
      upgrade: createStores,
      // A newer version of the lab in another window could not open while this one is connected.
      blocking: (_from, _to, event) => {
        (event.target as IDBDatabase).close();
        forget();
      },
      terminated: forget,
    });
    database.catch(forget);
    return database;
  };
}

function createStores(database: IDBPDatabase<Schema>): void {
  database.createObjectStore('heads', { keyPath: 'key' }).createIndex('savedAt', 'savedAt');
  database.createObjectStore('removals', { keyPath: ['session', 'id'] });
  const benches = database.createObjectStore('benches', { keyPath: 'key' });
  benches.createIndex('savedAt', 'savedAt');
  benches.createIndex('digest', 'digest');
}

/** The storage of this origin. It is opened by the first call that needs it. */
export function openSessionStore(databaseName: string): SessionStore {
  const open = connectTo(databaseName);
  return {
    async load(key) {
      const transaction = (await open()).transaction(['heads', 'removals']);
      const [head, removals] = await Promise.all([
        transaction.objectStore('heads').get(key),
        transaction.objectStore('removals').getAll(removalsOf(key)),
      ]);
      return head ? { head, removals, savedAt: head.savedAt } : null;
    },
    async save(key, write) {
      const transaction = (await open()).transaction(['heads', 'removals'], 'readwrite', {
        durability: 'strict',
      });
      return settle(transaction, writeSession(transaction, key, write));
    },
    async discard(key, after) {
      const transaction = (await open()).transaction(['heads', 'removals'], 'readwrite');
      await settle(transaction, discardSession(transaction, key, after));
    },
    async lastVisit() {
      const newest = await (await open())
        .transaction('benches')
        .store.index('savedAt')
        .openCursor(null, 'prev');
      return newest?.value ?? null;
    },
    async visitsOn(digest) {
      const found = await (await open()).getAllFromIndex('benches', 'digest', digest);
      return found.sort((a, b) => b.savedAt - a.savedAt);
    },
    async saveVisit(visit) {
      const { digest } = visit.dataset;
      const { store, done } = (await open()).transaction('benches', 'readwrite');
      const newest = await store.index('savedAt').openKeyCursor(null, 'prev');
      const savedAt = Math.max(Date.now(), ((newest?.key as number) ?? 0) + 1);
      await store.put({ ...visit, key: `${digest} ${visit.model}`, digest, savedAt });
      const oldest = await store.index('savedAt').getAllKeys();
      for (const key of beyondKept(oldest)) await store.delete(key);
      await done;
    },
  };
}

type Writing = IDBPTransaction<Schema, ('heads' | 'removals')[], 'readwrite'>;

const removalsOf = (key: string, from = 0) => IDBKeyRange.bound([key, from], [key, Number.POSITIVE_INFINITY]);

async function writeSession(transaction: Writing, key: string, write: SessionWrite): Promise<number> {
  const [heads, removals] = [transaction.objectStore('heads'), transaction.objectStore('removals')];
  const stored = await heads.get(key);
  const before = stored?.savedAt ?? 0;
  if (!stored && write.after) throw new SessionGone();
  if (write.after !== null && before !== write.after) throw new SessionConflict();
  const savedAt = Math.max(Date.now(), before + 1);
  const { current, next, comparisons } = write.head;
  await removals.delete(removalsOf(key, write.keep + 1));
  for (const removal of write.added) await removals.put({ ...removal, session: key, id: removal.report.id });
  await heads.put({ key, current, next, comparisons, savedAt });
  if (!stored) await prune(transaction);
  return savedAt;
}

async function discardSession(transaction: Writing, key: string, after: number | null): Promise<void> {
  const stored = await transaction.objectStore('heads').get(key);
  if (after !== null && (stored?.savedAt ?? 0) !== after) throw new SessionConflict();
  await deleteSession(transaction, key);
}

async function prune(transaction: Writing): Promise<void> {
  const oldest = await transaction.objectStore('heads').index('savedAt').getAllKeys();
  for (const key of beyondKept(oldest)) await deleteSession(transaction, key);
}

/** Those that are too many, of keys with the oldest first. */
function beyondKept(oldest: readonly string[]): readonly string[] {
  return oldest.slice(0, Math.max(0, oldest.length - keptSessions));
}

async function deleteSession(transaction: Writing, key: string): Promise<void> {
  await transaction.objectStore('heads').delete(key);
  await transaction.objectStore('removals').delete(removalsOf(key));
}

/** Waits until all is on the disk; when the work fails, nothing is. */
async function settle<T>(transaction: Writing, work: Promise<T>): Promise<T> {
  const done = transaction.done;
  done.catch(() => {});
  try {
    const result = await work;
    await done;
    return result;
  } catch (error) {
    try {
      transaction.abort();
    } catch {
      // It has aborted by itself: that is why the work failed.
    }
    throw transaction.error ?? error;
  }
}
