/** Sessions under names in the browser's own storage (IndexedDB), in a database of their own, `NAME-kept`: what a list says of each, and beside it its file. */

import type { DBSchema } from 'idb';
import type { KeptStore } from '../lab/saving/keptStore';
import type { KeptSession } from '../lab/schema/kept';
import { connectTo, explained } from './indexedDb';

interface KeptSchema extends DBSchema {
  entries: { key: string; value: KeptSession };
  files: { key: string; value: Uint8Array<ArrayBuffer> };
}

/** @param name as of the other databases (indexedDbStore.ts) */
export function openIndexedDbKept(name: string): KeptStore {
  const kept = connectTo<KeptSchema>(`${name}-kept`, 1, (database) => {
    database.createObjectStore('entries', { keyPath: 'id' });
    database.createObjectStore('files');
  });
  const writing = async () =>
    (await kept()).transaction(['entries', 'files'], 'readwrite', { durability: 'strict' });

  return {
    list: () => explained(async () => (await kept()).getAll('entries')),

    save: (entry, file, drop) =>
      explained(async () => {
        const transaction = await writing();
        const entries = transaction.objectStore('entries');
        const files = transaction.objectStore('files');
        await Promise.all([
          ...drop.flatMap((id) => [entries.delete(id), files.delete(id)]),
          entries.put(entry),
          files.put(file, entry.id),
          transaction.done,
        ]);
      }),

    load: (id) => explained(async () => (await (await kept()).get('files', id)) ?? null),

    rename: (entry) => explained(async () => void (await (await kept()).put('entries', entry))),

    delete: (id) =>
      explained(async () => {
        const transaction = await writing();
        await Promise.all([
          transaction.objectStore('entries').delete(id),
          transaction.objectStore('files').delete(id),
          transaction.done,
        ]);
      }),
  };
}
