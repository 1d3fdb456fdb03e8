import * as tf from '@tensorflow/tfjs';
import { type Dataset, type ImageSet, normalise } from '../data/dataset';
import { crossEntropy } from '../math/denseNetwork';
import { breathe, type Job } from './job';
import { type Network, readFlat } from './network';

/** Rows per batch: one shape for all but the last batch, so that tfjs's buffer pool stays small. */
const batchRows = 1000;

export interface SetEvaluation {
  /** Cross-entropy of every image, nats. */
  readonly losses: Float32Array;
  /** The most probable class of every image; the lowest of equals. */
  readonly predicted: Uint8Array;
}

/** Losses and predictions of the current parameters on every image of a set. */
export async function evaluateSet(
  network: Network,
  dataset: Dataset,
  set: ImageSet,
  job: Job = {},
): Promise<SetEvaluation> {
  return (await evaluate(network, dataset, set, null, job)).evaluation;
}

/**
 * The same, with the gradient of the mean loss over the images whose weight is 1.
 * @param included one entry per image: 1 counts, 0 does not (a sample that was removed)
 * @returns gradient in the flat layout; sums over batches in float64
 */
export async function evaluateWithGradient(
  network: Network,
  dataset: Dataset,
  set: ImageSet,
  included: Uint8Array,
  job: Job = {},
): Promise<SetEvaluation & { readonly gradient: Float64Array }> {
  const { evaluation, gradientSum } = await evaluate(network, dataset, set, included, job);
  const count = included.reduce((sum, one) => sum + one, 0);
  if (count === 0) throw new RangeError('the gradient of a mean needs at least one included image, got 0');
  return { ...evaluation, gradient: gradientSum.map((sum) => sum / count) };
}

async function evaluate(
  network: Network,
  dataset: Dataset,
  set: ImageSet,
  included: Uint8Array | null,
  { signal, onProgress }: Job,
) {
  const evaluation = { losses: new Float32Array(set.count), predicted: new Uint8Array(set.count) };
  const gradientSum = new Float64Array(included ? network.parameterCount : 0);
  for (let from = 0; from < set.count; from += batchRows) {
    const to = Math.min(from + batchRows, set.count);
    const pixels = normalise(set, dataset, from, to);
    const labels = set.labels.subarray(from, to);
    const batch = included
      ? differentiateBatch(network, pixels, labels, included.subarray(from, to))
      : {
          logits: tf.tidy(() => network.logits(tf.tensor2d(pixels, [to - from, network.inputs]))),
          gradients: [],
        };
    try {
      const [logits, gradient] = await Promise.all([
        batch.logits.data() as Promise<Float32Array>,
        readFlat(batch.gradients),
      ]);
      score(logits, labels, evaluation, from);
      for (let i = 0; i < gradientSum.length; i++) gradientSum[i]! += gradient[i]!;
    } finally {
      tf.dispose(batch);
    }
    onProgress?.(to / set.count);
    await breathe(signal);
  }
  return { evaluation, gradientSum };
}

/** Logits of a batch and the gradient of the weighted sum of its losses. */
function differentiateBatch(network: Network, pixels: Float32Array, labels: Uint8Array, weights: Uint8Array) {
  return tf.tidy(() => {
    const inputs = tf.tensor2d(pixels, [labels.length, network.inputs]);
    const oneHot = tf.oneHot(tf.tensor1d(labels, 'int32'), network.classes);
    const weightColumn = tf.tensor1d(Float32Array.from(weights));
    let logits: tf.Tensor2D | undefined;
    const { grads } = tf.variableGrads(() => {
      logits = tf.keep(network.logits(inputs));
      return tf.losses.softmaxCrossEntropy(oneHot, logits, weightColumn, 0, tf.Reduction.SUM) as tf.Scalar;
    }, [...network.variables]);
    return { logits: logits!, gradients: network.variables.map(({ name }) => grads[name]!) };
  });
}

/** Losses and predictions from logits, in float64, into the rows from `offset` on. */
function score(logits: Float32Array, labels: Uint8Array, into: SetEvaluation, offset: number): void {
  const classes = logits.length / labels.length;
  for (let row = 0; row < labels.length; row++) {
    const own = logits.subarray(row * classes, (row + 1) * classes);
    into.losses[offset + row] = crossEntropy(own, labels[row]!);
    into.predicted[offset + row] = own.indexOf(Math.max(...own));
  }
}

/** Share of right predictions and mean loss over the images whose weight is 1; null where there are none. */
export function summarise(
  { losses, predicted }: SetEvaluation,
  labels: Uint8Array,
  included?: Uint8Array,
): { readonly accuracy: number; readonly loss: number } | null {
  let count = 0;
  let right = 0;
  let loss = 0;
  for (let i = 0; i < labels.length; i++) {
    if (included && included[i] === 0) continue;
    count += 1;
    loss += losses[i]!;
    if (predicted[i] === labels[i]) right += 1;
  }
  return count === 0 ? null : { accuracy: right / count, loss: loss / count };
}
