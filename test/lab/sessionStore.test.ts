import { openDB } from 'idb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SavedRemoval } from '../../src/engine/savedHistory';
import { createLab } from '../../src/lab/lab';
import type { RemovalReport } from '../../src/lab/protocol';
import {
  keptSessions,
  openSessionStore,
  SessionConflict,
  SessionGone,
  type Visit,
} from '../../src/lab/store';

let storages = 0;
/** A name for storage that nobody has used. */
const freshStorage = () => `store-test-${Date.now()}-${storages++}`;

const head = (current: number) => ({ current, next: [], comparisons: [] });
const removal = (id: number): SavedRemoval => ({
  report: { id } as RemovalReport,
  indices: Uint32Array.of(id),
  after: Float32Array.of(id / 3),
});

const write = (id: number, after: number) => ({
  head: head(id),
  keep: id - 1,
  added: [removal(id)],
  after,
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the storage of sessions', () => {
  it('gives back what was written, by steps, and forgets what was cut off', async () => {
    const store = openSessionStore(freshStorage());
    expect(await store.load('a')).toBeNull();
    const first = await store.save('a', { head: head(2), keep: 0, added: [1, 2].map(removal), after: 0 });
    await store.save('b', { head: head(1), keep: 0, added: [removal(1)], after: 0 });
    const second = await store.save('a', { head: head(3), keep: 2, added: [removal(3)], after: first });
    expect(second).toBeGreaterThan(first);
    expect(await store.load('a')).toMatchObject({ head: head(3), removals: [1, 2, 3].map(removal) });
    await store.save('a', { head: head(2), keep: 1, added: [removal(2)], after: second });
    expect((await store.load('a'))!.removals.length).toBe(2);
    await expect(store.discard('a', first)).rejects.toBeInstanceOf(SessionConflict);
    expect((await store.load('a'))!.removals.length).toBe(2);
    await store.discard('a', null);
    expect(await store.load('a')).toBeNull();
    expect((await store.load('b'))!.removals.length).toBe(1);
  });

  it('refuses a write that does not know the last one, and keeps that one', async () => {
    const store = openSessionStore(freshStorage());
    const first = await store.save('a', { head: head(1), keep: 0, added: [removal(1)], after: 0 });
    const late = store.save('a', { head: head(2), keep: 0, added: [1, 2].map(removal), after: 0 });
    await expect(late).rejects.toBeInstanceOf(SessionConflict);
    expect(await store.load('a')).toMatchObject({ head: head(1), savedAt: first });
    await store.save('a', { head: head(0), keep: 0, added: [], after: null });
    expect(await store.load('a')).toMatchObject({ head: head(0), removals: [] });
  });

  it('says that what it wrote is gone, and keeps none of it', async () => {
    const store = openSessionStore(freshStorage());
    const first = await store.save('a', write(1, 0));
    await store.discard('a', first);
    await expect(store.save('a', write(2, first))).rejects.toBeInstanceOf(SessionGone);
    expect(await store.load('a')).toBeNull();
  });

  it('opens again after an attempt that failed, and after the browser closed the connection', async () => {
    const newer = freshStorage();
    (await openDB(newer, 5)).close();
    const { open } = IDBFactory.prototype;
    const opened = vi.spyOn(IDBFactory.prototype, 'open');
    opened.mockImplementationOnce(() => open.call(indexedDB, newer, 1));
    const store = openSessionStore(freshStorage());
    await expect(store.load('a')).rejects.toMatchObject({ name: 'VersionError' });
    const first = await store.save('a', write(1, 0));
    const { result } = opened.mock.results[1]!.value as IDBOpenDBRequest;
    result.close();
    result.dispatchEvent(new Event('close'));
    await store.save('a', write(2, first));
    expect((await store.load('a'))!.removals.length).toBe(2);
  });

  it('makes way for a newer version of the lab', async () => {
    const name = freshStorage();
    const store = openSessionStore(name);
    await store.save('a', write(1, 0));
    const newer = await openDB(name, 2);
    await expect(store.load('a')).rejects.toMatchObject({ name: 'VersionError' });
    newer.close();
  });

  it('writes all or nothing: a removal that cannot be stored takes the others with it', async () => {
    const store = openSessionStore(freshStorage());
    await store.save('a', { head: head(1), keep: 0, added: [removal(1)], after: 0 });
    const bad = { ...removal(3), report: { id: 3, call: () => {} } as unknown as RemovalReport };
    await expect(
      store.save('a', { head: head(3), keep: 0, added: [removal(2), bad], after: null }),
    ).rejects.toBeInstanceOf(DOMException);
    expect(await store.load('a')).toMatchObject({ head: head(1), removals: [removal(1)] });
  });

  it('keeps the sessions that were used last, and no removals of those that it drops', async () => {
    const store = openSessionStore(freshStorage());
    for (let i = 0; i < keptSessions + 5; i++) {
      await store.save(`session ${i}`, { head: head(1), keep: 0, added: [removal(1)], after: 0 });
    }
    for (let i = 0; i < keptSessions + 5; i++) {
      expect((await store.load(`session ${i}`)) === null, `session ${i}`).toBe(i < 5);
    }
    await store.save('session 0', { head: head(0), keep: 0, added: [], after: 0 });
    expect((await store.load('session 0'))!.removals).toEqual([]);
  });
});

describe('opening the lab', () => {
  const mnist: Visit = {
    dataset: { id: 'mnist', name: 'MNIST', kind: 'download', trainingLimit: 100, digest: 'a'.repeat(64) },
    model: 'mnist-2nn',
    weights: null,
  };

  it.each([
    ['a download that the browser dropped', mnist, /MNIST, cannot be opened again: .*Download them again/],
    [
      'data of the lab that come out otherwise',
      { ...mnist, dataset: { ...mnist.dataset, id: 'digits', kind: 'builtin', trainingLimit: null } },
      /cannot be opened again: its images came out otherwise/,
    ],
  ] as const)('on %s opens on its own data, and says why', async (_, visit, says) => {
    const storage = freshStorage();
    await openSessionStore(`${storage}-sessions`).saveVisit(visit);
    const lab = createLab(`${location.origin}/`, storage);
    const state = await lab.open('wasm', () => {});
    expect((await lab.setup()).dataset.id).toBe('digits');
    expect(state.metrics).not.toBeNull();
    expect(state.restored).toMatch(says);
  });
});
