import * as tf from '@tensorflow/tfjs';

/** Labels as rows of a 1 among zeros, [labels, classes], float32. Not tf.oneHot: on WASM, asked for float32, it gives zeros. */
export function oneHotRows(labels: ArrayLike<number>, classes: number): tf.Tensor2D {
  const rows = new Float32Array(labels.length * classes);
  for (let i = 0; i < labels.length; i++) rows[i * classes + labels[i]!] = 1;
  return tf.tensor2d(rows, [labels.length, classes]);
}
