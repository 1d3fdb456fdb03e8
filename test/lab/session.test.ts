import { openDB } from 'idb';
import { describe, expect, it, vi } from 'vitest';
import {
  defaultSettings,
  type LabEvent,
  type RemovalRequest,
  type TrainingRequest,
} from '../../src/lab/protocol';
import type { Message } from '../../src/words/catalogue';
import { sayMessage } from '../../src/words/say';
import { createBrowserLab } from '../../src/worker/browserLab';
import { wholeLab } from './wholeLab';

let storages = 0;
/** A name for storage that nobody has used. */
const freshStorage = () => `session-test-${Date.now()}-${storages++}`;

/** What the lab says of its last visit and of its saving, in words. */
const spoken = (state: { restored: readonly Message[] }) => state.restored.map(sayMessage).join(' ');
const problemOf = ({ autosave: { problem } }: { autosave: { problem: Message | null } }) =>
  problem && sayMessage(problem);

async function openLab(storage: string) {
  const events: LabEvent[] = [];
  const lab = createBrowserLab(`${location.origin}/`, storage);
  const state = await wholeLab(
    lab,
    await lab.open('wasm', (event) => events.push(event), { dataset: 'digits' }),
  );
  return { lab, state, events };
}

const request = (...samples: number[]): RemovalRequest => ({
  ...defaultSettings,
  samples,
  perturbations: 60,
  guard: null,
});

type Whole = Awaited<ReturnType<typeof wholeLab>>;

/** All that must come back: the tree and the model, but not when it was saved. */
const lasting = ({ history, digest, metrics, removed, dataset, model, comparisons }: Whole) => ({
  current: history.current,
  next: history.next,
  count: history.count,
  comparisons,
  digest,
  metrics,
  removed,
  dataset: dataset.id,
  model: model.id,
  weightsFrom: model.weightsFrom,
});

async function chosen(bytes: Uint8Array, path: string) {
  return [{ path, file: new File([bytes as Uint8Array<ArrayBuffer>], path) }];
}

/** IDX files of 40 training and 20 test images. */
function ownFiles() {
  const idx = (name: string, header: number[], content: Uint8Array) => {
    const bytes = new DataView(new ArrayBuffer(4 * header.length));
    header.forEach((value, i) => {
      bytes.setUint32(4 * i, value);
    });
    return { path: name, file: new File([bytes, content as Uint8Array<ArrayBuffer>], name) };
  };
  return [
    { name: 'train', count: 40 },
    { name: 't10k', count: 20 },
  ].flatMap(({ name, count }) => [
    idx(
      `${name}-images-idx3-ubyte`,
      [2051, count, 8, 8],
      Uint8Array.from({ length: count * 64 }, (_, i) => (i * 7 + count) % 256),
    ),
    idx(
      `${name}-labels-idx1-ubyte`,
      [2049, count],
      Uint8Array.from({ length: count }, (_, i) => i % 4),
    ),
  ]);
}

const quickTraining: TrainingRequest = {
  optimizer: 'sgd',
  epochs: 1,
  batchSize: 256,
  learningRate: 0.02,
  schedule: 'constant',
  momentum: 0.9,
  weightDecay: 0.01,
  augmentation: 'none',
  seed: 5,
};

describe('the history that the page is told', () => {
  it('has the reports after those it asks for, walks the tree, and starts anew with another session', async () => {
    const { lab, state } = await openLab(freshStorage());
    expect(state.history).toMatchObject({ current: 0, next: null, count: 0 });
    const first = await lab.unlearn(request(1));
    expect(first.history).toMatchObject({ current: 1, count: 1, session: state.history.session });
    const { session } = first.history;
    const added = async (count: number) => (await lab.reportsSince(session, count)).map(({ id }) => id);
    expect(await added(0)).toEqual([1]);
    const second = await lab.unlearn(request(2, 3));
    expect(await added(1)).toEqual([2]);
    expect(await added(1)).toEqual([2]);
    expect(await lab.reportsSince('another', 0)).toEqual([]);
    expect((await wholeLab(lab, second)).removed).toEqual([1, 2, 3]);

    const undone = await lab.undo();
    expect(undone.history).toMatchObject({ current: 1, next: 2 });
    expect(undone.digest).toBe(first.digest);
    const branch = await lab.unlearn(request(4));
    expect(branch.history).toMatchObject({ current: 3, next: null, count: 3 });
    expect(await lab.report(3)).toMatchObject({ id: 3, parent: 1 });
    await expect(lab.report(4)).rejects.toThrow('no removal 4');
    expect((await wholeLab(lab, branch)).removed).toEqual([1, 4]);
    const original = await lab.goTo(0);
    expect(original).toMatchObject({ digest: state.digest, removedCount: 0 });
    expect((await lab.redo()).digest).toBe(first.digest);
    expect((await lab.redo()).digest).toBe(branch.digest);
    await expect(lab.redo()).rejects.toThrow(/no removal to redo/);

    const result = await lab.replay();
    expect(result).toEqual({ checked: 2, different: [], sentence: null });
    expect((await lab.goTo(2)).digest).toBe(second.digest);

    const discarded = await lab.discardSession();
    expect(discarded.history).toMatchObject({ current: 0, count: 0 });
    expect(discarded.history.session).not.toBe(state.history.session);
    expect(discarded.digest).toBe(state.digest);
  });
});

describe('what was open before', () => {
  it('is there again when its data are chosen again, or a checkpoint asks for them: the user\u2019s own too', async () => {
    const { lab } = await openLab(freshStorage());
    await lab.readFiles(ownFiles());
    await lab.takeFiles(null);
    await lab.chooseModel('mnist-logistic');
    await lab.train(quickTraining, 'fresh');
    const left = await wholeLab(lab, await lab.unlearn(request(3)));
    const checkpoint = await lab.exportCheckpoint();

    const digits = await wholeLab(lab, await lab.chooseDataset('digits', null));
    expect(digits).toMatchObject({ dataset: { id: 'digits' }, history: { count: 0 }, removed: [] });
    const back = await wholeLab(lab, await lab.chooseDataset('files', null));
    expect(lasting(back)).toEqual(lasting(left));
    expect(back.history.session).toBe(left.history.session);
    expect(back.restored).toEqual([]);

    await lab.chooseDataset('digits', null);
    const opened = await wholeLab(
      lab,
      await lab.openModel(await chosen(checkpoint.bytes, checkpoint.fileName)),
    );
    expect(lasting(opened)).toEqual({ ...lasting(left), weightsFrom: 'checkpoint' });
    expect(opened.history.session).not.toBe(left.history.session);
  });
});

describe('autosave', () => {
  it('brings tree, place and model back after a reload, and nothing after "start anew"', async () => {
    const storage = freshStorage();
    const { lab } = await openLab(storage);
    await lab.chooseModel('mnist-logistic');
    await lab.unlearn(request(1));
    await lab.unlearn(request(2));
    await lab.undo();
    const left = await lab.unlearn(request(3));
    expect(left.autosave).toEqual({ savedAt: expect.any(Number), problem: null });
    const moved = await lab.undo();

    const { lab: next, state } = await openLab(storage);
    expect(lasting(state)).toEqual(lasting(await wholeLab(lab, moved)));
    expect(spoken(state)).toBe('The 3 removals of the last visit are back.');
    expect(state.reports.map(({ id, parent }) => [id, parent])).toEqual([
      [1, 0],
      [2, 1],
      [3, 1],
    ]);
    expect((await next.redo()).digest).toBe(left.digest);
    expect((await next.goTo(2)).restored).toEqual([]);
    await next.discardSession();
    expect((await openLab(storage)).state.history.count).toBe(0);
  });

  it('brings weights back that were trained here; a new training starts without the removals of the last', async () => {
    const storage = freshStorage();
    const { lab } = await openLab(storage);
    await lab.chooseModel('mnist-logistic');
    const trained = await wholeLab(lab, await lab.train(quickTraining, 'fresh'));
    expect(trained.model.weightsFrom).toBe('trained');
    const left = await lab.unlearn(request(7));
    const { lab: next, state } = await openLab(storage);
    expect(lasting(state)).toEqual(lasting(await wholeLab(lab, left)));
    const again = await next.train(quickTraining, 'fresh');
    expect(again).toMatchObject({ digest: trained.digest, history: { count: 0 } });
    expect((await openLab(storage)).state.history.count).toBe(0);
  });

  it('waits for the user\u2019s own data: the same files bring weights and removals back', async () => {
    const storage = freshStorage();
    const { lab } = await openLab(storage);
    const take = async (some: typeof lab) => {
      await some.readFiles(ownFiles());
      return wholeLab(some, await some.takeFiles(null));
    };
    expect((await take(lab)).model.training).toBeNull();
    await lab.chooseModel('mnist-logistic');
    await lab.train(quickTraining, 'fresh');
    const left = await wholeLab(lab, await lab.unlearn(request(3)));

    const { lab: next, state } = await openLab(storage);
    expect(state).toMatchObject({ dataset: { id: 'digits' }, history: { count: 0 } });
    expect(spoken(state)).toMatch(/on your own data .* Open the same files again/);
    const back = await take(next);
    expect(lasting(back)).toEqual(lasting(left));
    expect(spoken(back)).toBe('The removal of the last visit is back.');
  });

  it('makes a state again whose weights are damaged, keeps what comes before a damaged report, and says so', async () => {
    const storage = freshStorage();
    const { lab } = await openLab(storage);
    const first = await lab.unlearn(request(1));
    const second = await lab.unlearn(request(2));
    const third = await lab.unlearn(request(3));
    const database = await openDB(`${storage}-sessions`);
    const [, , last] = await database.getAll('values');
    last.after[0] += 1;
    await database.put('values', last);
    const { lab: next, state } = await openLab(storage);
    expect(spoken(state)).toMatch(
      /weights of state 3, .* are damaged .* the model is in state 2\. Go to state 3/,
    );
    expect(state).toMatchObject({ digest: second.digest, history: { count: 3, current: 2, next: 3 } });
    expect((await next.undo()).digest).toBe(first.digest);
    expect((await next.goTo(3)).digest).toBe(third.digest);
    expect((await openLab(storage)).state).toMatchObject({
      digest: third.digest,
      restored: [{ code: 'lab.restored.removals' }],
    });

    const [one] = await database.getAll('removals');
    await database.put('removals', { ...one, report: { ...one.report, samples: 'all' } });
    const { state: least } = await openLab(storage);
    expect(spoken(least)).toMatch(/0 of its 3 removals/);
    expect(least).toMatchObject({ removed: [], history: { count: 0, current: 0 } });
    database.close();
  });

  it('never writes half a removal: one whose write fails is not there, and the next write makes up for it', async () => {
    const storage = freshStorage();
    const { lab } = await openLab(storage);
    const first = await lab.unlearn(request(1));
    const { put } = IDBObjectStore.prototype;
    const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...values
    ) {
      if (this.name === 'heads') throw new DOMException('full', 'QuotaExceededError');
      return put.apply(this, values);
    });
    const second = await lab.unlearn(request(2));
    expect(second.history.count).toBe(2);
    expect(problemOf(second)).toMatch(/storage is full.*Export the session/);
    full.mockRestore();
    expect((await openLab(storage)).state).toMatchObject({ digest: first.digest, history: { count: 1 } });

    const third = await lab.unlearn(request(3));
    expect(problemOf(third)).toBeNull();
    expect((await openLab(storage)).state).toMatchObject({ digest: third.digest, history: { count: 3 } });
  });

  it('goes on without any storage, and says so', async () => {
    const closed = vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
      throw new DOMException('not in this window', 'SecurityError');
    });
    const { lab, state } = await openLab(freshStorage());
    expect(problemOf(state)).toMatch(/store nothing \(not in this window\).*Export the session/);
    const after = await lab.unlearn(request(1));
    expect(after).toMatchObject({ history: { count: 1 }, autosave: { savedAt: null } });
    closed.mockRestore();
  });

  it('does not mix the removals of two windows', async () => {
    const storage = freshStorage();
    const [one, other] = [await openLab(storage), await openLab(storage)];
    const first = await one.lab.unlearn(request(1));
    const refused = await other.lab.unlearn(request(2));
    expect(problemOf(refused)).toMatch(/Another window/);
    expect((await openLab(storage)).state.digest).toBe(first.digest);

    const anew = await other.lab.discardSession();
    expect(anew).toMatchObject({ history: { count: 0 }, removedCount: 0 });
    expect(problemOf(anew)).toMatch(/Another window/);
    const second = await one.lab.unlearn(request(3));
    expect(problemOf(second)).toBeNull();
    expect(problemOf(await other.lab.unlearn(request(2)))).toMatch(/Another window/);
    expect((await openLab(storage)).state).toMatchObject({ digest: second.digest, history: { count: 2 } });
  });

  it('saves the whole session again where what it saved is gone', async () => {
    const storage = freshStorage();
    const [one, other] = [await openLab(storage), await openLab(storage)];
    await one.lab.unlearn(request(1));
    await one.lab.unlearn(request(2));
    const database = await openDB(`${storage}-sessions`);
    for (const store of database.objectStoreNames) await database.clear(store);
    const third = await one.lab.unlearn(request(3));
    expect(problemOf(third)).toBeNull();
    expect((await openLab(storage)).state).toMatchObject({ digest: third.digest, history: { count: 3 } });
    expect(problemOf(await other.lab.unlearn(request(4)))).toMatch(/Another window/);
    database.close();
  });

  it('says plainly that a window has no storage', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const { state, lab } = await openLab(freshStorage());
    expect(problemOf(state)).toMatch(/store nothing \(it has no IndexedDB here\)/);
    await expect(lab.savedCheckpoints()).rejects.toThrow('it has no IndexedDB here');
    vi.unstubAllGlobals();
  });
});

describe('session files', () => {
  it('open in another lab as they were left, with the weights that no lab ships', async () => {
    const { lab, events } = await openLab(freshStorage());
    await lab.chooseModel('mnist-logistic');
    await lab.train(quickTraining, 'fresh');
    await lab.unlearn(request(1));
    await lab.compareWithRetraining('coupled');
    await lab.compareWithRetraining('coupled');
    expect(await lab.comparisons()).toMatchObject([{ id: 1, relearnEpochs: { limit: 5 } }]);
    const measured = await lab.measureComeback(1);
    expect(measured.history.comparisons).toHaveLength(1);
    expect(await lab.comparisons()).toMatchObject([
      {
        id: 1,
        comeback: {
          relearning: { limit: 5 },
          probes: { layers: [] },
          neighbours: { training: { count: 10 } },
        },
      },
    ]);
    expect(events.map(({ kind }) => kind)).toContain('comeback');
    const [alone] = await lab.comparisons();
    expect(alone!.recovered!.loss.share).not.toBeNull();
    const { history } = await lab.measureRewindLine(1);
    const [beside] = await lab.comparisons();
    expect(history.comparisons).not.toEqual(measured.history.comparisons);
    expect(beside).toEqual({ ...alone!, rewindLine: beside!.rewindLine });
    expect(beside!.rewindLine!.points.at(-1)!.epochs).toBe(quickTraining.epochs);
    expect(events.map(({ kind }) => kind)).toContain('retraining');
    await lab.undo();
    const left = await lab.unlearn(request(2));
    const { fileName, bytes } = await lab.exportSession('json');
    expect(fileName).toBe('digits--mnist-logistic.lethe-session.json');

    const { lab: other, state: before } = await openLab(freshStorage());
    const damaged = bytes.slice();
    damaged[damaged.length >> 1]! ^= 1;
    await expect(other.importSession(await chosen(damaged, fileName))).rejects.toThrow(/cannot be opened/);
    expect(lasting(await wholeLab(other, await other.goTo(0)))).toEqual(lasting(before));
    const opened = await wholeLab(other, await other.importSession(await chosen(bytes, fileName)));
    expect(lasting(opened)).toEqual({ ...lasting(await wholeLab(lab, left)), weightsFrom: 'checkpoint' });
    expect(opened.reports.length).toBe(2);
    expect(opened.history.session).not.toBe(before.history.session);
    expect(await other.replay()).toMatchObject({ checked: 1, different: [] });
    expect((await wholeLab(other, await other.goTo(1))).removed).toEqual([1]);

    const csv = new TextDecoder()
      .decode((await lab.exportSession('csv')).bytes)
      .trim()
      .split('\n');
    expect(csv.length).toBe(3);
  });

  it('hold the weights as they are now in a checkpoint that opens again', async () => {
    const { lab } = await openLab(freshStorage());
    const left = await lab.unlearn(request(1));
    const { fileName, bytes } = await lab.exportSession('weights');
    const opened = await wholeLab(lab, await lab.openModel(await chosen(bytes, fileName)));
    expect(opened).toMatchObject({ digest: left.digest, history: { count: 0 } });
    expect(opened.model.training).toMatchObject({ removedCount: 1, stages: null });
    expect(spoken(opened)).toMatch(/^One sample was unlearned from these weights/);
    await expect(lab.compareWithRetraining('coupled')).rejects.toThrow(
      /How these weights were made is not known/,
    );
  });
});
