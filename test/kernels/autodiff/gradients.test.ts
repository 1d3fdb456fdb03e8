import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outputLoss } from '../../../src/kernels/autodiff/gradientLoss';
import { evaluateSample } from '../../../src/math/network/evaluateGraph';
import {
  addConvolution,
  addDense,
  addDepthwise,
  addPool,
  buildGraph,
  type GraphBuilder,
  type NetworkGraph,
  type Padding,
  sizeOf,
} from '../../../src/math/network/graph';
import { createRandom } from '../../../src/math/random/random';
import { forward } from '../../../src/model/forward';
import { openTestCompute } from '../../support/compute';
import { testGpu } from '../../support/gpu';

/** Adds nodes on node `from` and returns the last. */
type Grow = (builder: GraphBuilder, from: number) => number;

const slide = (size: number, stride: number, padding: Padding) =>
  ({ size: [size, size], stride: [stride, stride], padding }) as const;
const conv =
  (size: number, stride = 1, padding: Padding = 'same', filters = 3): Grow =>
  (builder, from) =>
    addConvolution(builder, from, `conv${from}`, filters, slide(size, stride, padding));
const depthwise =
  (size: number, stride = 1, padding: Padding = 'same', multiplier = 1): Grow =>
  (builder, from) =>
    addDepthwise(builder, from, `depthwise${from}`, multiplier, slide(size, stride, padding));
const dense =
  (units: number): Grow =>
  (builder, from) =>
    addDense(builder, from, `dense${from}`, units);
const pool =
  (op: 'maxPool' | 'averagePool', size: number, stride: number, padding: Padding): Grow =>
  (builder, from) =>
    addPool(builder, from, op, slide(size, stride, padding));
const pointwise =
  (op: 'relu' | 'tanh' | 'sigmoid'): Grow =>
  (builder, from) =>
    builder.add({ op }, [from], builder.shapeOf(from));
const average: Grow = (builder, from) =>
  builder.add({ op: 'globalAveragePool' }, [from], [1, 1, builder.shapeOf(from)[2]]);
const batchNorm: Grow = (builder, from) => {
  const shape = builder.shapeOf(from);
  const weight = (name: string, trainable: boolean) =>
    builder.weight({ name, shape: [shape[2]], trainable, initial: 'ones', fanIn: 0 });
  const numbers = { gamma: weight('gamma', true), beta: weight('beta', true) };
  const statistics = { mean: weight('mean', false), variance: weight('variance', false) };
  const operation = { op: 'batchNorm', ...numbers, ...statistics, epsilon: 1e-3, momentum: 0.9 } as const;
  return builder.add(operation, [from], shape);
};
const residual =
  (...steps: readonly Grow[]): Grow =>
  (builder, from) => {
    const end = steps.reduce((node, step) => step(builder, node), from);
    return builder.add({ op: 'add' }, [from, end], builder.shapeOf(end));
  };

const [relu, tanh, sigmoid] = [pointwise('relu'), pointwise('tanh'), pointwise('sigmoid')];
const networks: Readonly<Record<string, readonly Grow[]>> = {
  'softmax regression': [],
  'dense, relu': [dense(7), relu],
  'dense, tanh': [dense(7), tanh],
  'dense, sigmoid': [dense(7), sigmoid],
  'conv valid, tanh': [conv(3, 1, 'valid'), tanh],
  'conv same, stride 2, relu': [conv(3, 2), relu, conv(2, 2, 'valid'), sigmoid],
  'conv 1 x 1, stride 2': [conv(3), tanh, conv(1, 2), relu],
  depthwise: [depthwise(3), tanh, depthwise(3, 1, 'valid', 2)],
  'depthwise, stride 2': [conv(3), tanh, depthwise(3, 2), relu, depthwise(2, 2, 'valid')],
  'depthwise, stride 3, padded': [depthwise(2, 3, 'same', 2), tanh],
  'max pool': [conv(3), relu, pool('maxPool', 2, 2, 'valid'), conv(3), tanh],
  'max pool, padded': [conv(3), tanh, pool('maxPool', 2, 2, 'same'), tanh],
  'max pool, overlapping': [conv(3), tanh, pool('maxPool', 3, 2, 'same'), conv(2), tanh],
  'average pool': [conv(3), tanh, pool('averagePool', 2, 2, 'same'), conv(2), tanh],
  'average pool, overlapping': [conv(3), sigmoid, pool('averagePool', 3, 2, 'valid'), tanh],
  'residual with batch norm': [conv(3), batchNorm, relu, residual(conv(3), batchNorm, relu), average],
  'small LeNet': [
    conv(3, 1, 'valid', 2),
    relu,
    pool('maxPool', 2, 2, 'valid'),
    conv(2, 1, 'valid', 4),
    relu,
    dense(6),
    tanh,
  ],
};

const classes = 4;
const labels = [1, 3, 0];

function build(steps: readonly Grow[]): NetworkGraph {
  const builder = buildGraph([7, 6, 2]);
  dense(classes)(
    builder,
    steps.reduce((node, step) => step(builder, node), 0),
  );
  return builder.finish();
}

function draw(length: number, label: string): Float32Array {
  const random = createRandom(11, label);
  return Float32Array.from({ length }, () => random.normal());
}

/** Parameters of ordinary size; variances are positive. */
function drawParameters({ weights, parameterCount }: NetworkGraph): Float32Array {
  const parameters = draw(parameterCount, 'parameters').map((value) => 0.4 * value);
  for (const { name, offset, size } of weights) {
    if (name !== 'variance') continue;
    for (let i = offset; i < offset + size; i++) parameters[i] = 0.5 + Math.abs(parameters[i]!);
  }
  return parameters;
}

/** The direction v in the trainable parameters; running statistics stay. */
function drawDirection({ weights, parameterCount }: NetworkGraph, label: string): Float32Array {
  const direction = draw(parameterCount, label);
  for (const { trainable, offset, size } of weights) if (!trainable) direction.fill(0, offset, offset + size);
  return direction;
}

/** Hv of the summed loss by central differences of the oracle's gradients, all in float64. */
function differenceProduct(
  graph: NetworkGraph,
  parameters: Float32Array,
  direction: Float32Array,
  inputs: Float32Array,
): Float64Array {
  const step = 1e-6;
  const size = sizeOf(graph.nodes[0]!.shape);
  const product = new Float64Array(parameters.length);
  for (const sign of [1, -1]) {
    const moved = Float64Array.from(parameters, (value, i) => value + sign * step * direction[i]!);
    labels.forEach((label, n) => {
      const { gradient } = evaluateSample(graph, moved, inputs.subarray(n * size, (n + 1) * size), label);
      gradient.forEach((value, i) => {
        product[i]! += (sign * value) / (2 * step);
      });
    });
  }
  return product;
}

/** Hv by the gradient of (gradient times v) on tfjs. */
async function nestedProduct(
  graph: NetworkGraph,
  parameters: Float32Array,
  direction: Float32Array,
  inputs: Float32Array,
): Promise<Float32Array> {
  const products = tf.tidy(() => {
    const parts = (flat: Float32Array) =>
      graph.weights.map(({ offset, size, shape }) =>
        tf.tensor(flat.slice(offset, offset + size), [...shape]),
      );
    const images = tf.tensor4d(inputs, [labels.length, ...graph.nodes[0]!.shape]);
    const oneHot = tf.cast(tf.oneHot(labels, classes), 'float32') as tf.Tensor2D;
    const weights = parts(parameters);
    const trainable = weights.flatMap((_, i) => (graph.weights[i]!.trainable ? [i] : []));
    const loss = (...tensors: tf.Tensor[]) => {
      const all = [...weights];
      trainable.forEach((at, k) => {
        all[at] = tensors[k]!;
      });
      return tf.sum(outputLoss(graph.loss, forward(graph, all, images).logits, oneHot));
    };
    const directions = parts(direction);
    const slope = (...tensors: tf.Tensor[]) => {
      const gradients = tf.grads(loss)(tensors);
      // Not addN: with ten terms or more it binds more buffers than WebGPU lets it.
      return gradients
        .map((gradient, k) => tf.sum(tf.mul(gradient, directions[trainable[k]!]!)))
        .reduce((sum, term) => tf.add(sum, term));
    };
    const found = tf.grads(slope)(trainable.map((i) => weights[i]!));
    return weights.map((weight, i) => found[trainable.indexOf(i)] ?? tf.zerosLike(weight));
  });
  const flat = new Float32Array(graph.parameterCount);
  for (const [i, product] of products.entries()) flat.set(await product.data(), graph.weights[i]!.offset);
  tf.dispose(products);
  return flat;
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};
const norm = (a: ArrayLike<number>) => Math.sqrt(dot(a, a));

describe.each(['webgpu', 'wasm', 'cpu'] as const)('second derivatives on %s', (backend) => {
  beforeAll(() => openTestCompute(backend));
  afterAll(async () => expect((await testGpu()).failures).toEqual([]));

  describe.each(Object.entries(networks))('of %s', (_, steps) => {
    const graph = build(steps);
    const parameters = drawParameters(graph);
    const inputs = draw(labels.length * sizeOf(graph.nodes[0]!.shape), 'inputs');
    const u = drawDirection(graph, 'u');
    const v = drawDirection(graph, 'v');

    it('are those of float64', async () => {
      const expected = differenceProduct(graph, parameters, v, inputs);
      const tensors = tf.memory().numTensors;
      const found = await nestedProduct(graph, parameters, v, inputs);
      expect(tf.memory().numTensors).toBe(tensors);
      const error = norm(found.map((value, i) => value - expected[i]!));
      expect(norm(expected)).toBeGreaterThan(0.1);
      expect(error / norm(expected)).toBeLessThan(1e-4);
    });

    it('are symmetric and linear in the direction', async () => {
      const [hu, hv] = [
        await nestedProduct(graph, parameters, u, inputs),
        await nestedProduct(graph, parameters, v, inputs),
      ];
      expect(Math.abs(dot(u, hv) - dot(v, hu))).toBeLessThan(1e-5 * norm(u) * norm(hv));
      const mixed = u.map((value, i) => 2 * value - 3 * v[i]!);
      const hMixed = await nestedProduct(graph, parameters, mixed, inputs);
      const error = norm(hMixed.map((value, i) => value - 2 * hu[i]! + 3 * hv[i]!));
      expect(error).toBeLessThan(1e-5 * norm(hMixed));
    });
  });

  it('gather where a tie sent the first gradient', async () => {
    const random = createRandom(3, 'ties');
    for (const [size, stride, padding] of [
      [2, 2, 'valid'],
      [2, 2, 'same'],
      [3, 2, 'same'],
      [3, 1, 'valid'],
    ] as const) {
      const x = tf.tensor4d(
        Float32Array.from({ length: 2 * 7 * 8 * 3 }, () => random.integer(2)),
        [2, 7, 8, 3],
      );
      const pooled = tf.maxPool(x, size, stride, padding);
      const upstream = tf.tensor4d(draw(pooled.size, 'upstream'), pooled.shape);
      const other = tf.tensor4d(draw(x.size, 'other'), x.shape);
      const first = (dy: tf.Tensor) =>
        tf.grad((image: tf.Tensor) => tf.maxPool(image as tf.Tensor4D, size, stride, padding))(x, dy);
      const gathered = tf.tidy(() => tf.grad((dy: tf.Tensor) => tf.sum(tf.mul(other, first(dy))))(upstream));
      // Given one window at a time, the first gradient says where that window's largest is.
      const values = await gathered.data();
      const others = await other.data();
      for (let window = 0; window < values.length; window += 13) {
        const one = new Float32Array(values.length);
        one[window] = 1;
        const mark = tf.tidy(() => first(tf.tensor4d(one, pooled.shape)));
        expect(values[window]).toBeCloseTo(dot(await mark.data(), others), 5);
        mark.dispose();
      }
      tf.dispose([x, pooled, upstream, other, gathered]);
    }
  });

  it('of functions that keep their output are right where stock tfjs goes wrong without a word', async () => {
    const second: Readonly<Record<string, [(x: tf.Tensor) => tf.Tensor, (x: number) => number]>> = {
      tanh: [tf.tanh, (x) => -2 * Math.tanh(x) * (1 - Math.tanh(x) ** 2)],
      sigmoid: [
        tf.sigmoid,
        (x) => {
          const y = 1 / (1 + Math.exp(-x));
          return y * (1 - y) * (1 - 2 * y);
        },
      ],
      exp: [tf.exp, Math.exp],
      square: [tf.square, () => 2],
      relu: [(x) => tf.square(tf.relu(x)), (x) => (x > 0 ? 2 : 0)],
      clip: [(x) => tf.square(tf.clipByValue(x, -0.5, 0.5)), (x) => (Math.abs(x) < 0.5 ? 2 : 0)],
      rsqrt: [(x) => tf.rsqrt(tf.add(x, 3)), (x) => 0.75 * (x + 3) ** -2.5],
    };
    const at = [-1.3, -0.4, 0.2, 0.9];
    for (const [name, [f, expected]] of Object.entries(second)) {
      const found = tf.tidy(() => tf.grad(tf.grad(f))(tf.tensor1d(at)));
      const values = await found.data();
      at.forEach((x, i) => {
        expect(Math.abs(values[i]! - expected(x)), `${name} at ${x}`).toBeLessThan(2e-6);
      });
      found.dispose();
    }
  });

  it('are refused where they would be wrong', () => {
    const oneHot = tf.tensor2d([[0, 1, 0]]);
    const logits = tf.tensor2d([[0.3, -0.2, 1]]);
    const loss = (z: tf.Tensor) => tf.losses.softmaxCrossEntropy(oneHot, tf.mul(z, z)) as tf.Tensor;
    tf.dispose(tf.grad(loss)(logits));
    expect(() => tf.grad((z) => tf.sum(tf.square(tf.grad(loss)(z))))(logits)).toThrow(
      /second derivative .* would be wrong/,
    );
    expect(() => outputLoss('softmax', logits, tf.zeros([1, 4]))).toThrow(RangeError);
  });

  it('leave first gradients of batch normalisation as they were', async () => {
    const shapes = [[3, 4, 5, 2], [2], [2], [2], [2]];
    const inputs = shapes.map((shape, k) =>
      tf.abs(tf.tensor(draw(tf.util.sizeFromShape(shape), `norm ${k}`), shape)),
    );
    const composed = (
      x: tf.Tensor,
      mean: tf.Tensor,
      variance: tf.Tensor,
      offset: tf.Tensor,
      scale: tf.Tensor,
    ) => tf.add(tf.mul(tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, 0.01))), scale), offset);
    const fused = (x: tf.Tensor, mean: tf.Tensor, variance: tf.Tensor, offset: tf.Tensor, scale: tf.Tensor) =>
      tf.batchNorm(
        x,
        mean as tf.Tensor1D,
        variance as tf.Tensor1D,
        offset as tf.Tensor1D,
        scale as tf.Tensor1D,
        0.01,
      );
    const upstream = tf.tensor(draw(120, 'norm upstream'), shapes[0]);
    const [found, expected] = [fused, composed].map((f) => tf.grads(f as never)(inputs, upstream)) as [
      tf.Tensor[],
      tf.Tensor[],
    ];
    for (const [k, gradient] of found.entries()) {
      const wanted = await expected[k]!.data();
      const values = await gradient.data();
      expect(norm(values.map((value, i) => value - wanted[i]!))).toBeLessThan(1e-5 * norm(wanted));
    }
    tf.dispose([inputs, upstream, found, expected]);
  });
});
