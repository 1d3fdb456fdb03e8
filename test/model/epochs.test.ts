import { beforeAll, describe, expect, it } from 'vitest';
import { normaliseSamples } from '../../src/data/dataset';
import { norm, subtract } from '../../src/math/linear/vector';
import { evaluateSample } from '../../src/math/network/evaluateGraph';
import { createRandom } from '../../src/math/random/random';
import { changeImages, drawChange } from '../../src/model/augmentation';
import { planEpoch, splitEpoch } from '../../src/model/epochs';
import { createNetwork, initialParameters } from '../../src/model/network';
import { createOptimizer } from '../../src/model/optimizers';
import { runEpochs, trainEpoch } from '../../src/model/training';
import type { TrainingRequest } from '../../src/model/trainingRequest';
import { openTestCompute } from '../support/compute';
import { makeSmallDataset } from '../support/smallDataset';
import { smallTraining, twoLayers } from './smallModels';

describe('splitEpoch', () => {
  it.each([
    [10, 4, [4, 4, 2]],
    [8, 4, [4, 4]],
    [9, 4, [4, 5]],
    [5, 4, [5]],
    [3, 4, [3]],
    [1, 4, [1]],
    [5, 2, [2, 3]],
    [4097, 4096, [4097]],
  ])('takes %i samples %i at a time in pieces of %j: none of one, where it can', (count, size, lengths) => {
    const pieces = splitEpoch(count, size);
    expect(pieces.map(([from, to]) => to - from)).toEqual(lengths);
    expect(pieces[0]![0]).toBe(0);
    expect(pieces.at(-1)![1]).toBe(count);
    pieces.slice(1).forEach(([from], i) => {
      expect(from).toBe(pieces[i]![1]);
    });
  });
});

const plan = { seed: 3, batchSize: 4, loop: 2, count: 9, leftOut: null, isNormalised: false } as const;
const lengths = (batches: readonly { readonly samples: Uint32Array }[]) =>
  batches.map(({ samples }) => samples.length);

/** A mask of the samples at these places of the order of an epoch. */
function without(places: readonly number[], epoch: number): Uint8Array {
  const order = createRandom(plan.seed, `epoch ${epoch}`).shuffle(
    Uint32Array.from({ length: 9 }, (_, i) => i),
  );
  const leftOut = new Uint8Array(9);
  for (const place of places) leftOut[order[place]!] = 1;
  return leftOut;
}

describe('the batches of an epoch without some samples', () => {
  it('keep their places, and every other sample its own', () => {
    const whole = planEpoch(plan, 5).batches;
    const leftOut = without([0, 5, 6], 5);
    const { batches } = planEpoch({ ...plan, leftOut }, 5);
    expect(batches.map(({ from, to }) => [from, to])).toEqual([
      [0, 4],
      [4, 8],
      [8, 9],
    ]);
    batches.forEach(({ samples, drawn }, i) => {
      expect(drawn).toEqual(whole[i]!.samples);
      expect(samples).toEqual(whole[i]!.samples.filter((sample) => leftOut[sample] === 0));
    });
    expect(lengths(batches)).toEqual([3, 2, 1]);
  });

  it('of one sample stand alone, but for batch normalisation, where they join a neighbour', () => {
    const joined = (places: readonly number[]) => {
      const { batches } = planEpoch({ ...plan, leftOut: without(places, 0), isNormalised: true }, 0);
      expect(batches.flatMap(({ drawn }) => [...drawn])).toEqual(
        planEpoch(plan, 0).batches.flatMap(({ drawn }) => [...drawn]),
      );
      return lengths(batches);
    };
    expect(joined([])).toEqual([4, 5]);
    expect(joined([1, 2, 3])).toEqual([6]);
    expect(joined([0, 1, 2, 3])).toEqual([0, 5]);
    expect(joined([4, 5, 6, 7])).toEqual([5]);
    expect(lengths(planEpoch({ ...plan, leftOut: without([1, 2, 3], 0) }, 0).batches)).toEqual([1, 4, 1]);
  });

  it('always joined at the end before the loop had a second form', () => {
    const { loop: _, ...first } = plan;
    expect(lengths(planEpoch(first, 0).batches)).toEqual([4, 5]);
    expect(lengths(planEpoch(plan, 0).batches)).toEqual([4, 4, 1]);
  });
});

const dataset = makeSmallDataset(30, 8, [6, 6, 1]);

/** The trained weights by the formula, in float64, sample by sample. */
function trainInFloat64(
  network: ReturnType<typeof createNetwork>,
  request: TrainingRequest,
  leftOut: readonly number[],
) {
  const { training, shape } = dataset;
  const weights = Float64Array.from(initialParameters(network.graph, request.seed));
  const velocity = new Float64Array(weights.length);
  for (let epoch = 0; epoch < request.epochs; epoch++) {
    const random = createRandom(request.seed, `epoch ${epoch}`);
    const order = random.shuffle(Uint32Array.from({ length: training.count }, (_, i) => i));
    for (let from = 0; from < training.count; from += request.batchSize) {
      const sum = new Float64Array(weights.length);
      let left = 0;
      for (const sample of order.subarray(from, from + request.batchSize)) {
        const source =
          request.loop === 2 ? createRandom(request.seed, `augmentation ${epoch} ${sample}`) : random;
        const { augmentation } = request;
        const change = augmentation === 'none' ? null : drawChange(augmentation, shape, source);
        if (leftOut.includes(sample)) continue;
        left += 1;
        const pixels = normaliseSamples(training, dataset, [sample]);
        const input = change ? changeImages(pixels, shape, [change]) : pixels;
        const { gradient } = evaluateSample(network.graph, weights, input, training.labels[sample]!);
        for (let i = 0; i < sum.length; i++) sum[i]! += gradient[i]!;
      }
      if (left === 0) continue;
      for (let i = 0; i < sum.length; i++) {
        velocity[i] = request.momentum * velocity[i]! + sum[i]! / left + request.weightDecay * weights[i]!;
        weights[i]! -= request.learningRate * velocity[i]!;
      }
    }
  }
  return weights;
}

describe('training without some samples', () => {
  beforeAll(async () => {
    await openTestCompute('wasm');
  });

  it.each([
    ['plain', {}],
    ['augmented, with a stream for each sample', { augmentation: 'flip-and-shift', loop: 2 }],
    ['augmented, with the stream of the order', { augmentation: 'flip-and-shift' }],
  ] as const)('steps by the mean over those that are left of each batch: %s', async (_, settings) => {
    const request = { ...smallTraining, batchSize: 8, epochs: 3, ...settings };
    const leftOut = [4, 11, 29];
    const network = createNetwork(twoLayers(6), dataset.shape, 3);
    const { parameters } = await runEpochs(network, dataset, request, { leftOut });
    const wanted = trainInFloat64(network, request, leftOut);
    expect(norm(subtract(Float64Array.from(parameters), wanted))).toBeLessThan(2e-6 * norm(wanted));
    const whole = await runEpochs(network, dataset, request);
    expect(norm(subtract(parameters, whole.parameters))).toBeGreaterThan(1e-3 * norm(wanted));
    network.dispose();
  });

  it.each([
    ['momentum', { optimizer: 'sgd' }],
    ['Adam', { optimizer: 'adam' }],
  ] as const)('makes no step for a batch that lost all its samples: %s', async (_, settings) => {
    const request = { ...smallTraining, batchSize: 10, epochs: 1, schedule: 'cosine', ...settings } as const;
    const network = createNetwork(twoLayers(6), dataset.shape, 3);
    const start = initialParameters(network.graph, request.seed);
    const gone = [
      ...planEpoch({ ...request, count: 30, leftOut: null, isNormalised: false }, 0).batches[2]!.samples,
    ];
    const { parameters } = await runEpochs(network, dataset, request, { leftOut: gone });
    network.setParameters(start);
    const optimizer = createOptimizer(network, request);
    let steps = 0;
    for await (const { done } of trainEpoch(
      network,
      dataset,
      request,
      optimizer,
      { epoch: 0, epochsBefore: 0 },
      undefined,
    )) {
      steps += 1;
      expect(done).toBeCloseTo(steps / 3, 10);
      if (steps === 2) break;
    }
    expect(parameters).toEqual(await network.readParameters());
    // The rate of what follows is that of its place: the first step is left out, the second one made as if it were there.
    const first = [
      ...planEpoch({ ...request, count: 30, leftOut: null, isNormalised: false }, 0).batches[0]!.samples,
    ];
    const rates: number[] = [];
    network.setParameters(start);
    const spy = { ...optimizer, step: (_: unknown, rate: number) => void rates.push(rate) };
    for await (const _ of trainEpoch(
      network,
      dataset,
      request,
      spy,
      { epoch: 0, epochsBefore: 0, leftOut: first },
      undefined,
    ));
    const rateAt = (done: number) =>
      request.learningRate * (0.05 + (0.95 * (1 + Math.cos(Math.PI * done))) / 2);
    expect(rates).toEqual([rateAt(1 / 3), rateAt(2 / 3)]);
    optimizer.dispose();
    network.dispose();
  });
});
