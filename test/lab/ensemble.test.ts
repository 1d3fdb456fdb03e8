import { openDB } from 'idb';
import { describe, expect, it, vi } from 'vitest';
import {
  type BackendName,
  defaultSettings,
  type LabEvent,
  listBits,
  type RemovalRequest,
} from '../../src/lab/protocol';
import type { Wanted } from '../../src/lab/schema/wanted';
import { createBrowserLab } from '../../src/worker/browserLab';
import { openIndexedDbMembers } from '../../src/worker/indexedDbMembers';
import { isLong } from '../support/long';
import { describeMembers } from './memberContract';

const backendNames = ['cpu', 'wasm', 'webgpu'] as const;

let storages = 0;
/** A name for storage that nobody has used. */
const freshStorage = () => `ensemble-test-${Date.now()}-${storages++}`;

const names = new Map<unknown, string>();
const openIn = (name: string) => {
  const store = openIndexedDbMembers(name);
  names.set(store, name);
  return store;
};
describeMembers('IndexedDB', {
  open: async () => openIn(freshStorage()),
  reopen: async (store) => openIn(names.get(store)!),
});

it('keeps the weights of the last few ensembles, and the margins of all', async () => {
  const store = openIn(freshStorage());
  const now = vi.spyOn(Date, 'now');
  const values = Float32Array.of(1);
  for (const [time, key] of ['a', 'b', 'c', 'd', 'e'].entries()) {
    now.mockReturnValue(time);
    await store.saveMember(key, 0, { parameters: values, previous: values, margins: values });
  }
  now.mockRestore();
  expect(await store.loadWeights('a', 0)).toBeNull();
  expect(await store.loadWeights('b', 0)).not.toBeNull();
  expect((await store.loadMargins('a')).size).toBe(1);
});

it('keeps what is wanted until it is forgotten, also in storage of before it could', async () => {
  const name = freshStorage();
  const earlier = await openDB(`${name}-ensembles`, 1, {
    upgrade(database) {
      for (const store of ['begun', 'weights', 'margins', 'attacked']) database.createObjectStore(store);
    },
  });
  await earlier.put('margins', Float32Array.of(1), ['a', 3]);
  earlier.close();
  const store = openIn(name);
  expect([...(await store.loadMargins('a'))]).toEqual([[3, Float32Array.of(1)]]);
  const wanted: Wanted = { version: 1, kind: 'ensemble', count: 64, seed: 1, requests: [], tries: 0 };
  await store.saveWanted('a', wanted);
  await store.saveWanted('b', { ...wanted, kind: 'attack' });
  await store.saveWanted('b', null);
  expect([...(await openIn(name).loadWanted())]).toEqual([['a', wanted]]);
});

const request = (samples: readonly number[]): RemovalRequest => ({
  ...defaultSettings,
  method: 'retraining',
  samples,
  guard: null,
});

async function openLab(storage: string, backend: BackendName = 'wasm') {
  const events: LabEvent[] = [];
  const lab = createBrowserLab(`${location.origin}/`, storage);
  await lab.open(backend, (event) => events.push(event));
  await lab.chooseDataset('digits', 200);
  await lab.chooseModel('mnist-logistic');
  const { model } = await lab.setup();
  await lab.train({ ...model.defaultTraining, epochs: 1, batchSize: 32 }, 'fresh');
  return { lab, events };
}

/** What is told of the job in the background, in order. */
const told = (events: readonly LabEvent[]) =>
  events.flatMap((event) => (event.kind === 'background' ? [event.job] : []));

/** Waits until so many models are done. */
const untilDone = (events: readonly LabEvent[], models: number) =>
  vi.waitUntil(() => told(events).some(({ done }) => done >= models), { timeout: 30_000, interval: 1 });

/** Waits for the end of the job in the background. */
const theEnd = (events: readonly LabEvent[]) =>
  vi.waitUntil(
    () => events.find((event) => event.kind === 'backgroundEnded' && event.end !== 'interrupted'),
    60_000,
  );

describe('the ensemble of the open model', () => {
  it('is trained, cancelled and gone on with, and then says what is memorised and what an attack finds', async () => {
    const storage = freshStorage();
    const { lab, events } = await openLab(storage);
    const before = (await lab.ensemble())!;
    expect(before).toMatchObject({ count: 64, made: 0, from: null, percentiles: [], attack: null });
    expect(await lab.memorisation()).toBeNull();
    const ms = await lab.estimateEnsemble();
    expect(ms).toBeGreaterThan(0);
    expect(ms).toBeLessThan(600_000);

    await lab.makeEnsemble();
    await expect(lab.makeEnsemble()).rejects.toThrow(/in the background/);
    await untilDone(events, 5);
    await lab.cancelBackground();
    expect(await theEnd(events)).toMatchObject({ end: 'cancelled', problem: null });
    const { made, from } = (await lab.ensemble())!;
    expect(made).toBeGreaterThanOrEqual(5);
    expect([made < 64, from]).toEqual([true, null]);

    events.length = 0;
    await lab.makeEnsemble();
    expect(await theEnd(events)).toMatchObject({ end: 'done', job: { done: 64, count: 64, fraction: 1 } });
    expect(told(events).find(({ count }) => count > 0)!.done).toBe(made);
    expect(await lab.ensemble()).toMatchObject({ made: 64, from: 'made' });
    const memorised = (await lab.memorisation())!;
    expect([memorised.ensemble, memorised.values.length]).toEqual([before.key, 200]);
    expect(memorised.values.filter(Number.isFinite).length).toBe(200);

    await expect(lab.attack()).rejects.toThrow(/Nothing is removed/);
    const digest = (await lab.unlearn(request([3, 4, 5, 6]))).digest;
    const removed = (await lab.ensemble())!;
    expect(removed).toMatchObject({ state: 1, attack: null });
    expect(removed.percentiles.map(({ sample }) => sample)).toEqual([3, 4, 5, 6]);
    for (const { unlearned } of removed.percentiles) expect(unlearned).toBeLessThanOrEqual(100);
    events.length = 0;
    await lab.attack();
    expect(await theEnd(events)).toMatchObject({ end: 'done', job: { kind: 'attack' } });
    const { attack } = (await lab.ensemble())!;
    expect(attack!.unlearned.inScores + attack!.unlearned.outScores).toBe(4 * 64);
    expect(attack!.unlearned.auc!.low).toBeLessThan(0.5);
    expect((await lab.moment()).digest).toBe(digest);
    await lab.compareWithRetraining('coupled');
    for (const { unlearned, retrained } of (await lab.ensemble())!.percentiles) {
      // The method is retraining, so this is the same model.
      expect(retrained).toBeCloseTo(unlearned, 5);
    }
    const [header, row] = new TextDecoder().decode((await lab.exportSession('csv')).bytes).split('\r\n');
    const cell = (name: string) =>
      Number(row!.split(',').reverse()[header!.split(',').reverse().indexOf(name)]);
    const mean = [3, 4, 5, 6].reduce((sum, sample) => sum + memorised.values[sample]! / 4, 0);
    expect(cell('memorisation')).toBeCloseTo(mean, 5);
    expect(cell('memorisation_error')).toBeGreaterThan(0);
    const kept = (await lab.ensemble())!.percentiles;
    const reopened = createBrowserLab(`${location.origin}/`, storage);
    await reopened.open('wasm', () => {});
    expect((await reopened.ensemble())!.percentiles).toEqual(kept);

    expect((await lab.undo()).digest).not.toBe(digest);
    expect(await lab.ensemble()).toMatchObject({ state: 0, attack: null, percentiles: [] });
    await lab.redo();
    expect((await lab.ensemble())!.attack).toEqual(attack);
  }, 120_000);
});

/** A removal that uses all of the engine. */
const byFoci: RemovalRequest = {
  ...defaultSettings,
  samples: [9],
  perturbations: 40,
  fociPath: 'auto',
  guard: null,
};

const alone = new Map<BackendName, ReturnType<typeof workAlone>>();
/** An ensemble of 16 models that nobody disturbs, an attack on it, and the removal beside. */
function undisturbed(backend: BackendName) {
  const known = alone.get(backend) ?? workAlone(backend);
  alone.set(backend, known);
  return known;
}

async function workAlone(backend: BackendName) {
  const storage = freshStorage();
  const { lab, events } = await openLab(storage, backend);
  const { key } = (await lab.chooseEnsemble({ count: 16, seed: 1 }))!;
  await lab.makeEnsemble();
  await theEnd(events);
  const { digest } = await lab.unlearn(byFoci);
  events.length = 0;
  await lab.attack();
  await theEnd(events);
  const { durationMs: _, ...attack } = (await lab.ensemble())!.attack!;
  return { key, digest, attack, margins: await openIn(storage).loadMargins(key) };
}

describe('the job in the background', () => {
  it.each(isLong ? backendNames : backendNames.slice(1))(
    'rests on %s while removals are made and taken back, and all of it comes to the same bits',
    async (backend) => {
      const whole = await undisturbed(backend);
      const storage = freshStorage();
      const { lab, events } = await openLab(storage, backend);
      await lab.chooseEnsemble({ count: 16, seed: 1 });
      await lab.makeEnsemble();
      await untilDone(events, 1);
      for (const digest of [whole.digest, whole.digest]) {
        events.length = 0;
        expect((await lab.unlearn(byFoci)).digest).toBe(digest);
        const [first] = events.map(({ kind }, i) => (kind === 'removal' ? i : -1)).filter((i) => i >= 0);
        const during = told(events.slice(first));
        expect(new Set(during.map(({ done, fraction }) => `${done} ${fraction}`)).size).toBeLessThan(2);
        expect(told(events)[0]).toMatchObject({ rests: true });
        await lab.undo();
      }
      await lab.redo();
      await lab.compareWithRetraining('coupled');
      await theEnd(events);
      expect(told(events).at(-1)).toMatchObject({ done: 16, rests: false });
      expect(await openIn(storage).loadMargins(whole.key)).toEqual(whole.margins);

      events.length = 0;
      await lab.attack();
      await untilDone(events, 3);
      await lab.undo();
      expect(await lab.ensemble()).toMatchObject({ state: 0, attack: null });
      await lab.unlearn({ ...byFoci, samples: [11] });
      await theEnd(events);
      await lab.goTo(2);
      const { durationMs: _, ...attack } = (await lab.ensemble())!.attack!;
      expect(attack).toEqual(whole.attack);
    },
    120_000,
  );

  it('goes on by itself when the lab is opened again, wherever it was, and to the same margins', async () => {
    const whole = await undisturbed('wasm');
    const storage = freshStorage();
    const { lab, events } = await openLab(storage);
    await lab.unlearn(byFoci);
    await lab.chooseEnsemble({ count: 16, seed: 1 });
    await lab.attack();
    for (let time = 0; time < 4; time++) {
      await untilDone(events, 3 * time + 1);
      await new Promise((resolve) => setTimeout(resolve, 10 + 17 * time));
      events.length = 0;
      const moment = await lab.open('wasm', (event) => events.push(event));
      expect(listBits(moment.removed)).toEqual([9]);
    }
    expect(await theEnd(events)).toMatchObject({ end: 'done' });
    const ensemble = (await lab.ensemble())!;
    expect(ensemble).toMatchObject({ key: whole.key, count: 16, from: 'made' });
    expect(await openIn(storage).loadMargins(whole.key)).toEqual(whole.margins);
    const { durationMs: _, ...attack } = ensemble.attack!;
    expect(attack).toEqual(whole.attack);
    await vi.waitUntil(async () => (await openIn(storage).loadWanted()).size === 0);
    // What it found is there at the next visit too, without another attack.
    await lab.open('wasm', () => {});
    expect((await lab.ensemble())!.attack).toEqual(ensemble.attack);
  }, 120_000);

  it('goes on by itself on the next device when its own is lost, and to the same margins', async () => {
    const whole = await undisturbed('webgpu');
    const devices: GPUDevice[] = [];
    const { requestDevice } = GPUAdapter.prototype;
    vi.spyOn(GPUAdapter.prototype, 'requestDevice').mockImplementation(async function (
      this: GPUAdapter,
      descriptor,
    ) {
      devices.push(await requestDevice.call(this, descriptor));
      return devices.at(-1)!;
    });
    const storage = freshStorage();
    const { lab, events } = await openLab(storage, 'webgpu');
    await lab.unlearn(byFoci);
    await lab.chooseEnsemble({ count: 16, seed: 1 });
    await lab.attack();
    const lose = async (kind: 'ensemble' | 'attack') => {
      const isAt = () => told(events).some((job) => job.kind === kind && job.done >= 3);
      await vi.waitUntil(isAt, { timeout: 60_000, interval: 1 });
      events.length = 0;
      devices.at(-1)!.destroy();
      await vi.waitUntil(() => events.some((event) => event.kind === 'rebuilt'), 30_000);
    };
    await lose('ensemble');
    await lose('attack');
    expect(await theEnd(events)).toMatchObject({ end: 'done' });
    vi.restoreAllMocks();
    expect(devices.length).toBe(3);
    expect(await openIn(storage).loadMargins(whole.key)).toEqual(whole.margins);
    const { durationMs: _, ...attack } = (await lab.ensemble())!.attack!;
    expect(attack).toEqual(whole.attack);
  }, 120_000);

  it('is of its own model, whatever is open when it is done', async () => {
    const { lab, events } = await openLab(freshStorage());
    const { key } = (await lab.chooseEnsemble({ count: 16, seed: 1 }))!;
    await lab.makeEnsemble();
    await untilDone(events, 2);
    await lab.chooseModel('mnist-2nn');
    const other = await lab.ensemble();
    await theEnd(events);
    expect(other?.key).not.toBe(key);
    expect(await lab.ensemble()).toEqual(other);
    await lab.chooseModel('mnist-logistic');
    expect(await lab.ensemble()).toMatchObject({ key, made: 16, from: 'made' });
  }, 60_000);

  it('is in one window at a time', async () => {
    const storage = freshStorage();
    const { lab, events } = await openLab(storage);
    await lab.visitDrawn();
    await lab.makeEnsemble();
    await untilDone(events, 1);
    const others: LabEvent[] = [];
    const other = createBrowserLab(`${location.origin}/`, storage);
    await other.open('wasm', (event) => others.push(event));
    expect((await other.ensemble())!.key).toBe(told(events)[0]!.ensemble);
    await expect(other.makeEnsemble()).rejects.toThrow(/Another window/);
    expect(told(others)).toEqual([]);
    await lab.cancelBackground();
    await theEnd(events);
    await other.makeEnsemble();
    expect(await theEnd(others)).toMatchObject({ end: 'done' });
  }, 60_000);

  it('is forgotten when it is cancelled, also while it rests', async () => {
    const storage = freshStorage();
    const { lab, events } = await openLab(storage);
    await lab.makeEnsemble();
    await untilDone(events, 1);
    const removal = lab.unlearn(byFoci);
    await vi.waitUntil(() => events.some(({ kind }) => kind === 'removal'));
    await lab.cancelBackground();
    expect(await theEnd(events)).toMatchObject({ end: 'cancelled' });
    expect((await removal).removedCount).toBe(1);
    await vi.waitUntil(async () => (await openIn(storage).loadWanted()).size === 0);
    events.length = 0;
    await lab.open('wasm', (event) => events.push(event));
    await lab.undo();
    expect(told(events)).toEqual([]);
  }, 60_000);
});

it('has as many models and the seed that are chosen', async () => {
  const { lab, events } = await openLab(freshStorage());
  const { key } = (await lab.ensemble())!;
  expect(await lab.chooseEnsemble({ count: 16, seed: 3 })).toMatchObject({ count: 16, seed: 3, made: 0 });
  await lab.makeEnsemble();
  await theEnd(events);
  const made = (await lab.ensemble())!;
  expect(made).toMatchObject({ count: 16, seed: 3, made: 16, from: 'made' });
  expect(await lab.chooseEnsemble({ count: 64, seed: 1 })).toMatchObject({ key, made: 0, from: null });
  expect(await lab.memorisation()).toBeNull();
  expect(await lab.chooseEnsemble({ count: 16, seed: 3 })).toMatchObject({ key: made.key, from: 'made' });
  expect((await lab.memorisation())!.ensemble).toBe(made.key);
}, 60_000);

describe('the noise band of the open model', () => {
  it('is trained for a comparison, goes on after a cancel, and stands beside the next comparison by itself', async () => {
    const { lab, events } = await openLab(freshStorage());
    await lab.unlearn(request([4]));
    await expect(lab.makeBand(1)).rejects.toThrow(/Compare/i);
    await lab.compareWithRetraining('coupled');
    expect((await lab.comparisons())[0]!.band).toBeUndefined();
    const making = lab.makeBand(1);
    await vi.waitFor(() => expect(events).toContainEqual(expect.objectContaining({ kind: 'band', done: 3 })));
    await lab.cancel();
    await expect(making).rejects.toThrow();
    events.length = 0;
    const moment = await lab.makeBand(1);
    expect(events.find(({ kind }) => kind === 'band')).not.toMatchObject({ done: 0 });
    expect(moment.history.comparisons).toHaveLength(1);
    const [first] = await lab.comparisons();
    expect(first!.band).toMatchObject({ leftOut: 0, seeds: expect.objectContaining({ length: 16 }) });
    // The originals of two seeds are models of the band.
    const seeded = await lab.recoverSeeds(1, 2);
    expect(seeded.history.comparisons).not.toEqual(moment.history.comparisons);
    const { seeds } = (await lab.comparisons())[0]!.recovered!;
    expect(seeds.map(({ seed }) => seed)).toEqual(first!.band!.seeds.slice(0, 2));
    for (const { loss } of seeds) if (loss !== null) expect(loss).toBeCloseTo(1, 4);
    expect(events.map(({ kind }) => kind)).toContain('seeds');
    await lab.unlearn(request([5]));
    await lab.compareWithRetraining('coupled');
    expect((await lab.comparisons())[1]!.band).toEqual(first!.band);
  }, 60_000);
});

it('compares the model that the guard rejected with retraining, and leaves the session as it is', async () => {
  const { lab, events } = await openLab(freshStorage());
  const step = {
    ...request([4, 5]),
    method: 'gradient-ascent' as const,
    methodNumbers: { steps: 20, learningRate: 1 },
  };
  const rejected = await lab.unlearn({ ...step, guard: 0 });
  const { accepted, after } = await lab.report(1);
  expect(accepted).toBe(false);
  const moment = await lab.compareRejected('coupled');
  expect(moment).toMatchObject({ digest: rejected.digest, removedCount: 0 });
  const [compared] = await lab.comparisons();
  expect(compared!.unlearned).toEqual(after);
  expect(compared!.recovered).not.toBeNull();
  const measureAll = async (id: number) => {
    await lab.makeBand(id);
    await lab.recoverSeeds(id, 2);
    events.length = 0;
    const moment = await lab.measureComeback(id);
    // The retrained model is that of the comparison.
    expect(events.map(({ kind }) => kind)).not.toContain('retraining');
    return moment;
  };
  expect(await measureAll(1)).toMatchObject({ digest: rejected.digest, removedCount: 0 });
  const [measured] = await lab.comparisons();
  expect(measured).toMatchObject({ band: { leftOut: 0 }, comeback: { relearning: { limit: 5 } } });
  expect(measured!.recovered!.seeds).toHaveLength(2);
  await lab.undo();
  // The same comparison as where there is no guard.
  await lab.unlearn({ ...step, guard: null });
  await expect(lab.measureComeback(1)).rejects.toThrow(/Compare/i);
  await lab.compareWithRetraining('coupled');
  await measureAll(2);
  const { retrainingMs: _, id: _id, ...same } = (await lab.comparisons())[1]!;
  expect(measured).toMatchObject(same);
  await expect(lab.compareRejected('coupled')).rejects.toThrow('not rejected');
}, 60_000);
