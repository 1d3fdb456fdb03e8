import * as tf from '@tensorflow/tfjs';

/**
 * A one-hot row per label, [labels, classes], float32. Converted from integers: tfjs's WASM kernel writes integers whatever type it is
 * asked for, and their bits, read as floats, are zeros.
 */
export function oneHotTargets(labels: ArrayLike<number>, classes: number): tf.Tensor2D {
  return tf.tidy(() => {
    const integers = tf.oneHot(tf.tensor1d(Array.from(labels), 'int32'), classes) as tf.Tensor2D;
    return tf.cast(integers, 'float32');
  });
}
