import * as tf from '@tensorflow/tfjs';
import { type Dataset, type ImageSet, normalise } from '../data/dataset';
import { crossEntropy } from '../math/crossEntropy';
import { differentiateBatch } from './batchGradient';
import { breathe, type Job } from './job';
import { type Network, readFlat } from './network';

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
  const evaluation = { losses: new Float32Array(set.count), predicted: new Uint8Array(set.count) };
  await forEachBatch(network, dataset, set, job, async ({ inputs, from, labels }) => {
    const logits = tf.tidy(() => network.evaluate(inputs).logits);
    await readLogits(logits, labels, evaluation, from);
  });
  return evaluation;
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
  const count = included.reduce((sum, one) => sum + one, 0);
  if (count === 0) throw new RangeError('the gradient of a mean needs at least one included image, got 0');
  const evaluation = { losses: new Float32Array(set.count), predicted: new Uint8Array(set.count) };
  const gradient = new Float64Array(network.parameterCount);
  await forEachBatch(network, dataset, set, job, async ({ inputs, from, labels }) => {
    const weights = included.subarray(from, from + labels.length);
    const { logits, gradients } = differentiateBatch(network, inputs, labels, weights);
    try {
      await readLogits(logits, labels, evaluation, from);
      const sums = await readFlat(gradients);
      for (let i = 0; i < gradient.length; i++) gradient[i]! += sums[i]!;
    } finally {
      tf.dispose([...gradients]);
    }
  });
  return { ...evaluation, gradient: gradient.map((sum) => sum / count) };
}

export interface Batch {
  readonly inputs: tf.Tensor;
  readonly labels: Uint8Array;
  /** Number of its first image in the set. */
  readonly from: number;
}

/** Takes a set through `work` in batches of one shape (but for the last), so that tfjs's buffer pool stays small. */
export async function forEachBatch(
  network: Network,
  dataset: Dataset,
  set: ImageSet,
  { signal, onProgress }: Job,
  work: (batch: Batch) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < set.count; from += network.batchRows) {
    const to = Math.min(from + network.batchRows, set.count);
    const inputs = network.toTensor(normalise(set, dataset, from, to));
    try {
      await work({ inputs, labels: set.labels.subarray(from, to), from });
    } finally {
      inputs.dispose();
    }
    onProgress?.(to / set.count);
    await breathe(signal);
  }
}

/** Reads and disposes a batch's logits; losses and predictions come from them in float64, and go to their places from `from` on. */
export async function readLogits(
  logits: tf.Tensor2D,
  labels: ArrayLike<number>,
  evaluation: { readonly losses: Float32Array | Float64Array; readonly predicted: Uint8Array },
  from: number,
): Promise<void> {
  const classes = logits.shape[1];
  const values = (await logits.data()) as Float32Array;
  logits.dispose();
  for (let i = 0; i < labels.length; i++) {
    const row = values.subarray(i * classes, (i + 1) * classes);
    evaluation.losses[from + i] = crossEntropy(row, labels[i]!);
    evaluation.predicted[from + i] = row.indexOf(Math.max(...row));
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
