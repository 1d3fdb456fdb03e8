/** Removals of texts from a small transformer: every selection, curvature, update and rival once; noise in the embedding; the sensitivity of tokens. */

import { beforeAll, describe, expect, it } from 'vitest';
import { normalise } from '../../src/data/dataset';
import { curvatureIds, selectionIds, updateIds } from '../../src/engine/choices';
import { poseProblem } from '../../src/engine/curvatures/curvature';
import { exactPair } from '../../src/engine/curvatures/exactPair';
import { evaluateGroup, findForgetGroup } from '../../src/engine/forgetSet';
import { answers } from '../../src/engine/looks/answers';
import { findLooked } from '../../src/engine/looks/looked';
import type { LookedModel, LookName, LookQuestion } from '../../src/engine/looks/questions';
import { methodIds } from '../../src/engine/methods/table';
import { metricTable } from '../../src/engine/metrics/table';
import { defaultSettings } from '../../src/engine/parameters';
import { perturb } from '../../src/engine/perturb';
import { measureSensitivity } from '../../src/engine/sensitivity';
import { openSession, type Session, undo } from '../../src/engine/session';
import { unlearn } from '../../src/engine/unlearn';
import { solveLinear } from '../../src/math/linear/linearSolve';
import { dot, norm, subtract } from '../../src/math/linear/vector';
import {
  evaluateNodes,
  evaluateSample,
  headActivations,
  sliceActivations,
} from '../../src/math/network/evaluateGraph';
import { noiseKey, noiseTable, noisyCopies } from '../../src/math/random/counterNoise';
import { findArchitecture } from '../../src/model/architectures';
import type { Compute } from '../../src/model/compute';
import { penultimate } from '../../src/model/hiddenLayers';
import { labelAt } from '../../src/model/labels';
import { createNetworkFor } from '../../src/model/network';
import { blockIndices, chosenLayers, everyLayer, gather, slicesOf, unitsOf } from '../../src/model/slices';
import { type TrainedWeights, train } from '../../src/model/training';
import { readingTokens, smallTraining } from '../model/smallModels';
import { openTestCompute } from '../support/compute';
import { makeSmallDataset } from '../support/smallDataset';
import { makeSmallTexts } from '../support/smallTexts';

const dataset = makeSmallTexts(60);
const training = {
  ...smallTraining,
  optimizer: 'adam',
  learningRate: 0.02,
  weightDecay: 0,
  epochs: 10,
  batchSize: 10,
} as const;
const settings = { ...defaultSettings, perturbations: 50, maxSlices: 4, guard: null };

/** Trained once, on WASM: a software adapter takes half a minute. */
let trained: TrainedWeights;
beforeAll(async () => {
  await openTestCompute('wasm');
  const network = createNetworkFor(readingTokens, dataset);
  trained = await train(network, dataset, training, {});
  network.dispose();
});

function openTexts(compute: Compute): Promise<Session> {
  return openSession(compute, dataset, createNetworkFor(readingTokens, dataset), trained, training);
}

it('texts are neither shifted nor mirrored', async () => {
  await openTestCompute('wasm');
  const network = createNetworkFor(readingTokens, dataset);
  const shifted = train(network, dataset, { ...training, augmentation: 'shift' }, {});
  await expect(shifted).rejects.toThrow(/choose augmentation none/);
  network.dispose();
});

it('texts are learned: micro F1 is near 1', () => {
  expect(trained.trainingAccuracy).toBeGreaterThan(0.95);
  expect(trained.validationAccuracy).toBeGreaterThan(0.9);
});

describe.each(['webgpu', 'wasm'] as const)('texts on %s', (backend) => {
  let compute: Compute;
  let session: Session;
  beforeAll(async () => {
    compute = await openTestCompute(backend);
    session = await openTexts(compute);
  });

  it('are perturbed in the embedding, and seen as the oracle sees them: the mean of the tokens, and the loss of the set', async () => {
    const { network, parameters } = session;
    const [input, label] = [normalise(dataset.training, dataset, 7, 8), labelAt(dataset.training, 7)];
    const asked = { ...settings, perturbations: 20, perturbationDeviation: 0.3, seed: 3 };
    const { activations, losses } = await perturb(compute, network, [{ input, label }], asked);
    const positions = network.graph.weights.find(({ name }) => name === 'embedding/positions')!;
    const copies = noisyCopies(
      new Float32Array(positions.size),
      0,
      20,
      noiseTable(0.3),
      noiseKey(3, 'perturbation'),
    );
    for (const row of [0, 19]) {
      // Noise in the embedded tokens is noise in the rows of their places.
      const moved = Float64Array.from(parameters);
      for (let i = 0; i < positions.size; i++)
        moved[positions.offset + i]! += copies[row * positions.size + i]!;
      const expected = Float64Array.from(
        sliceActivations(network.graph, moved, input).flatMap((layer) => [...layer]),
      );
      const got = Float64Array.from(
        activations.values.subarray(row * expected.length, (row + 1) * expected.length),
      );
      expect(norm(subtract(got, expected))).toBeLessThan(1e-4 * norm(expected));
      const { loss } = evaluateSample(network.graph, moved, input, label);
      expect(Math.abs(losses[row]! - loss)).toBeLessThan(1e-5 * Math.max(1, loss));
    }
  });

  it('are seen by heads as the oracle sees them: the mean over tokens and channels, in place of the projections', async () => {
    const { network, parameters } = session;
    const [input, label] = [normalise(dataset.training, dataset, 7, 8), labelAt(dataset.training, 7)];
    // With hardly any noise every copy is the text itself.
    const asked = {
      ...settings,
      perturbations: 20,
      perturbationDeviation: 1e-4,
      seed: 3,
      attention: 'heads',
    } as const;
    const { activations, slices } = await perturb(compute, network, [{ input, label }], asked);
    const { graph, layers, heads } = network;
    const units = sliceActivations(graph, parameters, input);
    const [ofHeads] = headActivations(graph, parameters, input);
    const expected = [...ofHeads!, ...units.slice(3).flatMap((layer) => [...layer])];
    expect(slices).toEqual([...slicesOf(heads), ...slicesOf(layers.slice(3))]);
    const got = Float64Array.from(activations.values.subarray(0, expected.length));
    expect(norm(subtract(got, Float64Array.from(expected)))).toBeLessThan(
      1e-3 * norm(Float64Array.from(expected)),
    );
  });

  it('have an exact Hessian product of a head, within 1e-4 of float64 differences', async () => {
    const { network, parameters } = session;
    const request = { ...settings, attention: 'heads', samples: [1] } as const;
    const group = findForgetGroup(session, request);
    const head = network.heads[0]!.firstSlice + 1;
    const slices = unitsOf(network, [head]);
    const block = blockIndices(everyLayer(network), [head]);
    expect(block).toEqual(blockIndices(network.layers, slices));
    const { gradient: flatGradient } = await evaluateGroup(session, group, parameters);
    const gradient = gather(flatGradient, block);
    const problem = poseProblem({ session, request, group, slices, block, flatGradient, gradient });
    const { s, y } = await exactPair(problem, {});
    const gradientAt = (sign: number) => {
      const moved = Float64Array.from(parameters);
      block.forEach((index, i) => {
        moved[index]! += sign * 1e-5 * s[i]!;
      });
      const sum = new Float64Array(block.length);
      for (let sample = 0; sample < dataset.training.count; sample++) {
        if (sample === 1) continue;
        const input = normalise(dataset.training, dataset, sample, sample + 1);
        const own = evaluateSample(network.graph, moved, input, labelAt(dataset.training, sample)).gradient;
        gather(own, block).forEach((value, i) => {
          sum[i]! += value / (dataset.training.count - 1);
        });
      }
      return sum;
    };
    const expected = subtract(gradientAt(1), gradientAt(-1)).map((value) => value / 2e-5);
    expect(norm(expected)).toBeGreaterThan(0);
    expect(norm(subtract(y, expected)) / norm(expected)).toBeLessThan(1e-4);
  });

  it('are removed by a whole head, along the gradient of the oracle in its weights and in no others', async () => {
    const { network } = session;
    const before = session.parameters.slice();
    const asked = { attention: 'heads', selection: 'full', maxSlices: 1, update: 'gradient-ascent' } as const;
    await unlearn(session, { ...settings, ...asked, samples: [1] });
    const step = subtract(session.parameters, before);
    await undo(session);
    // The first head of two: the first three of six channels of queries, keys and values, with their biases.
    const offset = (name: string) => network.graph.weights.find((one) => one.name === name)!.offset;
    const block = Uint32Array.from(
      ['query', 'key', 'value'].flatMap((name) =>
        [0, 1, 2].flatMap((unit) => [
          ...[0, 1, 2, 3, 4, 5].map((read) => offset(`${name}/kernel`) + read * 6 + unit),
          offset(`${name}/bias`) + unit,
        ]),
      ),
    );
    const input = normalise(dataset.training, dataset, 1, 2);
    const { gradient } = evaluateSample(network.graph, before, input, labelAt(dataset.training, 1));
    const [made, expected] = [gather(step, block), gather(gradient, block)];
    expect(norm(step)).toBeCloseTo(norm(made), 12);
    expect(dot(made, expected)).toBeGreaterThan((1 - 1e-5) * norm(made) * norm(expected));
  });

  it('have a sensitivity per token, that of padding 0', async () => {
    const sensitivity = await measureSensitivity(session, { ...settings, samples: [3] });
    const tokens = normalise(dataset.training, dataset, 3, 4);
    expect(sensitivity.length).toBe(tokens.length);
    tokens.forEach((token, place) => {
      if (token === 0) expect(sensitivity[place]).toBe(0);
      else expect(sensitivity[place]).toBeGreaterThan(0);
    });
  });
});

describe('removals of a text', () => {
  let session: Session;
  beforeAll(async () => {
    session = await openTexts(await openTestCompute('wasm'));
  });
  const { network, digest } = { network: () => session.network, digest: () => session.digest };

  const choices = [
    ...selectionIds.map((selection) => ({ selection })),
    ...curvatureIds.map((curvature) => ({ curvature })),
    ...updateIds.map((update) => ({ update })),
    ...selectionIds.map((selection) => ({ attention: 'heads' as const, selection })),
    // Of the first four slices two are the heads.
    ...curvatureIds.map((curvature) => ({
      attention: 'heads' as const,
      selection: 'full' as const,
      curvature,
    })),
    ...methodIds.filter((method) => method !== 'newton').map((method) => ({ method })),
  ];

  it.each(choices)('go by %o, with every metric, and are undone', async (choice) => {
    const before = digest();
    const report = await unlearn(session, { ...settings, ...choice, samples: [3] });
    for (const [id, { read }] of Object.entries(metricTable)) {
      const value = read(report.after);
      if (value !== null) expect(Number.isFinite(value), id).toBe(true);
    }
    expect(digest()).not.toBe(before);
    for (const { layer } of report.selection?.selected ?? [])
      expect(chosenLayers(network(), report.request.attention).map(({ name }) => name)).toContain(layer);
    await undo(session);
    expect(digest()).toBe(before);
  });

  it('are removed by whole heads, each a slice of all its units, looked at by one number', async () => {
    const report = await unlearn(session, {
      ...settings,
      attention: 'heads',
      selection: 'full',
      maxSlices: 2,
      samples: [3],
    });
    const { selected } = report.selection!;
    expect(selected.map(({ layer, unit }) => [layer, unit])).toEqual([
      ['attention', 0],
      ['attention', 1],
    ]);
    // Of 6 channels 3 a head, with their biases, three times.
    expect(selected.map(({ parameters }) => parameters)).toEqual([63, 63]);
    const original = { state: 0 };
    const find = (one: LookedModel) => findLooked(session, [], one);
    const question = { kind: 'sliceWeights', slice: selected[1]!.slice } as const;
    const { shape, weights } = await answers.sliceWeights(await find(original), question, {}, find);
    expect([shape, weights.length]).toEqual([[9, 7, 1], 63]);
    await undo(session);
  });

  it('are refused by the exact Newton step, with the reason', async () => {
    const asked = unlearn(session, { ...settings, method: 'newton', samples: [3] });
    await expect(asked).rejects.toThrow(/logistic regression/);
  });

  it('count F1 of the classes: those of the removed text by all of its labels', async () => {
    const report = await unlearn(session, { ...settings, samples: [6] });
    const forgotten = report.after.classes.forget.map(({ count }) => count);
    expect(forgotten).toEqual([...(labelAt(dataset.training, 6) as Uint8Array)]);
    expect(forgotten.filter((count) => count === 1).length).toBeGreaterThan(1);
    await undo(session);
  });
});

describe('looks at a model of texts', () => {
  let session: Session;
  beforeAll(async () => {
    session = await openTexts(await openTestCompute('wasm'));
  });
  const original = { state: 0 };
  const find = (one: LookedModel) => findLooked(session, [], one);
  const ask = async <N extends LookName>(question: LookQuestion<N>) =>
    answers[question.kind as N](await find(original), question, {}, find);

  it('find the texts that a slice answers to most, by the mean over their tokens', async () => {
    const slice = session.network.layers.find(({ name }) => name === 'hidden1')!.firstSlice + 2;
    const { samples, values } = await ask({ kind: 'favourites', slice, count: 3 });
    const { graph } = session.network;
    samples.forEach((sample, i) => {
      const input = normalise(dataset.training, dataset, sample, sample + 1);
      const all = sliceActivations(graph, session.parameters, input).flatMap((layer) => [...layer]);
      expect(Math.abs(values[i]! - all[slice]!)).toBeLessThan(1e-4);
    });
  });

  it('count F1 among predictions', async () => {
    const { accuracy } = await ask({ kind: 'predictions', set: 'validation' });
    expect(Math.abs(accuracy - session.trained.validationAccuracy)).toBeLessThan(1e-12);
  });

  it('have the influence of texts, on themselves and on one, by the gradients of the oracle and H written out', async () => {
    const { network, parameters } = session;
    const { graph, classes } = network;
    const damping = 0.1;
    const { count } = dataset.training;
    const output = graph.nodes.at(-1)!;
    if (output.op !== 'dense') throw new Error(output.op);
    const [kernel, bias] = [graph.weights[output.kernel]!, graph.weights[output.bias!]!];
    const width = kernel.shape[0]!;
    const rows = Array.from({ length: count }, (_, i) => {
      const input = normalise(dataset.training, dataset, i, i + 1);
      const flat = evaluateSample(graph, parameters, input, labelAt(dataset.training, i)).gradient;
      const nodes = evaluateNodes(graph, parameters, input);
      const read = nodes[penultimate(graph).node]!;
      const p = [...nodes.at(-1)!].map((z) => 1 / (1 + Math.exp(-z)));
      // Class by class, the bias last.
      const gradient = Float64Array.from({ length: classes * (width + 1) }, (_, at) => {
        const [k, s] = [at % (width + 1), Math.floor(at / (width + 1))];
        return flat[k === width ? bias.offset + s : kernel.offset + k * classes + s]!;
      });
      return { x: [...read, 1], p, gradient };
    });
    const mean = (of: (row: (typeof rows)[number]) => number) =>
      rows.reduce((sum, row) => sum + of(row) / count, 0);
    const a = rows[0]!.x.map((_, k) => rows[0]!.x.map((_, l) => mean(({ x }) => x[k]! * x[l]!)));
    const g = rows[0]!.p.map((_, k) => mean(({ p }) => (p[k]! * (1 - p[k]!)) / classes));
    const average = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
    const pi = Math.sqrt(average(a.map((row, k) => row[k]!)) / average(g));
    const size = classes * (width + 1);
    const hessian = Float64Array.from({ length: size * size }, (_, at) => {
      const [row, column] = [Math.floor(at / size), at % size];
      const [s, t] = [Math.floor(row / (width + 1)), Math.floor(column / (width + 1))];
      const [k, l] = [row % (width + 1), column % (width + 1)];
      if (s !== t) return 0;
      return (g[s]! + Math.sqrt(damping) / pi) * (a[k]![l]! + (k === l ? pi * Math.sqrt(damping) : 0));
    });
    const effects = await ask({ kind: 'sampleScores', score: 'effect', damping });
    const on = await ask({ kind: 'sampleScores', score: 'influence', damping, on: 5 });
    for (const sample of [0, 5, 41]) {
      const solved = solveLinear(hessian, rows[sample]!.gradient);
      const own = dot(rows[sample]!.gradient, solved) / count;
      const onFive = dot(rows[5]!.gradient, solved) / count;
      const scale = Math.sqrt(
        own * (dot(rows[5]!.gradient, solveLinear(hessian, rows[5]!.gradient)) / count),
      );
      expect(Math.abs(effects[sample]! - own)).toBeLessThan(1e-3 * own);
      expect(Math.abs(on[sample]! - onFive)).toBeLessThan(1e-3 * scale);
    }
  });

  it.each([
    { kind: 'sampleScores', score: 'margin' },
    { kind: 'sampleScores', score: 'gradientNorm' },
    { kind: 'sampleScores', score: 'entropy' },
    { kind: 'embedding', map: 'pca' },
    { kind: 'layers', other: { state: 0 } },
    { kind: 'attackScores', by: 'loss' },
    { kind: 'neighbours', sample: 3, count: 4 },
    { kind: 'sliceWeights', slice: 1 },
    { kind: 'activations', layer: 'query', image: { set: 'training', index: 1 } },
    { kind: 'probabilities', image: { set: 'training', index: 1 } },
  ] as readonly LookQuestion<LookName>[])('answer %o', async (question) => {
    expect(await ask(question)).toBeDefined();
  });
});

describe('a model', () => {
  it('that reads images refuses texts, and the other way round', () => {
    expect(() => createNetworkFor(findArchitecture('mnist-logistic'), dataset)).toThrow(
      /reads images, and these data are texts. Models for them: Transformer/,
    );
    expect(() => createNetworkFor(findArchitecture('transformer'), makeSmallDataset(4, 2))).toThrow(
      /reads texts, and these data are images/,
    );
  });
});
