import * as tf from '@tensorflow/tfjs';
import { type Dataset, type ImageSet, normalise } from '../data/dataset';
import { crossEntropy, logitGradient } from '../math/denseNetwork';
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
    const batch = await forwardBatch(network, pixels, labels);
    try {
      evaluation.losses.set(batch.losses, from);
      evaluation.predicted.set(batch.predicted, from);
      if (included) {
        const gradient = await batch.differentiate(included.subarray(from, to));
        for (let i = 0; i < gradientSum.length; i++) gradientSum[i]! += gradient[i]!;
      }
    } finally {
      batch.dispose();
    }
    onProgress?.(to / set.count);
    await breathe(signal);
  }
  return { evaluation, gradientSum };
}

export interface BatchEvaluation {
  readonly losses: Float64Array;
  readonly predicted: Uint8Array;
  /** Gradients in the network's variables of the weighted sum of the losses; the caller disposes them. */
  backward(weights: ArrayLike<number>): tf.Tensor[];
  /** The same, read into the flat layout. */
  differentiate(weights: ArrayLike<number>): Promise<Float32Array>;
  dispose(): void;
}

/**
 * Sends a batch through the network. Losses, predictions and the gradient in the logits are computed here in float64 from the logits
 * that the backend gives; the rest of the gradient is the backend's.
 */
export async function forwardBatch(
  network: Network,
  pixels: Float32Array,
  labels: ArrayLike<number>,
): Promise<BatchEvaluation> {
  const { classes } = network;
  const rows = labels.length;
  const inputs = tf.tensor2d(pixels, [rows, network.inputs]);
  const outputs = tf.tidy(() => network.preActivations(inputs));
  const logits = (await outputs.at(-1)!.data()) as Float32Array;
  const row = (i: number) => logits.subarray(i * classes, (i + 1) * classes);
  const backward = (weights: ArrayLike<number>) =>
    tf.tidy(() => {
      const gradient = new Float32Array(rows * classes);
      for (let i = 0; i < rows; i++) {
        if (weights[i] === 0) continue;
        gradient.set(
          logitGradient(row(i), labels[i]!).map((g) => g * weights[i]!),
          i * classes,
        );
      }
      return network.backward(inputs, outputs, tf.tensor2d(gradient, [rows, classes]));
    });
  return {
    losses: Float64Array.from({ length: rows }, (_, i) => crossEntropy(row(i), labels[i]!)),
    predicted: Uint8Array.from({ length: rows }, (_, i) => row(i).indexOf(Math.max(...row(i)))),
    backward,
    async differentiate(weights) {
      const gradients = backward(weights);
      try {
        return await readFlat(gradients);
      } finally {
        tf.dispose(gradients);
      }
    },
    dispose: () => tf.dispose([inputs, ...outputs]),
  };
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
