import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crossEntropy, softmax } from '../../../src/math/network/crossEntropy';
import {
  evaluateLogits,
  evaluateNodes,
  evaluateSample,
  sliceActivations,
} from '../../../src/math/network/evaluateGraph';
import {
  addAttention,
  addConcat,
  addConvolution,
  addDense,
  addDepthwise,
  addEmbedding,
  addLayerNorm,
  addMeanOfTokens,
  addPool,
  addZeroPad,
  buildGraph,
  denseGraph,
  type GraphBuilder,
  type MapShape,
  type NetworkGraph,
  type Padding,
  type Pair,
  sizeOf,
  type Window,
} from '../../../src/math/network/graph';
import { createRandom } from '../../../src/math/random/random';
import { checkModel } from '../../golden/checker/activations';
import type { ActivationsFile } from '../../golden/checker/goldenModel';
import { failures, readGolden } from '../../support/golden';

const golden = readGolden<ActivationsFile>('activations');

it.each(['LogisticRegressor', 'Logistic2NN', 'CIFAR10Net'])(
  'has the numbers of the authors\u2019 %s (activations.json)',
  (model) => {
    const checks = [...checkModel(golden.cases.find((c) => c.model === model)!)];
    expect(checks.length).toBeGreaterThan(20);
    expect(failures(checks)).toEqual([]);
  },
);

/** Adds nodes on node `from` and returns the last. */
type Grow = (builder: GraphBuilder, from: number) => number;

function grow(input: MapShape, ...steps: readonly Grow[]): NetworkGraph {
  const builder = buildGraph(input);
  steps.reduce((node, step) => step(builder, node), 0);
  return builder.finish();
}

const window = (size: Pair, stride: Pair, padding: Padding): Window => ({ size, stride, padding });
const depthwise =
  (multiplier: number, under: Window, hasBias = true): Grow =>
  (builder, from) =>
    addDepthwise(builder, from, `depthwise${from}`, multiplier, under, hasBias);
const convolution =
  (filters: number, under: Window, hasBias = true): Grow =>
  (builder, from) =>
    addConvolution(builder, from, `conv${from}`, filters, under, hasBias);
const dense =
  (units: number, hasBias = true): Grow =>
  (builder, from) =>
    addDense(builder, from, `dense${from}`, units, hasBias);
const pool =
  (op: 'maxPool' | 'averagePool', under: Window): Grow =>
  (builder, from) =>
    addPool(builder, from, op, under);
const pointwise =
  (op: 'relu' | 'relu6' | 'tanh' | 'sigmoid'): Grow =>
  (builder, from) =>
    builder.add({ op }, [from], builder.shapeOf(from));
const flatten: Grow = (builder, from) =>
  builder.add({ op: 'flatten' }, [from], [1, 1, sizeOf(builder.shapeOf(from))]);
const globalAveragePool: Grow = (builder, from) =>
  builder.add({ op: 'globalAveragePool' }, [from], [1, 1, builder.shapeOf(from)[2]]);

/** In the flat vector: gamma and beta, if it has them, then mean and variance. */
const batchNorm =
  (hasAffine: boolean, epsilon: number): Grow =>
  (builder, from) => {
    const shape = builder.shapeOf(from);
    const weight = (part: string, trainable: boolean) =>
      builder.weight({ name: part, shape: [shape[2]], trainable, initial: 'zeros', fanIn: 0 });
    const [gamma, beta] = hasAffine ? [weight('gamma', true), weight('beta', true)] : [null, null];
    const [mean, variance] = [weight('mean', false), weight('variance', false)];
    return builder.add(
      { op: 'batchNorm', gamma, beta, mean, variance, epsilon, momentum: 0.9 },
      [from],
      shape,
    );
  };

/** What some nodes give, plus what they are given. */
const residual =
  (...steps: readonly Grow[]): Grow =>
  (builder, from) => {
    const end = steps.reduce((node, step) => step(builder, node), from);
    return builder.add({ op: 'add' }, [end, from], builder.shapeOf(from));
  };

const leaky: Grow = (builder, from) =>
  builder.add({ op: 'leakyRelu', slope: 0.3 }, [from], builder.shapeOf(from));
const zeroPad: Grow = (builder, from) => addZeroPad(builder, from, [1, 0], [2, 1]);

/** What some nodes give beside what they are given, channel after channel. */
const beside =
  (...steps: readonly Grow[]): Grow =>
  (builder, from) =>
    addConcat(builder, [steps.reduce((node, step) => step(builder, node), from), from]);

function outputOf(graph: NetworkGraph, parameters: readonly number[], input: readonly number[]): number[] {
  return [...evaluateNodes(graph, Float64Array.from(parameters), Float64Array.from(input)).at(-1)!];
}

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

describe('evaluateNodes, by hand', () => {
  const kernel = [1, 2, 3, 4];

  it.each([
    ['valid', window([2, 2], [1, 1], 'valid'), kernel, [37, 47, 67, 77]],
    [
      'same, the odd zero below and to the right',
      window([2, 2], [1, 1], 'same'),
      kernel,
      [37, 47, 21, 67, 77, 33, 23, 26, 9],
    ],
    [
      'of stride 2 with a zero on every side',
      window([3, 3], [2, 2], 'same'),
      Array(9).fill(1),
      [12, 16, 24, 28],
    ],
    ['of another stride down than across', window([1, 2], [2, 1], 'valid'), [1, 10], [21, 32, 87, 98]],
  ] as const)('convolves 1 to 9: %s', (_, under, weights, expected) => {
    const graph = grow([3, 3, 1], convolution(1, under));
    const bias = 0.5;
    expect(outputOf(graph, [...weights, bias], upTo(9))).toEqual(expected.map((value) => value + bias));
    expect(outputOf(grow([3, 3, 1], convolution(1, under, false)), weights, upTo(9))).toEqual(expected);
  });

  it('convolves each channel by filters of its own, whose outputs stand one after another', () => {
    const under = window([1, 2], [1, 1], 'valid');
    const graph = grow([1, 3, 2], depthwise(2, under));
    // Two places, two channels, two filters each; channel 0 is 1, 3, 5 and channel 1 is 2, 4, 6.
    const kernel = [1, 10, 100, 1000, 0, 1, 2, 0];
    const bias = [0.5, 0, 0, 0.25];
    expect(outputOf(graph, [...kernel, ...bias], upTo(6))).toEqual([
      1.5, 13, 208, 2000.25, 3.5, 35, 412, 4000.25,
    ]);
  });

  it('pads an even map for stride 2 below and to the right only', () => {
    const graph = grow([4, 4, 1], convolution(1, window([3, 3], [2, 2], 'same'), false));
    expect(outputOf(graph, Array(9).fill(1), upTo(16))).toEqual([54, 45, 72, 54]);
  });

  it('has the channels of a kernel before its filters, and those of a map last', () => {
    const graph = grow([1, 2, 2], convolution(2, window([1, 1], [1, 1], 'valid')));
    expect(outputOf(graph, [1, 10, 100, 1000, 0.5, 0.25], upTo(4))).toEqual([201.5, 2010.25, 403.5, 4030.25]);
  });

  it('multiplies a dense kernel [inputs, units], with a flattening before it or not', () => {
    const parameters = [1, 10, 2, 20, 3, 30, 4, 40, 0.5, 0.25];
    for (const steps of [[flatten, dense(2)], [dense(2)]]) {
      expect(outputOf(grow([2, 1, 2], ...steps), parameters, upTo(4))).toEqual([30.5, 300.25]);
    }
    expect(outputOf(grow([2, 1, 2], dense(2, false)), parameters.slice(0, 8), upTo(4))).toEqual([30, 300]);
  });

  it('pools without the padding: negative maxima stay negative, means are of what is there', () => {
    const under = window([2, 2], [2, 2], 'same');
    const negative = upTo(9).map((value) => -value);
    expect(outputOf(grow([3, 3, 1], pool('maxPool', under)), [], negative)).toEqual([-1, -3, -7, -9]);
    expect(outputOf(grow([3, 3, 1], pool('averagePool', under)), [], upTo(9))).toEqual([3, 4.5, 7.5, 9]);
  });

  it('pools each channel by itself, and leaves out what no whole window covers', () => {
    const under = window([2, 2], [2, 2], 'valid');
    const input = [1, -1, 2, -2, 9, 9, 3, -3, 4, -4, 9, 9];
    expect(outputOf(grow([2, 3, 2], pool('maxPool', under)), [], input)).toEqual([4, -1]);
    expect(outputOf(grow([2, 3, 2], pool('averagePool', under)), [], input)).toEqual([2.5, -2.5]);
    expect(outputOf(grow([2, 2, 2], globalAveragePool), [], [1, -1, 2, -2, 3, -3, 4, -4])).toEqual([
      2.5, -2.5,
    ]);
  });

  it('normalises each channel by the running statistics', () => {
    const statistics = [1, 0, 3.5, 0.5];
    const affine = [2, 3, 10, 20];
    expect(outputOf(grow([1, 2, 2], batchNorm(true, 0.5)), [...affine, ...statistics], upTo(4))).toEqual([
      10, 26, 12, 32,
    ]);
    expect(outputOf(grow([1, 2, 2], batchNorm(false, 0.5)), statistics, upTo(4))).toEqual([0, 2, 1, 4]);
  });

  it('adds what a residual block is given, even to itself', () => {
    expect(outputOf(grow([1, 1, 2], residual(pointwise('relu'))), [], [-1, 2])).toEqual([-1, 4]);
    expect(outputOf(grow([1, 1, 2], residual()), [], [-1, 2])).toEqual([-2, 4]);
  });

  it('bends and cuts, pads with zeros, and lays channels beside each other', () => {
    const values = [-2, 0, 5, 7];
    expect(outputOf(grow([1, 4, 1], pointwise('relu6')), [], values)).toEqual([0, 0, 5, 6]);
    expect(outputOf(grow([1, 4, 1], leaky), [], values)).toEqual([-0.6, 0, 5, 7]);
    const [above, padded] = [Array(7).fill(0), outputOf(grow([1, 4, 1], zeroPad), [], values)];
    expect(padded).toEqual([...above, 0, 0, ...values, 0]);
    expect(outputOf(grow([1, 2, 2], beside(pointwise('relu6'))), [], values)).toEqual([
      0, 0, -2, 0, 5, 6, 5, 7,
    ]);
  });

  it('has tanh and sigmoid, also far out', () => {
    const [tanh] = outputOf(grow([1, 1, 1], pointwise('tanh')), [], [Math.log(2)]);
    expect(tanh).toBeCloseTo(0.6, 15);
    const graph = grow([1, 1, 4], pointwise('sigmoid'));
    const expected = [0.75, 0.25, 0, 1];
    outputOf(graph, [], [Math.log(3), -Math.log(3), -1000, 1000]).forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 15);
    });
  });
});

/** Along one axis: the input places that each output place covers, from the padding as TensorFlow documents it. */
function covered(length: number, size: number, stride: number, padding: Padding): number[][] {
  const count = padding === 'same' ? Math.ceil(length / stride) : Math.floor((length - size) / stride) + 1;
  const zeros = padding === 'same' ? Math.max((count - 1) * stride + size - length, 0) : 0;
  return Array.from({ length: count }, (_, out) =>
    Array.from({ length: size }, (_, place) => out * stride + place - Math.floor(zeros / 2)),
  );
}

describe('windows of every size and stride', () => {
  const axis = fc.record({
    length: fc.integer({ min: 4, max: 9 }),
    size: fc.integer({ min: 1, max: 4 }),
    stride: fc.integer({ min: 1, max: 3 }),
  });
  const layout = fc.record({
    down: axis,
    across: axis,
    padding: fc.constantFrom<Padding>('same', 'valid'),
    seed: fc.nat(),
  });

  it('cover what the definition of the padding says', () => {
    fc.assert(
      fc.property(layout, ({ down, across, padding, seed }) => {
        const random = createRandom(seed, 'windows');
        const normals = (length: number) => Array.from({ length }, () => random.normal());
        const input = normals(down.length * across.length);
        const kernel = normals(down.size * across.size);
        const inside = (row: number, column: number) =>
          row >= 0 && row < down.length && column >= 0 && column < across.length;
        const windows = covered(down.length, down.size, down.stride, padding).flatMap((rows) =>
          covered(across.length, across.size, across.stride, padding).map((columns) =>
            rows.flatMap((row) =>
              columns.map((column) => (inside(row, column) ? input[row * across.length + column]! : null)),
            ),
          ),
        );
        const under = window([down.size, across.size], [down.stride, across.stride], padding);
        const shape: MapShape = [down.length, across.length, 1];
        const real = windows.map((values) => values.filter((value) => value !== null));
        const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
        const expected = {
          convolution: windows.map((values) =>
            sum(values.map((value, place) => (value ?? 0) * kernel[place]!)),
          ),
          maxPool: real.map((values) => Math.max(...values)),
          averagePool: real.map((values) => sum(values) / values.length),
        };
        const found = {
          convolution: outputOf(grow(shape, convolution(1, under, false)), kernel, input),
          maxPool: outputOf(grow(shape, pool('maxPool', under)), [], input),
          averagePool: outputOf(grow(shape, pool('averagePool', under)), [], input),
        };
        for (const [operation, values] of Object.entries(expected)) {
          const got = found[operation as keyof typeof found];
          expect(got.length).toBe(values.length);
          values.forEach((value, i) => {
            expect(got[i]!).toBeCloseTo(value, 12);
          });
        }
      }),
    );
  });
});

/** A transformer block on the tokens of node 0: attention of some heads with what it was given added, normalised, and the mean of the tokens. */
const block =
  (channels: number, heads: number): Grow =>
  (builder, tokens) => {
    const map = addEmbedding(builder, tokens, 'embedding', 9, channels);
    const place = window([1, 1], [1, 1], 'valid');
    const project = (name: string, from: number) => addConvolution(builder, from, name, channels, place);
    const [q, k, v] = ['query', 'key', 'value'].map((name) => project(name, map)) as [number, number, number];
    const seen = project('seen', addAttention(builder, [q, k, v, tokens], heads));
    const sum = builder.add({ op: 'add' }, [map, seen], builder.shapeOf(map));
    return addMeanOfTokens(builder, addLayerNorm(builder, sum, 'norm', 1e-3), tokens);
  };

describe('the layers of a transformer, by hand', () => {
  const tokensAlone = (places: number) => buildGraph([1, 1, places]);

  it('embeds a token by its row and its place', () => {
    const builder = tokensAlone(2);
    addEmbedding(builder, 0, 'embedding', 3, 2);
    const graph = builder.finish();
    const [table, places] = [
      [1, 2, 3, 4, 5, 6],
      [10, 20, 30, 40],
    ];
    expect(outputOf(graph, [...table, ...places], [2, 0])).toEqual([15, 26, 31, 42]);
    expect(() => outputOf(graph, [...table, ...places], [3, 0])).toThrow(
      /a token is 0 to 2, got 3 at place 0/,
    );
    expect(() => outputOf(graph, [...table, ...places], [0.5, 0])).toThrow(/got 0.5/);
  });

  it('normalises each place over its channels', () => {
    const builder = buildGraph([1, 2, 2]);
    addLayerNorm(builder, 0, 'norm', 3);
    // Mean 2 and variance 1, then mean 0 and variance 0.
    expect(outputOf(builder.finish(), [2, 4, 10, 20], [1, 3, 0, 0])).toEqual([9, 22, 10, 20]);
  });

  it('attends head by head, by the exponential of the product of query and key over the root of the width, and never to padding', () => {
    const builder = tokensAlone(3);
    const maps = [0, 1, 2].map((i) => {
      const map = addEmbedding(builder, 0, `map${i}`, 3, 2);
      return map;
    }) as [number, number, number];
    addAttention(builder, [...maps, 0], 2);
    const tables = [
      [9, 9, 1, 0, 0, 0],
      [9, 9, Math.log(3), 0, 0, 5],
      [9, 9, 8, 2, 4, 6],
    ];
    const parameters = tables.flatMap((table) => [...table, 0, 0, 0, 0, 0, 0]);
    const output = outputOf(builder.finish(), parameters, [1, 2, 0]);
    // Place 0: head 0 weighs 3 to 1, head 1 all alike; place 1 has queries of 0.
    for (const [i, value] of [7, 4, 6, 4].entries()) expect(output[i]).toBeCloseTo(value, 12);
  });

  it('has the mean of the tokens, also in the activations of its slices', () => {
    const builder = tokensAlone(3);
    const map = addEmbedding(builder, 0, 'embedding', 2, 1);
    const units = addConvolution(builder, map, 'units', 1, window([1, 1], [1, 1], 'valid'), false);
    addMeanOfTokens(builder, units, 0);
    const graph = builder.finish();
    const parameters = [100, 1, 2, 4, 8, 10];
    expect(outputOf(graph, parameters, [1, 0, 1])).toEqual([60]);
    const [activations] = sliceActivations(graph, Float64Array.from(parameters), Float64Array.of(1, 0, 1));
    expect([...activations!]).toEqual([60]);
    expect(() => outputOf(graph, parameters, [0, 0, 0])).toThrow(
      /at least one token that is not padding, got 0/,
    );
  });

  it('refuses heads and tokens that do not fit', () => {
    const builder = tokensAlone(3);
    const map = addEmbedding(builder, 0, 'embedding', 3, 4);
    expect(() => addAttention(builder, [map, map, map, 0], 3)).toThrow(/3 heads cannot share 4 channels/);
    expect(() => addMeanOfTokens(builder, map, map)).toThrow(/1 x 3 places cannot be of 12 tokens/);
  });
});

describe('sliceActivations', () => {
  it('are pre-activations, of a filter the mean over the pixels', () => {
    const graph = grow(
      [1, 2, 1],
      convolution(2, window([1, 1], [1, 1], 'valid')),
      pointwise('relu'),
      dense(1),
    );
    const parameters = Float64Array.of(1, -1, 0, 0.5, 1, 1, 1, 1, -10);
    const activations = sliceActivations(graph, parameters, Float64Array.of(2, 4));
    expect(activations.map((layer) => [...layer])).toEqual([[3, -2.5], [-4]]);
    expect([...evaluateLogits(graph, parameters, Float64Array.of(2, 4))]).toEqual([-4]);
  });
});

/** Normal parameters that keep every layer's values near 1, so that nothing saturates; variances between 1/2 and 3/2. */
function randomParameters({ weights, parameterCount }: NetworkGraph, seed: number): Float64Array {
  const random = createRandom(seed, 'graph parameters');
  const parameters = new Float64Array(parameterCount);
  for (const { name, offset, size, fanIn } of weights) {
    const draw =
      name === 'variance' ? () => 0.5 + random.uniform() : () => random.normal() / Math.sqrt(fanIn || 1);
    for (let i = offset; i < offset + size; i++) parameters[i] = draw();
  }
  return parameters;
}

const threes = window([3, 3], [1, 1], 'same');
const overlapping = window([3, 2], [2, 1], 'same');

/** Each begins with a convolution, whose gradient passes through what follows. */
const networks: Record<string, readonly Grow[]> = {
  'a valid convolution': [convolution(3, window([2, 3], [1, 1], 'valid')), pointwise('tanh')],
  'convolutions with padding and strides': [
    convolution(3, threes),
    convolution(2, window([3, 2], [2, 2], 'same')),
    convolution(2, window([2, 2], [1, 2], 'same'), false),
  ],
  'depthwise convolutions': [
    depthwise(2, window([2, 3], [1, 1], 'same')),
    pointwise('tanh'),
    depthwise(1, window([3, 2], [2, 1], 'valid'), false),
  ],
  'a ReLU': [convolution(3, threes), pointwise('relu')],
  'a ReLU with a ceiling': [convolution(3, threes), pointwise('relu6')],
  'a leaky ReLU': [convolution(3, threes), leaky],
  'zeros around a map': [convolution(2, threes), zeroPad, convolution(2, threes)],
  'channels beside each other': [
    convolution(2, threes),
    beside(pointwise('tanh'), convolution(3, threes)),
    convolution(2, threes),
  ],
  'a maximum over the map': [convolution(3, threes), pool('maxPool', window([5, 4], [5, 4], 'valid'))],
  tanh: [convolution(2, threes), pointwise('tanh')],
  'a sigmoid': [convolution(2, threes), pointwise('sigmoid')],
  'a maximum': [convolution(2, threes), pool('maxPool', window([2, 2], [2, 2], 'valid'))],
  'overlapping maxima with padding': [convolution(2, threes), pool('maxPool', overlapping)],
  'a mean': [convolution(2, threes), pool('averagePool', window([2, 2], [2, 2], 'valid'))],
  'overlapping means with padding': [convolution(2, threes), pool('averagePool', overlapping)],
  'the mean of the map': [convolution(3, threes), pointwise('tanh'), globalAveragePool],
  'a batch normalisation': [convolution(3, threes), batchNorm(true, 1e-3), pointwise('tanh')],
  'a batch normalisation without scale': [convolution(3, threes), batchNorm(false, 1e-3), pointwise('tanh')],
  'a residual block': [convolution(2, threes), residual(pointwise('tanh'), convolution(2, threes))],
  'a map added to itself': [convolution(2, threes), residual(), pointwise('sigmoid')],
  'a flattening and two dense layers': [
    convolution(2, threes),
    flatten,
    dense(4),
    pointwise('relu'),
    dense(3, false),
    pointwise('tanh'),
  ],
};

describe('evaluateSample', () => {
  it('has the gradient of central differences through a transformer block, of a class and of a set of classes', () => {
    const graph = grow([1, 1, 5], block(4, 2), dense(3));
    const parameters = randomParameters(graph, 7);
    const tokens = Float64Array.of(2, 5, 5, 1, 0);
    for (const [label, loss] of [
      [1, 'softmax'],
      [Uint8Array.of(1, 0, 1), 'sigmoids'],
    ] as const) {
      const ending = { ...graph, loss };
      const { gradient } = evaluateSample(ending, parameters, tokens, label);
      const lossAt = (index: number, change: number) => {
        const moved = parameters.slice();
        moved[index]! += change;
        return evaluateSample(ending, moved, tokens, label).loss;
      };
      for (const { name, offset, size } of graph.weights) {
        const part = gradient.subarray(offset, offset + size);
        const found = part.map((_, i) => (lossAt(offset + i, 1e-6) - lossAt(offset + i, -1e-6)) / 2e-6);
        // A key's bias moves all scores of a query alike.
        expect(
          found.some((difference) => Math.abs(difference) > 1e-5),
          name,
        ).toBe(name !== 'key/bias');
        expect(Math.max(...part.map((g, i) => Math.abs(g - found[i]!))), name).toBeLessThan(1e-8);
      }
    }
  });

  it.each(Object.entries(networks))('has the gradient of central differences through %s', (_, steps) => {
    const graph = grow([5, 4, 2], ...steps, flatten, dense(3));
    const parameters = randomParameters(graph, 7);
    const random = createRandom(8, 'graph input');
    const input = Float64Array.from({ length: 40 }, () => random.normal());
    const { gradient } = evaluateSample(graph, parameters, input, 1);
    const h = 1e-6;
    const loss = (index: number, change: number) => {
      const moved = parameters.slice();
      moved[index]! += change;
      return evaluateSample(graph, moved, input, 1).loss;
    };
    for (const { name, trainable, offset, size } of graph.weights) {
      const part = gradient.subarray(offset, offset + size);
      const differences = part.map((_, i) => (loss(offset + i, h) - loss(offset + i, -h)) / (2 * h));
      expect(
        differences.some((difference) => Math.abs(difference) > 1e-4),
        name,
      ).toBe(true);
      // The loss depends on the running statistics too, but training and unlearning leave them alone.
      const expected = trainable ? differences : new Float64Array(size);
      const worst = part.reduce((most, g, i) => Math.max(most, Math.abs(g - expected[i]!)), 0);
      expect(worst, name).toBeLessThan(trainable ? 1e-8 : Number.MIN_VALUE);
    }
  });

  it('is softmax regression, by hand', () => {
    const graph = denseGraph([1, 2], ['output']);
    const parameters = Float64Array.of(0, 0, 0, Math.log(3));
    const { loss, probabilities, gradient } = evaluateSample(graph, parameters, Float64Array.of(2), 1);
    expect(loss).toBeCloseTo(Math.log(4 / 3), 15);
    [0.25, 0.75].forEach((value, i) => {
      expect(probabilities[i]).toBeCloseTo(value, 15);
    });
    [0.5, -0.5, 0.25, -0.25].forEach((value, i) => {
      expect(gradient[i]).toBeCloseTo(value, 15);
    });
  });

  it('takes the gradient of a ReLU at 0 as 0, and gives that of equal maxima to the first', () => {
    const flat = grow([1, 1, 1], dense(1), pointwise('relu'), dense(2));
    expect(
      [...evaluateSample(flat, Float64Array.of(1, -1, 1, 0, 0, 0), Float64Array.of(1), 0).gradient].slice(
        0,
        2,
      ),
    ).toEqual([0, 0]);
    const equal = grow(
      [1, 1, 1],
      dense(2),
      (builder, from) => builder.add({ op: 'flatten' }, [from], [1, 2, 1]),
      pool('maxPool', window([1, 2], [1, 1], 'valid')),
      dense(2),
    );
    const { gradient } = evaluateSample(
      equal,
      Float64Array.of(1, 1, 0, 0, 1, 0, 0, 0),
      Float64Array.of(1),
      0,
    );
    expect(gradient[0]).toBeLessThan(0);
    expect(gradient[1]).toBe(0);
  });

  it('survives huge logits and keeps the digits of a sample that is almost certain', () => {
    expect(crossEntropy(Float64Array.of(1000, 0), 1)).toBe(1000);
    expect(crossEntropy(Float64Array.of(40, 0), 0) / Math.exp(-40)).toBeCloseTo(1, 12);
    expect([...softmax(Float64Array.of(1000, 1000))]).toEqual([0.5, 0.5]);
    const single = denseGraph([1, 2], ['output']);
    const { gradient } = evaluateSample(single, Float64Array.of(0, 0, 40, 0), Float64Array.of(1), 0);
    expect(gradient[0]! / -Math.exp(-40)).toBeCloseTo(1, 12);
  });

  it('refuses inputs, parameters and labels that are not the network\u2019s', () => {
    const graph = denseGraph([4, 5, 3], ['hidden', 'output']);
    const parameters = new Float64Array(graph.parameterCount);
    const input = new Float64Array(4);
    expect(() => evaluateLogits(graph, parameters, new Float64Array(3))).toThrow(/4 inputs, got 3/);
    expect(() => evaluateLogits(graph, parameters.subarray(1), input)).toThrow(/43 parameters, got 42/);
    expect(() => evaluateSample(graph, parameters, input, 3)).toThrow(/0 to 2, got 3/);
    expect(() => evaluateSample(graph, parameters, input, -1)).toThrow(/got -1/);
  });
});
