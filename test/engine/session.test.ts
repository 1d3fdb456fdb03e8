import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { beforeEach, describe, expect, it } from 'vitest';
import { digestOf } from '../../src/engine/digest';
import { changedPlaces, pick } from '../../src/engine/history';
import { defaultSettings } from '../../src/engine/parameters';
import { replay } from '../../src/engine/replay';
import type { RemovalReport, RemovalRequest } from '../../src/engine/report';
import { restoreHistory, type SavedHistory, saveHistory } from '../../src/engine/savedHistory';
import {
  goTo,
  openSession,
  parametersAt,
  redo,
  removedSamples,
  type Session,
  undo,
} from '../../src/engine/session';
import { unlearn } from '../../src/engine/unlearn';
import { writeSession } from '../../src/lab/saving/writeSession';
import { readSession } from '../../src/lab/schema/session';
import { SessionFileError } from '../../src/lab/schema/sessionFileError';
import { createRandom } from '../../src/math/random/random';
import { encodeCheckpoint, trainingCard } from '../../src/model/checkpoint';
import type { Compute } from '../../src/model/compute';
import { createNetwork } from '../../src/model/network';
import { type TrainedWeights, train } from '../../src/model/training';
import { sayMessage } from '../../src/words/say';
import { mutate } from '../data/mutate';
import { smallTraining, twoLayers } from '../model/smallModels';
import { openTestCompute } from '../support/compute';
import { makeSmallDataset } from '../support/smallDataset';
import { spoil } from '../support/spoil';

const dataset = makeSmallDataset(120, 40);
const architecture = twoLayers(6);
/** Long enough to have something to lose. */
const training = { ...smallTraining, epochs: 20, batchSize: 32 };
let compute: Compute;
let trained: TrainedWeights;

const request = (samples: number[], changes: Partial<RemovalRequest> = {}): RemovalRequest => ({
  ...defaultSettings,
  perturbations: 60,
  perturbationDeviation: 0.5,
  guard: null,
  samples,
  ...changes,
});

async function open(): Promise<Session> {
  compute = await openTestCompute('wasm');
  const network = createNetwork(architecture, dataset.shape, 3);
  trained ??= await train(network, dataset, training);
  return openSession(compute, dataset, network, trained, training);
}

/** Original - 1 - 2 - 3, and 4 and 5 as branches from 1 and from the original; the model is in state 4. */
async function grow(session: Session): Promise<Float32Array[]> {
  const states = [session.parameters.slice()];
  const remove = async (sample: number) => {
    await unlearn(session, request([sample]));
    states.push(session.parameters.slice());
  };
  await remove(1);
  await remove(2);
  await remove(3);
  await goTo(session, 1);
  await remove(7);
  await goTo(session, 0);
  await remove(8);
  await goTo(session, 4);
  return states;
}

/** What a history is, in numbers that can be compared. */
const shape = async (session: Session) => ({
  ...(await saveHistory(session)),
  digest: session.digest,
  parameters: session.parameters,
  metrics: session.evaluation.metrics,
});

let session: Session;
beforeEach(async () => {
  session = await open();
});

describe('the tree of removals', () => {
  it('gives every state back bit for bit, by jumps, undo and redo, in any order', async () => {
    const states = await grow(session);
    const parents = [0, 0, 1, 2, 1, 0];
    expect(session.removals.map(({ report }) => report.parent)).toEqual(parents.slice(1));
    const random = createRandom(3, 'jumps');
    for (let jump = 0; jump < 25; jump++) {
      const id = random.integer(6);
      await goTo(session, id);
      expect(session.parameters).toEqual(states[id]);
      expect(session.digest).toBe(digestOf(states[id]!));
      expect(await session.network.readParameters()).toEqual(states[id]);
      if (id > 0) expect(session.removals[id - 1]!.report.digestAfter).toBe(session.digest);
      expect(session.evaluation.metrics.forgetAccuracy === null).toBe(id === 0);
    }
    expect(removedSamples(session, 3)).toEqual([1, 2, 3]);
    expect(removedSamples(session, 4)).toEqual([1, 7]);

    await goTo(session, 3);
    await undo(session);
    await undo(session);
    expect(session.current).toBe(1);
    await redo(session);
    expect(session.current).toBe(2);
    await redo(session);
    expect(session.parameters).toEqual(states[3]);
    await expect(redo(session)).rejects.toThrow(/no removal to redo/);
    await expect(goTo(session, 6)).rejects.toThrow(/0 to 5, got 6/);
  });

  it('measures a state that it comes back to as it did when it was made', async () => {
    await grow(session);
    for (const { report } of session.removals) {
      session.recent.clear();
      await goTo(session, report.id);
      expect(session.evaluation.metrics).toEqual(report.after);
    }
  });

  it('measures batch norms again where they were asked for', async () => {
    await unlearn(session, request([1], { batchNorms: true }));
    await unlearn(session, request([2]));
    for (const [id, asked] of [
      [1, true],
      [2, false],
      [0, false],
    ] as const) {
      session.recent.clear();
      await goTo(session, id);
      const { batchGradientNormMean } = session.evaluation.metrics;
      expect(batchGradientNormMean !== null, `state ${id}`).toBe(asked);
      if (asked)
        expect(batchGradientNormMean).toBe(session.removals[id - 1]!.report.after.batchGradientNormMean);
    }
  });

  it('keeps only the values that changed', async () => {
    const report = await unlearn(session, request([1], { maxSlices: 1 }));
    const { indices, after } = session.states.held.get(1)!;
    expect(indices!.length).toBeLessThanOrEqual(report.curvature!.parameters);
    expect(indices!.length).toBeLessThan(session.network.parameterCount / 2);
    indices!.forEach((index, i) => {
      expect(after[i]).toBe(session.parameters[index]);
      expect(after[i]).not.toBe(trained.parameters[index]);
    });
  });

  it('keeps a rejected removal as a report, and model and retain set as they were', async () => {
    const before = session.parameters.slice();
    const noise = { epsilon: 1e-4, delta: 0.01 };
    const wild = request([1], { noise, selection: 'full', guard: 5 });
    const report = await unlearn(session, wild);
    expect(report).toMatchObject({ accepted: false, retainCount: 120 });
    expect(report.after.validationAccuracy).toBeLessThan(report.before.validationAccuracy - 0.05);
    expect(session.parameters).toEqual(before);
    expect(await session.network.readParameters()).toEqual(before);
    expect(removedSamples(session)).toEqual([]);
    expect(session.states.held.get(1)!.after.length).toBe(0);
    const next = await unlearn(session, request([1]));
    expect(next).toMatchObject({ accepted: true, retainCount: 119, parent: 1 });
  });

  it('does not move when the move is cancelled', async () => {
    await grow(session);
    session.recent.clear();
    const before = await shape(session);
    const stop = new AbortController();
    const cancelled = goTo(session, 3, { signal: stop.signal, onProgress: () => stop.abort() });
    await expect(cancelled).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect(await shape(session)).toEqual(before);
    expect(await session.network.readParameters()).toEqual(session.parameters);
  });
});

describe('replay', () => {
  it('makes the removals of a branch again, finds them the same, and leaves the session as it is', async () => {
    await grow(session);
    const before = await shape(session);
    expect(await replay(session)).toEqual({ checked: 2, different: [], sentence: null });
    expect(await shape(session)).toEqual(before);
    expect(await session.network.readParameters()).toEqual(session.parameters);
  });

  it('names a removal whose weights or report come out otherwise', async () => {
    await grow(session);
    const [first] = session.removals;
    session.removals[0] = { ...first!, report: { ...first!.report, retainCount: 7 } };
    expect(await replay(session)).toMatchObject({ checked: 2, different: [1], sentence: expect.any(Object) });
  });

  it('finds a removal the same where its report is of before version 4, which says neither what the guard went by nor what the step left out', async () => {
    const report = await unlearn(session, request([3], { guard: 100 }));
    expect(report.guard).not.toBeNull();
    const [only] = session.removals;
    const unsaid = { decayedGradientNorm: null };
    const old = {
      ...report,
      guard: null,
      neglected: null,
      largestChange: null,
      before: { ...report.before, ...unsaid },
      after: { ...report.after, ...unsaid },
    };
    session.removals[0] = { ...only!, report: old };
    expect(await replay(session)).toMatchObject({ checked: 1, different: [] });
    session.removals[0] = { ...only!, report: { ...old, retainCount: 7 } };
    expect(await replay(session)).toMatchObject({ checked: 1, different: [1] });
  });
});

describe('a saved history', () => {
  it('comes back whole', async () => {
    await grow(session);
    const fresh = await open();
    expect(await restoreHistory(fresh, await saveHistory(session))).toEqual({
      kept: 5,
      problem: null,
      missing: null,
    });
    expect(await shape(fresh)).toEqual(await shape(session));
    for (let id = 0; id <= 5; id++) {
      expect(await parametersAt(fresh, id)).toEqual(await parametersAt(session, id));
    }
  });

  const damages: readonly [string, (saved: SavedHistory) => SavedHistory, number, RegExp][] = [
    ['a changed value', change(2, ({ after }) => ({ after: after.map((x) => x + 1) })), 2, /digest/],
    ['a value too few', change(1, ({ after }) => ({ after: after.slice(1) })), 1, /places for/],
    ['a place outside', change(0, ({ indices }) => ({ indices: indices.map((i) => i + 1000) })), 0, /places/],
    ['places that fall', change(3, ({ indices }) => ({ indices: indices.slice().reverse() })), 3, /places/],
    ['a number twice', change(2, ({ report }) => ({ report: { ...report, id: 2 } })), 2, /number/],
    [
      'a parent that comes later',
      change(1, ({ report }) => ({ report: { ...report, parent: 4 } })),
      1,
      /later/,
    ],
    ['another parent', change(3, ({ report }) => ({ report: { ...report, parent: 2 } })), 3, /other weights/],
    ['a missing state', (saved) => ({ ...saved, current: 9 }), 5, /not there/],
    [
      'a sample that is gone already',
      change(1, ({ report }) => ({ report: { ...report, request: { ...report.request, samples: [1] } } })),
      1,
      /removed twice/,
    ],
    [
      'a wrong count',
      change(4, ({ report }) => ({ report: { ...report, retainCount: 12 } })),
      4,
      /12 samples/,
    ],
  ];

  it.each(damages)('with %s comes back up to there', async (_, damage, kept, problem) => {
    await grow(session);
    const fresh = await open();
    const restored = await restoreHistory(fresh, damage(await savePlaces(session)));
    expect(restored.kept).toBe(kept);
    expect(restored.problem && sayMessage(restored.problem)).toMatch(problem);
    expect(fresh.removals.length).toBe(kept);
    expect(fresh.current).toBeLessThanOrEqual(kept);
    expect(fresh.digest).toBe(digestOf(fresh.parameters));
  });
});

/** A removal with its values by places, as files before the second version have them. */
interface Placed {
  readonly report: RemovalReport;
  readonly indices: Uint32Array;
  readonly after: Float32Array;
}

/** The history with every state as the values that differ from its parent's. */
async function savePlaces(session: Session): Promise<SavedHistory> {
  const saved = await saveHistory(session);
  const removals = saved.removals.map(async ({ report }) => {
    const after = await parametersAt(session, report.id);
    const indices = changedPlaces(await parametersAt(session, report.parent), after);
    return { report, values: { indices, after: pick(after, indices) } };
  });
  return { ...saved, removals: await Promise.all(removals) };
}

function change(place: number, damage: (removal: Placed) => Partial<Placed>) {
  return (saved: SavedHistory): SavedHistory => ({
    ...saved,
    removals: saved.removals.map((removal, i) => {
      if (i !== place) return removal;
      const { indices, after } = removal.values!;
      const placed: Placed = { report: removal.report, indices: indices!, after };
      const { report, ...values } = { ...placed, ...damage(placed) };
      return { report, values };
    }),
  });
}

describe('a session file', () => {
  const write = () => {
    const card = trainingCard(dataset, training, trained, compute);
    const weights = encodeCheckpoint(session.network, trained, card, 'float32');
    return writeSession(session, { training: card, comparisons: [], weights });
  };

  it('holds all of the session', async () => {
    await grow(session);
    const file = readSession(new TextEncoder().encode(await write()));
    expect(file.dataset).toMatchObject({ id: 'blobs', digest: dataset.digest, trainingCount: 120 });
    expect(file.model).toMatchObject({ id: 'own', digest: digestOf(trained.parameters) });
    expect(file.history).toEqual(await saveHistory(session));
    const fresh = await open();
    expect((await restoreHistory(fresh, file.history)).problem).toBeNull();
    expect(await shape(fresh)).toEqual(await shape(session));
  });

  it('says where it is wrong: another format, a missing member, a member of another type', async () => {
    await unlearn(session, request([1]));
    const text = await write();
    expect(() => readSession('{"a": 1}')).toThrow(/format: expected "lethe-session", found nothing/);
    const deep = `${'['.repeat(2e5)}${']'.repeat(2e5)}`;
    expect(() => readSession(`{"format":"lethe-session","schemaVersion":1,"a":${deep}}`)).toThrow(
      SessionFileError,
    );
    expect(() => readSession(text.slice(0, 500))).toThrow(/no JSON, or it is cut off/);
    expect(() => readSession(text.replace('"schemaVersion":2', '"schemaVersion":9'))).toThrow(
      /schemaVersion: expected 2 at most, found 9: a newer version of the lab wrote it\. Open it with that version/,
    );
    expect(() => readSession(text.replace('"retainCount":119', '"retainCount":118'))).toThrow(/checksum/);
  });

  it('finds an edited number whose checksum was made anew', async () => {
    await unlearn(session, request([1]));
    await unlearn(session, request([2]));
    expect(readSession(await write()).isChained).toBe(true);
    const { checksum: _, ...content } = JSON.parse(await write());
    content.removals[1].report.after.validationAccuracy = 0.5;
    const checksum = digest(JSON.stringify(content));
    expect(() => readSession(JSON.stringify({ ...content, checksum }))).toThrow(
      /cannot be opened: removals\[1\]: it is not the line that was written/,
    );
  });

  it('with anything else wrong is refused in a sentence, or holds what it did: 200 mutations', async () => {
    await unlearn(session, request([1]));
    await unlearn(session, request([2]));
    const bytes = new TextEncoder().encode(await write());
    const whole = readSession(bytes);
    let refused = 0;
    for (let seed = 0; seed < 200; seed++) {
      try {
        expect(readSession(mutate(bytes, createRandom(seed, 'session file')))).toEqual(whole);
      } catch (error) {
        expect(error, `seed ${seed}`).toBeInstanceOf(SessionFileError);
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(150);
  });

  it('with a wrong value under a right checksum is refused, or opens in sound states alone: 200 values', async () => {
    await unlearn(session, request([1]));
    await unlearn(session, request([2]));
    const text = await write();
    const fresh = await open();
    let refused = 0;
    for (let seed = 0; seed < 200; seed++) {
      const { checksum: _, ...content } = JSON.parse(text);
      spoil(content, createRandom(seed, 'session file'));
      const checksum = digest(JSON.stringify(content));
      try {
        const { history } = readSession(JSON.stringify({ ...content, checksum }));
        const opened: Session = { ...fresh, removals: [], nextOf: new Map(), recent: new Map() };
        const { kept } = await restoreHistory(opened, history);
        expect(opened.digest, `seed ${seed}`).toBe(digestOf(opened.parameters));
        const digests = session.removals.map(({ report }) => report.digestAfter);
        expect(opened.removals.map(({ report }) => report.digestAfter)).toEqual(digests.slice(0, kept));
      } catch (error) {
        expect(error, `seed ${seed}`).toBeInstanceOf(SessionFileError);
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(50);
  });
});

const digest = (text: string) => bytesToHex(sha256(new TextEncoder().encode(text)));
