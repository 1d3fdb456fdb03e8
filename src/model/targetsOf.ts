import * as tf from '@tensorflow/tfjs';
import { isTrueOf } from '../math/network/outputLoss';
import type { Labels } from './labels';

/**
 * A row of targets per label, [labels, classes], float32: one-hot, or 1 for each class of a set. One-hot rows are converted from integers: tfjs's WASM kernel
 * writes integers whatever type it is asked for, and their bits, read as floats, are zeros.
 */
export function targetsOf(labels: Labels, classes: number): tf.Tensor2D {
  if (!areClasses(labels)) {
    const rows = Float32Array.from({ length: labels.length * classes }, (_, i) =>
      isTrueOf(labels[Math.floor(i / classes)]!, i % classes) ? 1 : 0,
    );
    return tf.tensor2d(rows, [labels.length, classes]);
  }
  return tf.tidy(() => {
    const integers = tf.oneHot(tf.tensor1d(Array.from(labels), 'int32'), classes) as tf.Tensor2D;
    return tf.cast(integers, 'float32');
  });
}

function areClasses(labels: Labels): labels is ArrayLike<number> {
  return labels.length === 0 || typeof labels[0] === 'number';
}
