import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MethodId } from '../../src/engine/methods/table';
import { defaultSettings } from '../../src/engine/parameters';
import { replay } from '../../src/engine/replay';
import type { RemovalReport, RemovalRequest } from '../../src/engine/report';
import { collectEpochs, shareEpochStates, takeOverEpochs } from '../../src/engine/rewind/epochStates';
import { openSession, type Session, undo } from '../../src/engine/session';
import { unlearn } from '../../src/engine/unlearn';
import { retrain } from '../../src/engine/yardstick/retrain';
import { norm, subtract } from '../../src/math/linear/vector';
import type { Compute } from '../../src/model/compute';
import { createNetwork, initialParameters, type Network } from '../../src/model/network';
import { createOptimizer } from '../../src/model/optimizers';
import { type TrainedWeights, train, trainEpoch } from '../../src/model/training';
import { recordTraining, type TrainingRequest } from '../../src/model/trainingRequest';
import { normalised, smallTraining, twoLayers } from '../model/smallModels';
import { openTestCompute } from '../support/compute';
import { makeSmallDataset } from '../support/smallDataset';

const first = [3, 7, 11];
const second = [30, 33];

const request = (
  method: MethodId,
  samples: readonly number[],
  methodNumbers: Record<string, number> = {},
): RemovalRequest => ({ ...defaultSettings, method, methodNumbers, samples, guard: null });
const rewind = (epochs: number, samples: readonly number[] = first) => request('rewind', samples, { epochs });

describe.each([
  ['SGD, two layers', twoLayers(8), [6, 6, 1], { ...smallTraining, batchSize: 16, epochs: 4 }],
  ['Adam', twoLayers(8), [6, 6, 1], { ...smallTraining, optimizer: 'adam', batchSize: 16, epochs: 4 }],
  ['batch norm', normalised, [8, 8, 1], { ...smallTraining, batchSize: 16, epochs: 4 }],
] as const)('rewinding, %s', (_, architecture, shape, training: TrainingRequest) => {
  const dataset = makeSmallDataset(60, 20, shape);
  let compute: Compute;
  let network: Network;
  let trained: TrainedWeights;
  let session: Session;
  beforeAll(async () => {
    compute = await openTestCompute('wasm');
    network = createNetwork(architecture, shape, 3);
    trained = await train(network, dataset, training);
  });
  beforeEach(async () => {
    session = await openSession(compute, dataset, network, trained, training);
  });

  /** Epoch after epoch from fresh weights, each without its samples: the definition. */
  async function runDirectly(leftOut: readonly (readonly number[])[]): Promise<Float32Array> {
    const fresh = createNetwork(architecture, shape, 3);
    fresh.setParameters(initialParameters(fresh.graph, training.seed));
    const optimizer = createOptimizer(fresh, training);
    for (const [epoch, samples] of leftOut.entries()) {
      const place = { epoch, epochsBefore: 0, leftOut: samples };
      for await (const _step of trainEpoch(fresh, dataset, training, optimizer, place, undefined));
    }
    const end = await fresh.readParameters();
    optimizer.dispose();
    return end;
  }

  it('runs the last epochs again without the samples, from the end of the one before', async () => {
    const { rewind: about, update } = await unlearn(session, rewind(3));
    expect(session.parameters).toEqual(await runDirectly([[], first, first, first]));
    expect(about).toMatchObject({ epochs: 3, of: 4, remadeEpochs: 4, originalDistance: 0 });
    expect(about!.remadeMs).toBeGreaterThan(0);
    expect(update.stepNorm).toBe(norm(subtract(session.parameters, trained.parameters)));
    const { digest } = session;
    await undo(session);
    expect((await unlearn(session, rewind(3))).rewind).toMatchObject({ remadeEpochs: 0, remadeMs: 0 });
    expect(session.digest).toBe(digest);
  });

  it('of all epochs is coupled retraining, bit for bit, and makes nothing anew', async () => {
    const { rewind: about } = await unlearn(session, rewind(4));
    const { parameters } = await retrain(session, { removed: first, order: 'coupled' });
    expect(session.parameters).toEqual(parameters);
    expect(about).toEqual({ epochs: 4, of: 4, remadeEpochs: 0, remadeMs: 0, originalDistance: null });
  });

  it('goes on from a training that was run again: its epochs are in the place of the later ones', async () => {
    await unlearn(session, rewind(3));
    await unlearn(session, rewind(1, second));
    const both = [...first, ...second];
    expect(session.parameters).toEqual(await runDirectly([[], first, first, both]));
    await undo(session);
    await unlearn(session, rewind(4, second));
    expect(session.parameters).toEqual(await runDirectly([both, both, both, both]));
  });

  it('throws other methods’ steps away, and leaves out what they removed', async () => {
    await unlearn(session, request('gradient-ascent', first, { learningRate: 0.05 }));
    await unlearn(session, rewind(2, second));
    const both = [...first, ...second];
    expect(session.parameters).toEqual(await runDirectly([[], [], both, both]));
  });

  it('starts from a model that was retrained, which has not seen what that removed', async () => {
    await unlearn(session, request('retraining', first));
    const { rewind: about } = await unlearn(session, rewind(1, second));
    const both = [...first, ...second];
    expect(session.parameters).toEqual(await runDirectly([first, first, first, both]));
    expect(about).toMatchObject({ remadeEpochs: 3, originalDistance: null });
  });

  it('replays to the same digests, though nothing is kept there', async () => {
    await unlearn(session, rewind(2));
    await unlearn(session, rewind(1, second));
    expect(await replay(session)).toMatchObject({ checked: 2, different: [] });
  });

  it('says how far the original’s training ends from weights that it does not repeat', async () => {
    const parameters = trained.parameters.map((value) => value * 1.01);
    session = await openSession(compute, dataset, network, { ...trained, parameters }, training);
    const { rewind: about } = (await unlearn(session, rewind(1))) as RemovalReport;
    expect(about!.originalDistance).toBe(norm(subtract(trained.parameters, parameters)));
    expect(session.parameters).toEqual(await runDirectly([[], [], [], first]));
  });

  it('takes the ends of epochs over from the training, and from the one that it went on from', async () => {
    const [epochs, more] = [collectEpochs(), collectEpochs()];
    const first4 = await train(network, dataset, training, { onEpoch: async (end) => epochs.take(end) });
    const known = await openSession(compute, dataset, network, first4, training);
    takeOverEpochs(known, epochs.ends);
    expect((await unlearn(known, rewind(3))).rewind).toMatchObject({ remadeEpochs: 0, originalDistance: 0 });
    await unlearn(session, rewind(3));
    expect(known.digest).toBe(session.digest);

    const next = { ...training, epochs: 2, seed: 9 };
    const all = await train(network, dataset, next, {
      start: first4,
      onEpoch: async (end) => more.take(end),
    });
    const stages = [
      { ...training, ended: 4 },
      { ...next, ended: 2 },
    ];
    const record = { ...next, stages };
    const both = await openSession(compute, dataset, network, all, record);
    takeOverEpochs(both, more.ends, known);
    const anew = await openSession(compute, dataset, network, all, record);
    for (const count of [1, 3]) {
      expect((await unlearn(both, rewind(count, second))).rewind).toMatchObject({ of: 6, remadeEpochs: 0 });
      await undo(both);
      await unlearn(anew, rewind(count, second));
      await undo(anew);
    }
    const digests = ({ removals }: Session) => removals.map(({ report }) => report.digestAfter);
    expect(digests(both)).toEqual(digests(anew));
    expect(anew.removals[0]!.report.rewind).toMatchObject({ remadeEpochs: 6 });
  });

  it('lets another session of the same original have what is kept, and what it keeps', async () => {
    const other = await openSession(compute, dataset, network, trained, training);
    shareEpochStates(session, other);
    expect((await unlearn(other, rewind(1))).rewind).toMatchObject({ remadeEpochs: 4 });
    expect((await unlearn(session, rewind(1))).rewind).toMatchObject({ remadeEpochs: 0 });
  });

  it('refuses no epochs, more than there were, and trainings that nobody knows or that have no epochs', async () => {
    await expect(unlearn(session, rewind(0))).rejects.toThrow(/1/);
    await expect(unlearn(session, rewind(5))).rejects.toThrow(/from 1 to 4/);
    const unknown = { ...recordTraining(training, 4), epochs: 0 };
    const own = await openSession(compute, dataset, network, trained, unknown);
    await expect(unlearn(own, rewind(1))).rejects.toThrow(/not known/);
    const minimised = await openSession(compute, dataset, network, trained, {
      ...training,
      optimizer: 'newton',
    });
    await expect(unlearn(minimised, rewind(1))).rejects.toThrow(/no epochs to run again/);
    expect(session.digest).toBe(own.digest);
  });
});
