import { openDB } from 'idb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { StoreError } from '../../src/lab/store';
import { openIndexedDbStore } from '../../src/worker/indexedDbStore';
import { describeManySessions, describeStore, describeTrainings, removal, write } from '../lab/storeContract';

let storages = 0;
/** A name for storage that nobody has used. */
const freshStorage = () => `store-test-${Date.now()}-${storages++}`;

const names = new Map<unknown, string>();
const surroundings = {
  open: async () => {
    const name = freshStorage();
    const store = openIndexedDbStore(name);
    names.set(store, name);
    return store;
  },
  reopen: async (store: unknown) => openIndexedDbStore(names.get(store)!),
};

describeStore('IndexedDB', surroundings);
describeTrainings('IndexedDB', surroundings);
describeManySessions('IndexedDB', surroundings);

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the storage of the browser', () => {
  it('opens again after an attempt that failed, and after the browser closed the connection', async () => {
    const newer = freshStorage();
    (await openDB(newer, 5)).close();
    const { open } = IDBFactory.prototype;
    const opened = vi.spyOn(IDBFactory.prototype, 'open');
    opened.mockImplementationOnce(() => open.call(indexedDB, newer, 1));
    const store = openIndexedDbStore(freshStorage());
    await expect(store.loadSession('a')).rejects.toThrow(/newer version of the lab was open/);
    const first = await store.saveSession('a', write(1, 0));
    const { result } = opened.mock.results[1]!.value as IDBOpenDBRequest;
    result.close();
    result.dispatchEvent(new Event('close'));
    await store.saveSession('a', write(2, first));
    expect((await store.loadSession('a'))!.reports.length).toBe(2);
  });

  it('makes way for a newer version of the lab', async () => {
    const name = freshStorage();
    const store = openIndexedDbStore(name);
    await store.saveSession('a', write(1, 0));
    const newer = await openDB(`${name}-sessions`, 3);
    await expect(store.loadSession('a')).rejects.toBeInstanceOf(StoreError);
    newer.close();
  });

  it('writes all or nothing: a removal that cannot be stored takes the others with it', async () => {
    const store = openIndexedDbStore(freshStorage());
    await store.saveSession('a', write(1, 0));
    const bad = { ...removal(3), report: { id: 3, call: () => {} } as never };
    const both = write(3, null, { keep: 0, added: [removal(2), bad] });
    await expect(store.saveSession('a', both)).rejects.toBeInstanceOf(StoreError);
    expect(await store.loadSession('a')).toMatchObject({
      head: { current: 1 },
      reports: [removal(1).report],
    });
    expect(await store.loadValues('a', 1)).toEqual(removal(1).values);
  });

  it('brings the weights of the first version over into records of their own', async () => {
    const name = freshStorage();
    const old = await openDB(`${name}-sessions`, 1, {
      upgrade(database) {
        database.createObjectStore('heads', { keyPath: 'key' }).createIndex('savedAt', 'savedAt');
        database.createObjectStore('removals', { keyPath: ['session', 'id'] });
        const benches = database.createObjectStore('benches', { keyPath: 'key' });
        benches.createIndex('savedAt', 'savedAt');
        benches.createIndex('digest', 'digest');
      },
    });
    await old.put('heads', { key: 'a', current: 2, next: [], comparisons: [], savedAt: 7 });
    for (const id of [1, 2]) {
      await old.put('removals', { session: 'a', id, report: removal(id).report, ...removal(id).values });
    }
    old.close();
    const store = openIndexedDbStore(name);
    expect(await store.loadSession('a')).toMatchObject({
      head: { current: 2 },
      savedAt: 7,
      reports: [removal(1).report, removal(2).report],
    });
    expect(await store.loadValues('a', 2)).toEqual(removal(2).values);
    await store.saveSession('a', write(3, 7));
    const database = await openDB(`${name}-sessions`);
    expect(Object.keys((await database.getAll('removals'))[0])).toEqual(['session', 'id', 'report']);
    database.close();
  });
});
