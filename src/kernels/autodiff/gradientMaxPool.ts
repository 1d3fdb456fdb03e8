/**
 * For each window of a max pooling, the value of another image at the place where the window has its largest: the transpose
 * of pooling's gradient, which puts each window's gradient to that place.
 */

import * as tf from '@tensorflow/tfjs';
import { type PoolAttributes, poolInfo, sumWindows } from './poolWindows';

/**
 * The places are asked of the backend's own gradient kernel, so that ties go where the first gradient put them: given ones it marks the
 * largest elements. Where windows overlap a mark could be another window's, so the windows are taken in groups that do not overlap.
 * @param values [n, h, w, c], shaped as input
 * @param input what was pooled
 * @param output what came out
 * @returns [n, outHeight, outWidth, c], shaped as output
 */
export function gatherLargest(
  values: tf.Tensor4D,
  input: tf.Tensor4D,
  output: tf.Tensor4D,
  attributes: PoolAttributes,
): tf.Tensor4D {
  const info = poolInfo(input.shape, attributes);
  const rowGroups = Math.ceil(info.filterHeight / info.strideHeight);
  const columnGroups = Math.ceil(info.filterWidth / info.strideWidth);
  let gathered: tf.Tensor4D | undefined;
  for (let row = 0; row < rowGroups; row++) {
    for (let column = 0; column < columnGroups; column++) {
      const group = tf.mul(
        everyOther(info.outHeight, row, rowGroups).reshape([1, -1, 1, 1]),
        everyOther(info.outWidth, column, columnGroups).reshape([1, 1, -1, 1]),
      );
      const dy = tf.mul(tf.onesLike(output), group);
      const marks = tf
        .engine()
        .runKernel('MaxPoolGrad', { dy, input, output }, { ...attributes }) as tf.Tensor;
      const part = tf.mul(sumWindows(tf.mul(values, marks), info), group) as tf.Tensor4D;
      gathered = gathered ? tf.add(gathered, part) : part;
    }
  }
  return gathered!;
}

/** 1 at first, first + step, ..., else 0. */
const everyOther = (length: number, first: number, step: number) =>
  tf.tensor1d(Float32Array.from({ length }, (_, i) => (i % step === first ? 1 : 0)));
