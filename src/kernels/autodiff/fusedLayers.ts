/**
 * Layers with weights as one kernel each, the bias added within it. Called past tfjs's own functions for them (tf.fused), which have no second
 * derivative and compute a gradient in the input whether or not it is wanted: the costliest part of a first layer. The kernels'
 * gradients are in gradients.ts.
 */

import * as tf from '@tensorflow/tfjs';

/**
 * x kernel + bias.
 * @param x [batch, inputs]
 * @param kernel [inputs, units]
 * @param bias [units], or null for none
 * @param known the result, where it is known already: only its gradient is wanted
 * @returns [batch, units]
 */
export function fusedDense(
  x: tf.Tensor2D,
  kernel: tf.Tensor2D,
  bias: tf.Tensor | null,
  known?: tf.Tensor,
): tf.Tensor2D {
  // Some backends know batches of matrices only.
  const batchOfOne = (matrix: tf.Tensor2D) => tf.reshape(matrix, [1, ...matrix.shape]);
  const inputs = { a: batchOfOne(x), b: batchOfOne(kernel), ...(bias ? { bias } : {}) };
  const attributes = { transposeA: false, transposeB: false, activation: 'linear' };
  const product = runOrTake('_FusedMatMul', inputs, attributes, known && batchOfOne(known as tf.Tensor2D));
  return tf.reshape(product, [x.shape[0], kernel.shape[1]]);
}

/**
 * The convolution of images with filters, plus bias.
 * @param x [batch, height, width, channels]
 * @param filter [height, width, channels, filters]
 * @param bias [filters], or null for none
 * @param known the result, where it is known already: only its gradient is wanted
 * @returns [batch, height, width, filters]
 */
export function fusedConvolution(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  bias: tf.Tensor | null,
  strides: readonly [number, number],
  pad: 'valid' | 'same',
  known?: tf.Tensor,
): tf.Tensor4D {
  const inputs = { x, filter, ...(bias ? { bias } : {}) };
  const attributes = {
    strides: [...strides],
    pad,
    dataFormat: 'NHWC',
    dilations: [1, 1],
    activation: 'linear',
  };
  return runOrTake('FusedConv2D', inputs, attributes, known) as tf.Tensor4D;
}

/**
 * The greatest value of each window, where it is known already: only its gradient is wanted.
 * @param x [batch, height, width, channels]
 */
export function knownMaxPool(
  x: tf.Tensor4D,
  filterSize: readonly [number, number],
  strides: readonly [number, number],
  pad: 'valid' | 'same',
  known: tf.Tensor,
): tf.Tensor4D {
  const attributes = { filterSize: [...filterSize], strides: [...strides], pad };
  return tf.engine().runKernel(knownResultOf.MaxPool, { x, known }, attributes) as tf.Tensor4D;
}

/** The gradient in a bias: the sum of the upstream gradient over all axes but the last. */
export const biasGradient = (upstream: tf.Tensor): tf.Tensor =>
  tf.sum(
    upstream,
    upstream.shape.slice(1).map((_, axis) => axis),
  );

/** The name of the kernel that takes the result of another as an input, and has its gradient. */
export const knownResultOf = {
  _FusedMatMul: 'KnownFusedMatMul',
  FusedConv2D: 'KnownFusedConv2D',
  MaxPool: 'KnownMaxPool',
} as const;

function runOrTake(
  kernelName: '_FusedMatMul' | 'FusedConv2D',
  inputs: tf.NamedTensorMap,
  attributes: tf.NamedAttrMap,
  known: tf.Tensor | undefined,
): tf.Tensor {
  const name = known ? knownResultOf[kernelName] : kernelName;
  return tf.engine().runKernel(name, known ? { ...inputs, known } : inputs, attributes) as tf.Tensor;
}
