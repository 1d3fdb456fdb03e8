/** Databases of the browser: how they are opened, and what is said when they cannot be used. */

import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import { StoreError } from '../lab/store';

/**
 * A function that gives a database: opened by its first call, and again after an attempt that failed or a connection that the browser closed.
 */
export function connectTo<S extends DBSchema>(
  databaseName: string,
  version: number,
  upgrade: (database: IDBPDatabase<S>, from: number, transaction: Upgrading<S>) => void,
): () => Promise<IDBPDatabase<S>> {
  let database: Promise<IDBPDatabase<S>> | undefined;
  const forget = () => {
    database = undefined;
  };
  return () => {
    if (!globalThis.indexedDB) throw new StoreError('lab.saving.noIndexedDb', []);
    if (database) return database;
    database = openDB<S>(databaseName, version, {
      upgrade: (opened, from, _to, transaction) => upgrade(opened, from, transaction),
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

export type Upgrading<S extends DBSchema> = IDBPTransaction<S, StoreNames<S>[], 'versionchange'>;

/** Says what is in the way of the storage. */
export async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof StoreError) throw cause;
    const name = cause instanceof DOMException ? cause.name : '';
    if (name === 'QuotaExceededError') throw new StoreError('lab.saving.full', [], { cause });
    if (name === 'VersionError') throw new StoreError('lab.saving.newer', [], { cause });
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StoreError('lab.saving.closed', [{ reason }], { cause });
  }
}
