/**
 * The browser's own storage (IndexedDB) as the lab's store. Database `NAME-sessions`: one record for each session, one for each of its removals, one for
 * the weights of each of its states, one for each model that was open (`benches`, named before visits had that name), one for each training that was
 * interrupted. Database `NAME`: the checkpoints. What belongs together is written in one transaction, which happens as a whole or not at all.
 */

import type { DBSchema, IDBPDatabase, IDBPTransaction } from 'idb';
import {
  keptSessions,
  keptTrainings,
  SessionConflict,
  SessionGone,
  type SessionHead,
  type SessionWrite,
  type StateValues,
  type Store,
  type StoredCheckpoint,
  type TrainingProgress,
  type Visit,
} from '../lab/store';
import { connectTo, explained, type Upgrading } from './indexedDb';

/** A session's record. */
interface HeadRow extends SessionHead {
  readonly key: string;
  readonly savedAt: number;
}

interface RemovalRow {
  readonly session: string;
  readonly id: number;
  readonly report: unknown;
}

interface ValuesRow extends StateValues {
  readonly session: string;
  readonly id: number;
}

interface VisitRow extends Visit {
  readonly key: string;
  readonly digest: string;
  readonly savedAt: number;
}

interface TrainingRow extends TrainingProgress {
  readonly key: string;
  readonly savedAt: number;
}

interface SessionsSchema extends DBSchema {
  heads: { key: string; value: HeadRow; indexes: { savedAt: number } };
  removals: { key: [session: string, id: number]; value: RemovalRow };
  values: { key: [session: string, id: number]; value: ValuesRow };
  benches: { key: string; value: VisitRow; indexes: { savedAt: number; digest: string } };
  trainings: { key: string; value: TrainingRow; indexes: { savedAt: number } };
}

interface CheckpointsSchema extends DBSchema {
  checkpoints: { key: string; value: StoredCheckpoint };
}

/** The storage of this origin. Its databases are opened by the first calls that need them. */
export function openIndexedDbStore(name: string): Store {
  const sessions = connectTo<SessionsSchema>(`${name}-sessions`, 2, upgradeSessions);
  const checkpoints = connectTo<CheckpointsSchema>(name, 1, (database) => {
    database.createObjectStore('checkpoints', { keyPath: 'id' });
  });
  return {
    keepsValues: true,

    loadSession: (key) =>
      explained(async () => {
        const transaction = (await sessions()).transaction(['heads', 'removals']);
        const [head, rows] = await Promise.all([
          transaction.objectStore('heads').get(key),
          transaction.objectStore('removals').getAll(rowsOf(key)),
        ]);
        return head ? { head, reports: rows.map(({ report }) => report), savedAt: head.savedAt } : null;
      }),

    saveSession: (key, write) =>
      explained(async () => {
        const transaction = await writing(sessions);
        return settle(transaction, writeSession(transaction, key, write));
      }),

    loadValues: (key, id) =>
      explained(async () => {
        const row = await (await sessions()).get('values', [key, id]);
        return row ? { indices: row.indices, after: row.after } : null;
      }),

    discardSession: (key, after) =>
      explained(async () => {
        const transaction = await writing(sessions);
        await settle(transaction, discardSession(transaction, key, after));
      }),

    listSessions: () =>
      explained(async () => {
        const heads = await (await sessions()).getAllFromIndex('heads', 'savedAt');
        return heads.reverse().map(({ key, savedAt }) => ({ key, savedAt }));
      }),

    lastVisit: () =>
      explained(async () => {
        const newest = (await sessions()).transaction('benches').store.index('savedAt');
        return (await newest.openCursor(null, 'prev'))?.value ?? null;
      }),

    visitsOn: (digest) =>
      explained(async () => {
        const found = await (await sessions()).getAllFromIndex('benches', 'digest', digest);
        return found.sort((a, b) => b.savedAt - a.savedAt);
      }),

    saveVisit: (visit) =>
      explained(async () => {
        const { digest } = visit.dataset;
        const { store, done } = (await sessions()).transaction('benches', 'readwrite');
        const newest = await store.index('savedAt').openKeyCursor(null, 'prev');
        const savedAt = Math.max(Date.now(), ((newest?.key as number) ?? 0) + 1);
        await store.put({ ...visit, key: `${digest} ${visit.model}`, digest, savedAt });
        const oldest = await store.index('savedAt').getAllKeys();
        for (const key of beyond(keptSessions, oldest)) await store.delete(key);
        await done;
      }),

    listCheckpoints: () =>
      explained(async () => {
        const all = await (await checkpoints()).getAll('checkpoints');
        return all.sort((a, b) => b.savedAt - a.savedAt);
      }),

    saveCheckpoint: (checkpoint) =>
      explained(async () => {
        await (await checkpoints()).put('checkpoints', checkpoint);
      }),

    loadCheckpoint: (id) =>
      explained(async () => (await (await checkpoints()).get('checkpoints', id)) ?? null),

    deleteCheckpoint: (id) => explained(async () => (await checkpoints()).delete('checkpoints', id)),

    loadTraining: (key) => explained(async () => (await (await sessions()).get('trainings', key)) ?? null),

    saveTraining: (key, progress) =>
      explained(async () => {
        const { store, done } = (await sessions()).transaction('trainings', 'readwrite');
        await store.put({ ...progress, key, savedAt: Date.now() });
        const oldest = await store.index('savedAt').getAllKeys();
        for (const old of beyond(keptTrainings, oldest)) if (old !== key) await store.delete(old);
        await done;
      }),

    dropTraining: (key) => explained(async () => (await sessions()).delete('trainings', key)),
  };
}

function upgradeSessions(
  database: IDBPDatabase<SessionsSchema>,
  from: number,
  transaction: Upgrading<SessionsSchema>,
): void {
  if (from < 1) {
    database.createObjectStore('heads', { keyPath: 'key' }).createIndex('savedAt', 'savedAt');
    database.createObjectStore('removals', { keyPath: ['session', 'id'] });
    const visits = database.createObjectStore('benches', { keyPath: 'key' });
    visits.createIndex('savedAt', 'savedAt');
    visits.createIndex('digest', 'digest');
  }
  database.createObjectStore('values', { keyPath: ['session', 'id'] });
  database.createObjectStore('trainings', { keyPath: 'key' }).createIndex('savedAt', 'savedAt');
  if (from === 1) partValues(transaction).catch(() => transaction.abort());
}

/** The first version had the weights in the rows of the removals, so that no session could be listed without reading all of them. */
async function partValues(transaction: Upgrading<SessionsSchema>): Promise<void> {
  let cursor = await transaction.objectStore('removals').openCursor();
  while (cursor) {
    const { session, id, report, ...values } = cursor.value as RemovalRow & Partial<StateValues>;
    await cursor.update({ session, id, report });
    if (values.indices && values.after) {
      const row = { session, id, indices: values.indices, after: values.after };
      await transaction.objectStore('values').put(row);
    }
    cursor = await cursor.continue();
  }
}

type Writing = IDBPTransaction<SessionsSchema, ('heads' | 'removals' | 'values')[], 'readwrite'>;

async function writing(sessions: () => Promise<IDBPDatabase<SessionsSchema>>): Promise<Writing> {
  return (await sessions()).transaction(['heads', 'removals', 'values'], 'readwrite', {
    durability: 'strict',
  });
}

const rowsOf = (key: string, from = 0) => IDBKeyRange.bound([key, from], [key, Number.POSITIVE_INFINITY]);

async function writeSession(transaction: Writing, key: string, write: SessionWrite): Promise<number> {
  const heads = transaction.objectStore('heads');
  const removals = transaction.objectStore('removals');
  const values = transaction.objectStore('values');
  const stored = await heads.get(key);
  const before = stored?.savedAt ?? 0;
  if (!stored && write.after) throw new SessionGone();
  if (write.after !== null && before !== write.after) throw new SessionConflict();
  const savedAt = Math.max(Date.now(), before + 1);
  const { current, next, comparisons, certificate, names } = write.head;
  await removals.delete(rowsOf(key, write.keep + 1));
  await values.delete(rowsOf(key, write.keep + 1));
  const keep = (id: number, state: StateValues) => values.put({ session: key, id, ...state });
  for (const [id, state] of write.remade) await keep(id, state);
  for (const { report, values: state } of write.added) {
    await removals.put({ session: key, id: report.id, report });
    if (state) await keep(report.id, state);
  }
  await heads.put({ key, current, next, comparisons, certificate, names, savedAt });
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
  for (const key of beyond(keptSessions, oldest)) await deleteSession(transaction, key);
}

async function deleteSession(transaction: Writing, key: string): Promise<void> {
  await transaction.objectStore('heads').delete(key);
  await transaction.objectStore('removals').delete(rowsOf(key));
  await transaction.objectStore('values').delete(rowsOf(key));
}

/** Those that are too many, of keys with the oldest first. */
function beyond(kept: number, oldest: readonly string[]): readonly string[] {
  return oldest.slice(0, Math.max(0, oldest.length - kept));
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
