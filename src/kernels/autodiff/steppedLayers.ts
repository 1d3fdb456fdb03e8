/**
 * Layers some of whose units are stepped away from their weights, at a step of zero: y = x w + (x u) P at u = 0, with derivatives of every order in x and u. There
 * the value is the layer's own and nothing is computed with the zeros: of what u is multiplied with only the derivative in u is left. With the bilinear maps
 *   y(x, w)   dx(d, w), its transpose in x   dw(x, d), its transpose in w
 * and d P', the units' own columns of an upstream gradient d, the gradients are
 *   of the layer:          x gets dx(d, w + u P), u gets dw(x, d P'), the step of the bias gets the sum of d P'
 *   of that dx, along v:   d gets y(v, w + u P),  u gets dw(v, d P')
 * the first of each with w alone in its value, so that the two are made of each other.
 */

import * as tf from '@tensorflow/tfjs';
import { biasGradient, fusedConvolution, fusedDense } from './fusedLayers';

/** The step of some units of a layer; its values are zeros. */
export interface Step {
  /** As the layer's kernel, with these units alone. */
  readonly kernel: tf.Tensor;
  /** null: the layer has no bias. */
  readonly bias: tf.Tensor | null;
  /** P, [these units, all units]; null where they are all, in their order. */
  readonly places: tf.Tensor2D | null;
}

/** The maps of one layer, its weights bound. */
interface Maps {
  /** y(x, w), with the bias or without. */
  apply(x: tf.Tensor, hasBias: boolean): tf.Tensor;
  /** dx(d, w) */
  back(d: tf.Tensor): tf.Tensor;
  /** dw(x, d), with the columns of d that there are. */
  weigh(x: tf.Tensor, d: tf.Tensor): tf.Tensor;
}

interface Attributes {
  readonly maps: Maps;
  readonly places: tf.Tensor2D | null;
  readonly hasBias: boolean;
}

/**
 * @param x [batch, height, width, channels]
 * @param filter [height, width, channels, filters]
 * @param bias [filters], or null for none
 * @returns [batch, rows, columns, filters]
 */
export function steppedConvolution(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  bias: tf.Tensor | null,
  strides: readonly [number, number],
  pad: 'valid' | 'same',
  step: Step,
): tf.Tensor {
  const attributes = { strides: [...strides], pad, dataFormat: 'NHWC', dilations: [1, 1] };
  const differentiate = (kernelName: string, inputs: tf.NamedTensorMap, shape: tf.NamedAttrMap) =>
    tf.engine().runKernel(kernelName, inputs, { ...attributes, ...shape }) as tf.Tensor;
  return stepped(x, step, {
    apply: (given, hasBias) =>
      fusedConvolution(given as tf.Tensor4D, filter, hasBias ? bias : null, strides, pad),
    back: (dy) => differentiate('Conv2DBackpropInput', { dy, filter }, { inputShape: x.shape }),
    weigh: (given, dy) =>
      differentiate('Conv2DBackpropFilter', { x: given, dy }, { filterShape: step.kernel.shape }),
  });
}

/**
 * @param x [batch, inputs]
 * @param kernel [inputs, units]
 * @param bias [units], or null for none
 * @returns [batch, units]
 */
export function steppedDense(
  x: tf.Tensor2D,
  kernel: tf.Tensor2D,
  bias: tf.Tensor | null,
  step: Step,
): tf.Tensor {
  return stepped(x, step, {
    apply: (given, hasBias) => fusedDense(given as tf.Tensor2D, kernel, hasBias ? bias : null),
    back: (dy) => tf.matMul(dy, kernel, false, true),
    weigh: (given, dy) => tf.matMul(given, dy, true, false),
  });
}

const names = { layer: 'SteppedLayer', back: 'SteppedLayerBack' } as const;

function stepped(x: tf.Tensor, { kernel, bias, places }: Step, maps: Maps): tf.Tensor {
  const inputs = { x, step: kernel, ...(bias ? { stepOfBias: bias } : {}) };
  return runLayer(inputs, { maps, places, hasBias: true });
}

// What tfjs says of attributes holds for kernels that are written down; it hands them on as they are.
const run = (name: string, inputs: tf.NamedTensorMap, attributes: Attributes) =>
  tf.engine().runKernel(name, inputs, attributes as never) as tf.Tensor;
const runLayer = (inputs: tf.NamedTensorMap, attributes: Attributes) => run(names.layer, inputs, attributes);

/** d P': the columns of the stepped units. */
function columnsOf(d: tf.Tensor, places: tf.Tensor2D | null): tf.Tensor {
  if (!places) return d;
  const [units, all] = places.shape;
  const columns = tf.matMul(tf.reshape(d, [-1, all]) as tf.Tensor2D, places, false, true);
  return tf.reshape(columns, [...d.shape.slice(0, -1), units]);
}

/** Registers the kernels and their gradients for all backends. */
export function registerSteppedLayers(): void {
  register(names.layer, (x, { maps, hasBias }) => maps.apply(x, hasBias), {
    x: (d, _, step, attributes) => run(names.back, { x: d, step }, attributes),
    step: (d, x, _, { maps, places }) => maps.weigh(x, columnsOf(d, places)),
    stepOfBias: (d, _, __, { places }) => biasGradient(columnsOf(d, places)),
  });
  register(names.back, (d, { maps }) => maps.back(d), {
    x: (v, _, step, attributes) => runLayer({ x: v, step }, { ...attributes, hasBias: false }),
    step: (v, d, _, { maps, places }) => maps.weigh(v, columnsOf(d, places)),
  });
}

/** A gradient in one input. */
type Gradient = (upstream: tf.Tensor, x: tf.Tensor, step: tf.Tensor, attributes: Attributes) => tf.Tensor;

function register(
  kernelName: string,
  compute: (x: tf.Tensor, attributes: Attributes) => tf.Tensor,
  gradients: Readonly<Record<string, Gradient>>,
): void {
  const kernelFunc: tf.KernelFunc = ({ inputs, attrs }) =>
    compute(inputs.x as tf.Tensor, attrs as unknown as Attributes);
  for (const backendName of ['cpu', 'wasm', 'webgpu']) {
    tf.registerKernel({ kernelName, backendName, kernelFunc });
  }
  const gradFunc: tf.GradFunc = (upstream, [x, step], attrs) =>
    Object.fromEntries(
      Object.entries(gradients).map(([input, gradient]) => [
        input,
        () => gradient(upstream as tf.Tensor, x!, step!, attrs as unknown as Attributes),
      ]),
    );
  tf.registerGradient({ kernelName, inputsToSave: ['x', 'step'], gradFunc });
}
