/**
 * Models of ensembles in the browser's own storage (IndexedDB), in a database of their own, `NAME-ensembles`: weights, margins and what attacks are through
 * with, a record for each model; what was begun in the background, a record for each ensemble; and what attacks found. A model is written in one transaction.
 */

import type { DBSchema } from 'idb';
import type { EnsembleStore, MemberWeights } from '../lab/store';
import { connectTo, explained } from './indexedDb';

type Key = [of: string, model: number];

interface MembersSchema extends DBSchema {
  /** When an ensemble was begun, milliseconds since 1970. */
  begun: { key: string; value: number };
  weights: { key: Key; value: MemberWeights };
  margins: { key: Key; value: Float32Array };
  attacked: { key: Key; value: Float32Array };
  wanted: { key: string; value: unknown };
  /** What attacks found. */
  found: { key: string; value: unknown };
}

/** Weights of so many ensembles are kept, those begun last; those of 64 two-layer nets take 41 MB. Margins stay. */
export const keptEnsembles = 4;

/** @param name as of the other databases (indexedDbStore.ts) */
export function openIndexedDbMembers(name: string): EnsembleStore {
  const members = connectTo<MembersSchema>(`${name}-ensembles`, 3, (database, from) => {
    if (from < 1)
      for (const store of ['begun', 'weights', 'margins', 'attacked'] as const)
        database.createObjectStore(store);
    if (from < 2) database.createObjectStore('wanted');
    database.createObjectStore('found');
  });

  async function loadRows(store: 'margins' | 'attacked', of: string): Promise<Map<number, Float32Array>> {
    const transaction = (await members()).transaction(store);
    const [keys, rows] = await Promise.all([
      transaction.store.getAllKeys(modelsOf(of)),
      transaction.store.getAll(modelsOf(of)),
    ]);
    return new Map(keys.map(([, model], i) => [model, rows[i]!]));
  }

  return {
    loadMargins: (ensemble) => explained(() => loadRows('margins', ensemble)),

    loadWeights: (ensemble, model) =>
      explained(async () => (await (await members()).get('weights', [ensemble, model])) ?? null),

    saveMember: (ensemble, model, { parameters, previous, margins }) =>
      explained(async () => {
        const stores = ['begun', 'weights', 'margins'] as const;
        const transaction = (await members()).transaction(stores, 'readwrite');
        const begun = transaction.objectStore('begun');
        const weights = transaction.objectStore('weights');
        if ((await begun.getKey(ensemble)) === undefined) {
          await begun.put(Date.now(), ensemble);
          const [keys, times] = await Promise.all([begun.getAllKeys(), begun.getAll()]);
          const newestFirst = keys.map((key, i) => [times[i]!, key] as const).sort(([a], [b]) => b - a);
          for (const [, key] of newestFirst.slice(keptEnsembles)) {
            await weights.delete(modelsOf(key));
            await begun.delete(key);
          }
        }
        await weights.put({ parameters, previous }, [ensemble, model]);
        await transaction.objectStore('margins').put(margins, [ensemble, model]);
        await transaction.done;
      }),

    loadAttack: (attack) => explained(() => loadRows('attacked', attack)),

    saveAttacked: (attack, model, margins) =>
      explained(async () => {
        await (await members()).put('attacked', margins, [attack, model]);
      }),

    loadFound: (attack) => explained(async () => (await members()).get('found', attack)),

    saveFound: (attack, report) =>
      explained(async () => {
        await (await members()).put('found', report, attack);
      }),

    loadWanted: () =>
      explained(async () => {
        const { store } = (await members()).transaction('wanted');
        const [keys, wanted] = await Promise.all([store.getAllKeys(), store.getAll()]);
        return new Map(keys.map((key, i) => [key, wanted[i]]));
      }),

    saveWanted: (ensemble, wanted) =>
      explained(async () => {
        const database = await members();
        if (wanted) await database.put('wanted', wanted, ensemble);
        else await database.delete('wanted', ensemble);
      }),
  };
}

const modelsOf = (key: string) => IDBKeyRange.bound([key, 0], [key, Number.POSITIVE_INFINITY]);
