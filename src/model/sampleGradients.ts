/**
 * The loss and the gradient norm of every sample of a set, batch by batch, from one back-propagation per batch (outputGradients.ts). The
 * gradient in a dense kernel is a product x d', whose norm needs no product: |dW|^2 = |x|^2 |d|^2.
 */

import * as tf from '@tensorflow/tfjs';
import type { Dataset, ImageSet } from '../data/dataset';
import { cutIntoPieces } from './batches';
import { type Batch, forEachBatch } from './batchStream';
import { readLogits } from './evaluation';
import type { Job } from './job';
import type { Labels } from './labels';
import type { Network } from './network';
import {
  differentiateOutputs,
  sampleBatchRows,
  type WeightGradient,
  weightedNodes,
  weightGradients,
} from './outputGradients';
import { targetsOf } from './targetsOf';

export interface SampleGradients {
  /** The loss of every image, nats. */
  readonly losses: Float32Array;
  /** The most probable class of every image. */
  readonly predicted: Uint8Array;
  /** Euclidean norm over all parameters of the gradient of every image's loss. */
  readonly gradientNorms: Float32Array;
}

/** Losses, predictions and gradient norms of the current parameters on every image of a set. */
export async function measureSampleGradients(
  network: Network,
  dataset: Dataset,
  set: ImageSet,
  job: Job = {},
): Promise<SampleGradients> {
  const measured = {
    losses: new Float32Array(set.count),
    predicted: new Uint8Array(set.count),
    gradientNorms: new Float32Array(set.count),
  };
  const work = async ({ inputs, from, labels }: Batch) => {
    const { logits, squares } = differentiateSamples(network, inputs, labels);
    const sums = (await squares.data()) as Float32Array;
    squares.dispose();
    measured.gradientNorms.set(sums.map(Math.sqrt), from);
    await readLogits(network.graph.loss, logits, labels, measured, from);
  };
  const pieces = cutIntoPieces(set.count, sampleBatchRows(network));
  await forEachBatch(network, dataset, set, job, work, pieces);
  return measured;
}

/** Logits of a batch and the squared gradient norm of each of its samples; the caller disposes both. */
function differentiateSamples(
  network: Network,
  inputs: tf.Tensor,
  labels: Labels,
): { readonly logits: tf.Tensor2D; readonly squares: tf.Tensor1D } {
  return tf.tidy(() => {
    const targets = targetsOf(labels, network.classes);
    const { logits, outputs } = differentiateOutputs(network, inputs, targets, weightedNodes(network));
    const squares = outputs
      .map((output) => tf.tidy(() => tf.addN(weightGradients(output, network.variables).map(squaredNorms))))
      .reduce((sum, part) => tf.add(sum, part)) as tf.Tensor1D;
    return { logits, squares };
  });
}

/** The squared norm of every sample's gradient in a weight tensor, [batch]. */
function squaredNorms(gradient: WeightGradient): tf.Tensor {
  const squares = (rows: tf.Tensor2D) => tf.sum(tf.mul(rows, rows), 1);
  return 'rows' in gradient
    ? squares(gradient.rows)
    : tf.mul(squares(gradient.left), squares(gradient.right));
}
