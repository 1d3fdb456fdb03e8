/** Checkpoints in the browser's own storage (IndexedDB): they outlive a reload, and leave the machine only as exported files. */

import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { type Checkpoint, CheckpointError } from './checkpoint';

export interface StoredCheckpoint extends Checkpoint {
  readonly id: string;
  /** What the user calls it. */
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

interface Schema extends DBSchema {
  checkpoints: { key: string; value: StoredCheckpoint };
}

export interface CheckpointStore {
  /** The newest first. */
  list(): Promise<StoredCheckpoint[]>;
  /** @throws CheckpointError when the storage is full or closed to this page; what was there stays */
  save(checkpoint: StoredCheckpoint): Promise<void>;
  /** @throws CheckpointError when there is none of this id */
  load(id: string): Promise<StoredCheckpoint>;
  delete(id: string): Promise<void>;
}

/** The storage of this origin. It is opened by the first call that needs it. */
export function openCheckpointStore(databaseName = 'lethe'): CheckpointStore {
  let database: Promise<IDBPDatabase<Schema>> | undefined;
  const open = () => {
    if (!globalThis.indexedDB) throw new Error('it has no IndexedDB here');
    database ??= openDB<Schema>(databaseName, 1, {
      upgrade: (opened) => {
        opened.createObjectStore('checkpoints', { keyPath: 'id' });
      },
    });
    return database;
  };
  return {
    list: () =>
      explain('notRead', async () => {
        const all = await (await open()).getAll('checkpoints');
        return all.sort((a, b) => b.savedAt - a.savedAt);
      }),
    save: (checkpoint) =>
      explain('notWritten', async () => {
        await (await open()).put('checkpoints', checkpoint);
      }),
    async load(id) {
      const found = await explain('notRead', async () => (await open()).get('checkpoints', id));
      if (!found) throw new CheckpointError('model.checkpoint.gone');
      return found;
    },
    delete: (id) =>
      explain('notWritten', async () => {
        await (await open()).delete('checkpoints', id);
      }),
  };
}

async function explain<T>(what: 'notRead' | 'notWritten', work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const full = cause instanceof DOMException && cause.name === 'QuotaExceededError';
    if (full) throw new CheckpointError('model.checkpoint.storageFull', undefined, { cause });
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CheckpointError(`model.checkpoint.${what}`, { reason }, { cause });
  }
}
