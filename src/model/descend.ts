/**
 * Plain gradient steps by minibatches on losses that training does not know: soft targets, and samples that count negatively. In unlearning the
 * running statistics of batch normalisation are frozen: they are used, and never move.
 */

import * as tf from '@tensorflow/tfjs';
import { SaidError } from '../words/saidError';
import { differentiateTowards } from './batchGradient';
import { breathe, type Job } from './job';
import type { Network } from './network';
import { createOptimizer } from './optimizers';

/** What one step goes down: sum_i weights[i] l_i, l_i the cross-entropy of image i with its target. */
export interface DescentBatch {
  /** Normalised images, one after another. */
  readonly pixels: Float32Array;
  /** images x classes, each row adding up to 1: one-hot for a label, a distribution for a teacher's prediction. */
  readonly targets: Float32Array;
  /** One per image; the step climbs the loss of an image whose weight is negative. */
  readonly weights: Float32Array;
}

/**
 * Takes one step w = w - learningRate gradient for each batch, which is made when its turn comes. The network is left with the new weights.
 * @throws SaidError when the weights are no longer finite numbers; AbortError when cancelled
 */
export async function descend(
  network: Network,
  batches: readonly (() => DescentBatch)[],
  learningRate: number,
  { signal, onProgress }: Job = {},
): Promise<void> {
  const optimizer = createOptimizer(network, { optimizer: 'sgd', momentum: 0, weightDecay: 0 });
  try {
    for (const [done, makeBatch] of batches.entries()) {
      const logits = tf.tidy(() => {
        const { pixels, targets, weights } = makeBatch();
        const inputs = network.toTensor(pixels);
        const wanted = tf.tensor2d(targets, [weights.length, network.classes]);
        const { logits, gradients } = differentiateTowards(network, inputs, wanted, weights);
        optimizer.step(gradients, learningRate);
        return logits;
      });
      const values = (await logits.data()) as Float32Array;
      logits.dispose();
      refuseInfinite(values);
      onProgress?.((done + 1) / batches.length);
      await breathe(signal);
    }
  } finally {
    optimizer.dispose();
  }
}

/**
 * Refuses weights, or logits, that have grown beyond all bounds.
 * @throws SaidError that says what to do
 */
export function refuseInfinite(values: Float32Array): void {
  if (values.every(Number.isFinite)) return;
  throw new SaidError('model.training.unbounded', []);
}
