/** The windows of tfjs's pooling kernels. */

import * as tf from '@tensorflow/tfjs';

/** Attributes of tfjs's pooling kernels and their gradients. */
export interface PoolAttributes {
  readonly filterSize: number | [number, number];
  readonly strides: number | [number, number];
  readonly pad: Parameters<typeof tf.backend_util.computePool2DInfo>[4];
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** Where the windows of a pooling of [n, h, w, c] lie. */
export function poolInfo(shape: readonly number[], attributes: PoolAttributes): tf.backend_util.Conv2DInfo {
  const { filterSize, strides, pad, dimRoundingMode } = attributes;
  const shape4D = shape as [number, number, number, number];
  return tf.backend_util.computePool2DInfo(shape4D, filterSize, strides, 1, pad, dimRoundingMode);
}

/** The sum over each window, [n, h, w, c] -> [n, outHeight, outWidth, c]; padding counts as zero. */
export function sumWindows(x: tf.Tensor4D, info: tf.backend_util.Conv2DInfo): tf.Tensor4D {
  const size: [number, number] = [info.filterHeight, info.filterWidth];
  const { top, bottom, left, right } = info.padInfo;
  const padded = isPadded(info)
    ? tf.pad(x, [
        [0, 0],
        [top, bottom],
        [left, right],
        [0, 0],
      ])
    : x;
  const means = tf.avgPool(padded, size, [info.strideHeight, info.strideWidth], 'valid');
  return tf.mul(means, size[0] * size[1]);
}

/** Whether windows reach over the edge. */
export function isPadded({ padInfo: { top, bottom, left, right } }: tf.backend_util.Conv2DInfo): boolean {
  return top + bottom + left + right > 0;
}
