import * as tf from '@tensorflow/tfjs';

/**
 * Batch normalisation in training (Ioffe, Szegedy, ICML 2015, Algorithm 1), without scale and shift:
 *   normalised = (x - mean) / sqrt(variance + epsilon), mean and variance per channel over batch and pixels
 * with its gradient by the closed form
 *   dx = (dy - mean(dy) - normalised mean(dy normalised)) / sqrt(variance + epsilon)
 * which takes fewer passes over the batch than the derivatives of the single steps.
 * @param inputs [..., channels], two or more rows
 * @returns mean and variance [channels] outlive a tidy: the caller disposes them
 * @throws RangeError when there is one value per channel, which has no variance: the result would be 0 whatever the input
 */
export function trainingBatchNorm(
  inputs: tf.Tensor,
  epsilon: number,
): { readonly normalised: tf.Tensor; readonly mean: tf.Tensor1D; readonly variance: tf.Tensor1D } {
  const channels = inputs.shape.at(-1)!;
  const rows = inputs.size / channels;
  if (rows < 2)
    throw new RangeError('batch normalisation in training needs 2 or more values per channel, got 1');
  let statistics: { mean: tf.Tensor1D; variance: tf.Tensor1D } | undefined;
  const normalise = tf.customGrad((x, save) => {
    const input = x as tf.Tensor;
    const flat = tf.reshape(input, [rows, channels]);
    const mean = tf.mean(flat, 0) as tf.Tensor1D;
    const centred = tf.sub(flat, mean);
    const variance = tf.mean(tf.mul(centred, centred), 0) as tf.Tensor1D;
    const inverse = tf.rsqrt(tf.add(variance, epsilon));
    const normalised = tf.mul(centred, inverse);
    statistics = { mean: tf.keep(mean), variance: tf.keep(variance) };
    (save as (tensors: tf.Tensor[]) => void)([normalised, inverse]);
    return {
      value: tf.reshape(normalised, input.shape),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [values, scale] = saved as [tf.Tensor, tf.Tensor];
        const upstream = tf.reshape(dy, [rows, channels]);
        const level = tf.mean(upstream, 0);
        const slope = tf.mean(tf.mul(upstream, values), 0);
        const rest = tf.sub(tf.sub(upstream, level), tf.mul(values, slope));
        return tf.reshape(tf.mul(rest, scale), dy.shape);
      },
    };
  });
  const normalised = normalise(inputs);
  return { normalised, ...statistics! };
}
