/**
 * Training by stochastic gradient descent with momentum, as torch's SGD does it:
 *   v = momentum v + (g + weightDecay w),   w = w - learningRate v
 * so weight decay enters the step (weights and biases), not the reported loss. At the ends of the last two epochs the parameters and the
 * exact gradient of the mean training loss (without the decay term) are kept: the secant pair of the training loss.
 */

import * as tf from '@tensorflow/tfjs';
import { type Dataset, normaliseSamples } from '../data/dataset';
import { createRandom } from '../math/random';
import { evaluateSet, evaluateWithGradient, forwardBatch, summarise } from './evaluation';
import { breathe } from './job';
import { initialParameters, type Network } from './network';

/** Fixed by the lab; the rest is set in the training panel. */
export const trainingConstants = { batchSize: 256, momentum: 0.9, weightDecay: 0.01 } as const;

export interface TrainingRequest {
  readonly epochs: number;
  readonly learningRate: number;
  readonly seed: number;
}

/** The parameters at the end of an epoch, and the gradient of the mean training loss there. */
export interface Snapshot {
  readonly parameters: Float32Array;
  readonly gradient: Float32Array;
}

export interface TrainedWeights {
  /** End of the last epoch but one, and of the last: the weights in use. */
  readonly previous: Snapshot;
  readonly last: Snapshot;
  readonly trainingAccuracy: number;
  readonly validationAccuracy: number;
}

export interface EpochProgress {
  /** From 1. */
  readonly epoch: number;
  readonly epochs: number;
  /** Mean over the epoch so far, before each step. */
  readonly loss: number;
  readonly accuracy: number;
  readonly fraction: number;
  readonly remainingMs: number;
}

export interface TrainingJob {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: EpochProgress) => void) | undefined;
}

/**
 * Refuses settings that cannot train.
 * @throws RangeError that names the setting and its value
 */
export function checkTraining({ epochs, learningRate, seed }: TrainingRequest): void {
  if (!Number.isInteger(epochs) || epochs < 2 || epochs > 1000) {
    throw new RangeError(`training takes from 2 (for the secant pair) to 1000 epochs, got ${epochs}`);
  }
  if (!(learningRate > 0 && learningRate <= 10)) {
    throw new RangeError(`training needs a learning rate above 0, up to 10, got ${learningRate}`);
  }
  createRandom(seed);
}

/**
 * Trains from fresh parameters. The same request on the same data and backend gives the same weights. The network is left with
 * the trained parameters, or in the middle of training when cancelled.
 * @throws RangeError for bad settings, or when training diverges; AbortError when cancelled
 */
export async function train(
  network: Network,
  dataset: Dataset,
  request: TrainingRequest,
  job: TrainingJob = {},
): Promise<TrainedWeights> {
  checkTraining(request);
  network.setParameters(initialParameters(network.layers, request.seed));
  const velocities = network.variables.map((variable) =>
    tf.tidy(() => tf.variable(tf.zerosLike(variable), false)),
  );
  const step = (gradients: readonly tf.Tensor[]) =>
    descend(network, velocities, gradients, request.learningRate);
  const order = Uint32Array.from({ length: dataset.training.count }, (_, i) => i);
  const random = createRandom(request.seed, 'shuffle');
  const start = performance.now();
  let previous: Snapshot | undefined;
  try {
    for (let epoch = 1; epoch <= request.epochs; epoch++) {
      random.shuffle(order);
      const report = (loss: number, accuracy: number, done: number) => {
        const fraction = (epoch - 1 + done) / request.epochs;
        const remainingMs = ((performance.now() - start) * (1 - fraction)) / Math.max(fraction, 1e-9);
        job.onProgress?.({ epoch, epochs: request.epochs, loss, accuracy, fraction, remainingMs });
      };
      await trainEpoch(network, dataset, step, order, report, job.signal);
      if (epoch === request.epochs - 1) previous = await takeSnapshot(network, dataset, job.signal);
    }
    const last = await takeSnapshot(network, dataset, job.signal);
    refuseDiverged(last.loss, network.classes);
    const validation = await evaluateSet(network, dataset, dataset.validation, { signal: job.signal });
    return {
      previous: previous!,
      last,
      trainingAccuracy: last.accuracy,
      validationAccuracy: summarise(validation, dataset.validation.labels)?.accuracy ?? 0,
    };
  } finally {
    tf.dispose(velocities);
  }
}

async function trainEpoch(
  network: Network,
  dataset: Dataset,
  step: Step,
  order: Uint32Array,
  report: (loss: number, accuracy: number, done: number) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { training } = dataset;
  let lossSum = 0;
  let right = 0;
  for (let from = 0; from < order.length; from += trainingConstants.batchSize) {
    const indices = order.subarray(from, from + trainingConstants.batchSize);
    const pixels = normaliseSamples(training, dataset, indices);
    const labels = Uint8Array.from(indices, (index) => training.labels[index]!);
    const batch = await forwardBatch(network, pixels, labels);
    try {
      const share = new Float32Array(labels.length).fill(1 / labels.length);
      tf.tidy(() => step(batch.backward(share)));
      lossSum += batch.losses.reduce((sum, loss) => sum + loss, 0);
      right += batch.predicted.reduce((count, predicted, i) => count + (predicted === labels[i] ? 1 : 0), 0);
    } finally {
      batch.dispose();
    }
    if (!Number.isFinite(lossSum)) refuseDiverged(lossSum, network.classes);
    const done = from + indices.length;
    report(lossSum / done, right / done, done / order.length);
    await breathe(signal);
  }
}

/** Changes the parameters, given their gradients in the order of the network's variables. */
type Step = (gradients: readonly tf.Tensor[]) => void;

function descend(
  network: Network,
  velocities: readonly tf.Variable[],
  gradients: readonly tf.Tensor[],
  learningRate: number,
): void {
  network.variables.forEach((variable, i) => {
    const velocity = velocities[i]!;
    const decayed = tf.add(gradients[i]!, tf.mul(variable, trainingConstants.weightDecay));
    velocity.assign(tf.add(tf.mul(velocity, trainingConstants.momentum), decayed));
    variable.assign(tf.sub(variable, tf.mul(velocity, learningRate)));
  });
}

/** @throws RangeError when the loss is worse than that of a guess, ln(classes), or no number */
function refuseDiverged(loss: number, classes: number): void {
  if (loss <= Math.log(classes)) return;
  throw new RangeError(
    `training diverged: the mean loss is ${loss.toPrecision(3)}, and guessing has ${Math.log(classes).toPrecision(3)}. The weights are as they were; use a smaller learning rate.`,
  );
}

async function takeSnapshot(
  network: Network,
  dataset: Dataset,
  signal: AbortSignal | undefined,
): Promise<Snapshot & { readonly accuracy: number; readonly loss: number }> {
  const everySample = new Uint8Array(dataset.training.count).fill(1);
  const evaluation = await evaluateWithGradient(network, dataset, dataset.training, everySample, { signal });
  const { accuracy, loss } = summarise(evaluation, dataset.training.labels)!;
  return {
    parameters: await network.readParameters(),
    gradient: Float32Array.from(evaluation.gradient),
    accuracy,
    loss,
  };
}
