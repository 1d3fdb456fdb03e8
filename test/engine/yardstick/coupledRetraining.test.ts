import { beforeAll, describe, expect, it } from 'vitest';
import { normalise } from '../../../src/data/dataset';
import type { MethodId } from '../../../src/engine/methods/table';
import { measureModel } from '../../../src/engine/metrics/measureModel';
import { defaultSettings } from '../../../src/engine/parameters';
import type { RemovalRequest } from '../../../src/engine/report';
import { goTo, openSession, type Session } from '../../../src/engine/session';
import { unlearn } from '../../../src/engine/unlearn';
import { compareWithRetraining } from '../../../src/engine/yardstick/compareWithRetraining';
import { readComparison } from '../../../src/engine/yardstick/comparison';
import { floorPlan } from '../../../src/engine/yardstick/coupledFloor';
import { measureRecovered } from '../../../src/engine/yardstick/recovered';
import { findRetrained, retrain } from '../../../src/engine/yardstick/retrain';
import { repeatedSeed } from '../../../src/engine/yardstick/runStages';
import { norm, subtract } from '../../../src/math/linear/vector';
import { evaluateSample } from '../../../src/math/network/evaluateGraph';
import { createNetwork } from '../../../src/model/network';
import { type EpochProgress, runEpochs, train } from '../../../src/model/training';
import { normalised, smallTraining, twoLayers } from '../../model/smallModels';
import { openTestCompute } from '../../support/compute';
import { makeSmallDataset } from '../../support/smallDataset';

const training = { ...smallTraining, batchSize: 16, epochs: 4 };
const group = [3, 7, 11, 12, 30, 33];

const request = (
  method: MethodId,
  samples: readonly number[] = group,
  methodNumbers: Record<string, number> = {},
): RemovalRequest => ({ ...defaultSettings, method, methodNumbers, samples, guard: null });

describe.each([
  ['two layers', twoLayers(8), [6, 6, 1]],
  ['a batch-normalised convolutional net', normalised, [8, 8, 1]],
] as const)('coupled retraining of %s', (_, architecture, shape) => {
  const dataset = makeSmallDataset(60, 20, shape);
  let session: Session;
  beforeAll(async () => {
    const compute = await openTestCompute('wasm');
    const network = createNetwork(architecture, shape, 3);
    const trained = await train(network, dataset, training);
    session = await openSession(compute, dataset, network, trained, training);
  });

  it('of everything gives the original weights, bit for bit', async () => {
    const { parameters } = await retrain(session, { removed: [], order: 'coupled' });
    expect(parameters).toEqual(session.trained.parameters);
    const other = await retrain(session, { removed: [], order: 'coupled', repeat: 1 });
    expect(norm(subtract(other.parameters, parameters))).toBeGreaterThan(0.01 * norm(parameters));
  });

  it('is what a comparison compares with, beside the model without a sample of least gradient', async () => {
    await goTo(session, 0);
    await unlearn(session, request('gradient-ascent', group, { learningRate: 0.05 }));
    const seen: EpochProgress[] = [];
    const comparison = await compareWithRetraining(session, {
      onProgress: (progress) => seen.push(progress),
    });
    const { network, trained, parameters } = session;
    const direct = await runEpochs(network, dataset, training, { leftOut: group });
    const plan = await floorPlan(session, group);
    const without = await runEpochs(network, dataset, training, { leftOut: plan.removed });
    const { floor, recovered } = comparison;
    expect(comparison).toMatchObject({ order: 'coupled', schemaVersion: 2 });
    expect(comparison.distanceToRetrained).toBe(norm(subtract(parameters, direct.parameters)));
    expect(floor).toMatchObject({
      sample: plan.removed[0],
      distance: norm(subtract(without.parameters, trained.parameters)),
    });
    expect(floor!.metrics).toEqual((await measureModel(session, without.parameters, group)).metrics);
    expect(comparison.original).toEqual((await measureModel(session, trained.parameters, group)).metrics);
    // Both trainings are told of as one.
    expect(seen.filter(({ fraction }) => fraction < 0.5).length).toBeGreaterThan(3);
    expect(seen.at(-1)).toMatchObject({ epoch: 4, fraction: 1, remainingMs: 0 });
    const fractions = seen.map(({ fraction }) => fraction);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));

    const lossOf = (weights: Float32Array) =>
      group.reduce((sum, sample) => {
        const input = normalise(dataset.training, dataset, sample, sample + 1);
        return sum + evaluateSample(network.graph, weights, input, dataset.training.labels[sample]!).loss;
      }, 0);
    const before = lossOf(trained.parameters);
    expect(recovered!.loss.made).toBeCloseTo(lossOf(parameters) - before, 3);
    expect(recovered!.loss.retrained).toBeCloseTo(lossOf(direct.parameters) - before, 3);
    expect(recovered!.loss.floor).toBeCloseTo(Math.abs(lossOf(without.parameters) - before), 3);
    session.network.setParameters(parameters);
  });

  it('with another seed differs by more than the samples: a comparison then has no floor, and nothing recovered', async () => {
    const comparison = await compareWithRetraining(session, {}, { retrainingSeed: 3 });
    expect(comparison).toMatchObject({ retrainingSeed: 3, order: 'coupled', floor: null, recovered: null });
    const seeded = { ...training, seed: repeatedSeed(training.seed, 3) };
    const { parameters } = await runEpochs(session.network, dataset, seeded, { leftOut: group });
    expect(comparison.distanceToRetrained).toBe(norm(subtract(session.parameters, parameters)));
    expect(readComparison(JSON.parse(JSON.stringify(comparison)), 'x')).toEqual(comparison);
    session.network.setParameters(session.parameters);
  });

  it('is recovered to 1 by itself, and to 0 by doing nothing', async () => {
    const models = async () => {
      const measured = async (parameters: Float32Array) => ({
        parameters,
        evaluation: await measureModel(session, parameters, group),
      });
      const plan = await floorPlan(session, group);
      return {
        original: await measured(session.trained.parameters),
        retrained: await measured((await retrain(session, { removed: group, order: 'coupled' })).parameters),
        floor: await measured((await retrain(session, plan)).parameters),
      };
    };
    const { original, retrained, floor } = await models();
    const all = measureRecovered({ original, unlearned: retrained, retrained, floor }, group);
    expect([all.loss.share, all.margin.share]).toEqual([1, 1]);
    expect(all.validation.loss).toBeCloseTo(1, 12);
    expect(all.validation.margin).toBeCloseTo(1, 12);
    expect(all.weights.cosine).toBeCloseTo(1, 12);
    expect(all.weights.distanceLeft).toBe(0);
    const none = measureRecovered({ original, unlearned: original, retrained, floor }, group);
    expect([none.loss.share, none.margin.share]).toEqual([0, 0]);
    expect(none.validation).toEqual({ loss: null, margin: null });
    expect(none.weights).toEqual({ cosine: null, distanceLeft: 1 });
    // As far as the floor itself it says nothing.
    const noise = measureRecovered({ original, unlearned: original, retrained: floor, floor }, group);
    expect([noise.loss.share, noise.margin.share]).toEqual([null, null]);
    session.network.setParameters(session.parameters);
  });

  it('is what the method of that name does: all is recovered, and one training more makes the floor', async () => {
    await goTo(session, 0);
    await unlearn(session, request('retraining'));
    const { recovered, distanceToRetrained } = await compareWithRetraining(session);
    expect(distanceToRetrained).toBe(0);
    expect([recovered!.loss.share, recovered!.margin.share]).toEqual([1, 1]);
  });

  it('leaves out for the floor one of the eight samples of least gradient that is there, the same for the seed', async () => {
    const norms = [...Array(60).keys()].map((sample) => {
      const input = normalise(dataset.training, dataset, sample, sample + 1);
      const { graph } = session.network;
      return norm(
        evaluateSample(graph, session.trained.parameters, input, dataset.training.labels[sample]!).gradient,
      );
    });
    const least = [...norms.keys()].sort((a, b) => norms[a]! - norms[b]!).slice(0, 8);
    const [first] = (await floorPlan(session, [])).removed;
    expect(least).toContain(first);
    expect((await floorPlan(session, [first!])).removed).not.toContain(first);
    const [other] = (await floorPlan(session, least)).removed;
    expect(least).not.toContain(other);
    expect((await floorPlan(session, [first!])).removed).not.toContain(first);
    session.network.setParameters(session.parameters);
  });

  it('is found again by the same samples, order and repetition alone', async () => {
    const plan = { removed: [5, 2], order: 'coupled' } as const;
    const made = await retrain(session, plan);
    expect(findRetrained(session, { ...plan, removed: [2, 5] })).toBe(made);
    expect(findRetrained(session, { ...plan, order: 'independent' })).toBeUndefined();
    expect(findRetrained(session, { ...plan, repeat: 1 })).toBeUndefined();
    session.network.setParameters(session.parameters);
  });
});
