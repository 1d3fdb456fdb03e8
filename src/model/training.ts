/**
 * Training by minibatches. At the ends of the last two epochs the parameters are kept, and with the exact gradients of the mean training
 * loss there (without the decay term) they are the secant pair of the training loss. Both gradients are taken with the running statistics
 * that batch normalisation has at the end: it is that loss, as a function of the trained weights, that unlearning works on. Training to a minimum has no
 * batches (minimise.ts).
 */

import * as tf from '@tensorflow/tfjs';
import { type Dataset, normaliseSamples } from '../data/dataset';
import { norm, subtract } from '../math/linear/vector';
import type { Random } from '../math/random/random';
import { SaidError } from '../words/saidError';
import { countAnswers, f1Of } from './answers';
import { changeImages, drawChange } from './augmentation';
import { differentiateBatch } from './batchGradient';
import { type EpochBatch, planEpoch } from './epochs';
import { evaluateSet, evaluateWithGradient, readLogits, summarise } from './evaluation';
import type { ForwardOptions } from './forward';
import { breathe } from './job';
import { type Labels, labelsAt } from './labels';
import { minimise } from './minimise';
import { initialParameters, type Network, normOfTrained } from './network';
import { createOptimizer, type Optimizer } from './optimizers';
import { createHead, differentiateReversed, type ReversedHead } from './reversal';
import type { TrainingProgress } from './trainingProgress';
import { checkTraining, type TrainingRequest } from './trainingRequest';

/** Trained parameters, and what unlearning needs of their training. */
export interface TrainedWeights {
  readonly parameters: Float32Array;
  /** s: what the last epoch changed in the parameters. y: what that changed in the gradient of the mean training loss. */
  readonly secant: { readonly s: Float32Array; readonly y: Float32Array };
  /** Epochs in all, with those that this training went on from. */
  readonly epochs: number;
  readonly trainingAccuracy: number;
  readonly validationAccuracy: number;
}

/** Where a training goes on from: weights, and the epochs that they have seen. */
export type TrainingStart = Pick<TrainedWeights, 'parameters' | 'epochs'>;

export interface EpochProgress {
  /** From 1. */
  readonly epoch: number;
  readonly epochs: number;
  /** Mean over the epoch so far, before each step (nats; 0 to 1). */
  readonly loss: number;
  readonly accuracy: number;
  /** On the validation images at the end of the epoch before; null in the first. */
  readonly validation: { readonly loss: number; readonly accuracy: number } | null;
  /** Share of all the work that is done, 0 to 1. */
  readonly fraction: number;
  readonly remainingMs: number;
}

export interface TrainingJob {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: EpochProgress) => void) | undefined;
  /** Asked at the end of every epoch: true ends the training there, with the weights as they are. */
  readonly endsEarly?: (() => boolean) | undefined;
  /** Absent: fresh parameters from the seed. */
  readonly start?: TrainingStart | undefined;
  /** Training samples that are left out, by their indices: everything else stays in its place (epochs.ts). */
  readonly leftOut?: readonly number[] | undefined;
  /** What an interrupted training of the same request left: it goes on from there, bit for bit. */
  readonly resume?: TrainingProgress | undefined;
  /** Given what the training could go on from after each epoch; it goes on when that is settled. */
  readonly onEpoch?: ((progress: TrainingProgress) => Promise<void>) | undefined;
}

/**
 * Trains. The same request on the same data and backend gives the same weights. The network is left with the trained parameters, or
 * in the middle of training when cancelled.
 * @throws SaidError for bad settings, or when training diverges; AbortError when cancelled
 */
export async function train(
  network: Network,
  dataset: Dataset,
  request: TrainingRequest,
  job: TrainingJob = {},
): Promise<TrainedWeights> {
  const trained = await runEpochs(network, dataset, request, job);
  return completeTrained(network, dataset, request, trained, job.signal);
}

/**
 * What unlearning needs of a training whose epochs are run: its secant pair.
 * @throws SaidError when the training diverged; AbortError when cancelled
 */
export async function completeTrained(
  network: Network,
  dataset: Dataset,
  { optimizer }: Pick<TrainingRequest, 'optimizer'>,
  { parameters, previous, epochs, validationAccuracy }: TrainedParameters,
  signal?: AbortSignal,
): Promise<TrainedWeights> {
  if (optimizer === 'newton') {
    const completed = await completeWeights(network, dataset, parameters, { signal });
    return { ...completed, epochs, validationAccuracy };
  }
  const { loss, ...weights } = await takeSecant(network, dataset, previous, parameters, signal);
  if (!(loss <= 2 * Math.log(network.classes))) refuseDiverged(loss, network.classes);
  return { ...weights, epochs, validationAccuracy };
}

/** What a training leaves, without what unlearning needs of it. */
export interface TrainedParameters extends TrainingStart {
  /** At the end of the epoch before the last. */
  readonly previous: Float32Array;
  readonly validationAccuracy: number;
}

/**
 * The epochs of `train`, bit for bit, without the secant pair, which takes two gradients over all data: for weights that nobody unlearns from.
 * @throws SaidError for bad settings, or when the loss is no number; AbortError when cancelled
 */
export async function runEpochs(
  network: Network,
  dataset: Dataset,
  request: TrainingRequest,
  job: TrainingJob = {},
): Promise<TrainedParameters> {
  checkTraining(request);
  if (dataset.text && request.augmentation !== 'none') throw new SaidError('model.training.textsStay', []);
  const head = request.reversal ? createHead(network, dataset, request.reversal) : undefined;
  try {
    if (request.optimizer === 'newton') return await minimise(network, dataset, request, job);
    return await runBatches(network, dataset, request, job, head);
  } finally {
    if (head) tf.dispose([...head.variables]);
  }
}

async function runBatches(
  network: Network,
  dataset: Dataset,
  request: TrainingRequest,
  job: TrainingJob,
  head: ReversedHead | undefined,
): Promise<TrainedParameters> {
  const { signal, resume } = job;
  const epochsBefore = job.start?.epochs ?? 0;
  let previous = resume?.previous ?? job.start?.parameters ?? initialParameters(network.graph, request.seed);
  let last = resume?.parameters ?? previous;
  network.setParameters(last);
  const optimizer = createOptimizer(network, request, head?.variables);
  const began = performance.now() - (resume?.spentMs ?? 0);
  const clock = startClock(request.epochs, resume?.spentMs);
  let epoch = resume?.epoch ?? 0;
  let validation: EpochProgress['validation'] = null;
  const validate = async () => {
    const held = await evaluateSet(network, dataset, dataset.validation, { signal });
    return summarise(held, dataset.validation.labels);
  };
  try {
    if (resume) {
      optimizer.restore(resume.optimizer);
      validation = await validate();
    }
    while (epoch < request.epochs) {
      const place = { epoch, epochsBefore, leftOut: job.leftOut, head };
      const steps = trainEpoch(network, dataset, request, optimizer, place, signal);
      for await (const { loss, accuracy, done } of steps) {
        job.onProgress?.({
          epoch: epochsBefore + epoch + 1,
          epochs: epochsBefore + request.epochs,
          loss,
          accuracy,
          validation,
          ...clock(epoch + done),
        });
      }
      epoch += 1;
      previous = last;
      last = await network.readParameters();
      validation = await validate();
      await job.onEpoch?.({
        stage: 0,
        epoch,
        parameters: last,
        previous,
        optimizer: await optimizer.save(),
        spentMs: performance.now() - began,
      });
      if (job.endsEarly?.()) break;
    }
  } finally {
    optimizer.dispose();
  }
  return {
    parameters: last,
    previous,
    epochs: epochsBefore + epoch,
    validationAccuracy: validation?.accuracy ?? 0,
  };
}

/**
 * How far a training of so many epochs is, and how long it takes from there.
 * @param earlierMs on the epochs that an earlier process did
 */
export function startClock(epochs: number, earlierMs = 0) {
  const start = performance.now() - earlierMs;
  return (done: number) => {
    const fraction = done / epochs;
    return {
      fraction,
      remainingMs: ((performance.now() - start) * (1 - fraction)) / Math.max(fraction, 1e-9),
    };
  };
}

/** Where an epoch is after a step. */
export interface EpochStep {
  /** Mean over the samples that it has seen, each before its step. */
  readonly loss: number;
  readonly accuracy: number;
  /** Share of the epoch that is done; exactly 1 at its end. */
  readonly done: number;
}

/** Which epoch of a training is gone through. */
export interface EpochOfTraining {
  /** From 0 in this training. */
  readonly epoch: number;
  /** Those that its start had seen. */
  readonly epochsBefore: number;
  /** Samples that are left out, by their indices. */
  readonly leftOut?: readonly number[] | undefined;
  /** Trained beside the network, whose layers hide from it; the optimizer knows its variables. Absent: plain training, whatever the request says. */
  readonly head?: ReversedHead | undefined;
}

/**
 * One pass over the training set from the network's present weights, in the order that belongs to the seed and the number of the epoch. It goes on as it
 * is asked for its steps: who stops asking has the weights after the last one. A batch that has lost all its samples makes no step, and the rate follows
 * the place among all samples.
 * @throws SaidError when the loss is no number; AbortError when cancelled
 */
export async function* trainEpoch(
  network: Network,
  dataset: Dataset,
  request: TrainingRequest,
  optimizer: Optimizer,
  { epoch, epochsBefore, leftOut, head }: EpochOfTraining,
  signal: AbortSignal | undefined,
): AsyncGenerator<EpochStep, void> {
  const { training } = dataset;
  const { count } = training;
  const { batches, changes } = planEpoch(
    { ...request, count, leftOut: maskOf(count, leftOut), isNormalised: isNormalised(network) },
    epochsBefore + epoch,
  );
  const seen = {
    losses: new Float64Array(count),
    predicted: new Uint8Array(count),
    ...(training.labelSets && { answers: new Uint8Array(training.labelSets.length) }),
  };
  let lossSum = 0;
  let right = 0;
  let past = 0;
  const shareRight = () =>
    seen.answers
      ? f1Of(countAnswers(seen.answers.subarray(0, past * network.classes), network.classes))
      : right / past;
  for (const batch of batches) {
    const { from, to, samples } = batch;
    const pixels = pixelsOf(dataset, batch, request.augmentation, changes);
    if (samples.length > 0) {
      const labels = labelsAt(training, Array.from(samples));
      const rate = learningRateAt(request, epoch + from / count);
      const logits = stepOnBatch(network, optimizer, pixels, labels, {
        rate,
        isFrozen: samples.length === 1 && request.lastBatch === 'frozen',
        hiding: head && { head, samples },
      });
      await readLogits(network.graph.loss, logits, labels, seen, past);
      for (let i = 0; i < labels.length; i++) {
        lossSum += seen.losses[past]!;
        if (seen.predicted[past] === labels[i]) right += 1;
        past += 1;
      }
      if (!Number.isFinite(lossSum)) refuseDiverged(lossSum, network.classes);
    }
    if (past > 0) yield { loss: lossSum / past, accuracy: shareRight(), done: to / count };
    await breathe(signal);
  }
}

/** 1 for each of these samples; null where there are none. */
function maskOf(count: number, leftOut: readonly number[] | undefined): Uint8Array | null {
  if (!leftOut || leftOut.length === 0) return null;
  const mask = new Uint8Array(count);
  for (const sample of leftOut) mask[sample] = 1;
  return mask;
}

function isNormalised({ graph }: Network): boolean {
  return graph.nodes.some(({ op }) => op === 'batchNorm');
}

/** What a step is given of its samples. The changes of those that are left out are drawn too, so that they are no one else's. */
function pixelsOf(
  dataset: Dataset,
  { drawn, samples }: EpochBatch,
  augmentation: TrainingRequest['augmentation'],
  changes: (sample: number) => Random,
): Float32Array {
  const pixels = normaliseSamples(dataset.training, dataset, samples);
  if (augmentation === 'none') return pixels;
  const kept = new Set(samples);
  const drawnChanges = Array.from(drawn, (sample) => ({
    sample,
    change: drawChange(augmentation, dataset.shape, changes(sample)),
  }));
  return changeImages(
    pixels,
    dataset.shape,
    drawnChanges.filter(({ sample }) => kept.has(sample)).map(({ change }) => change),
  );
}

/** The learning rate after so many epochs. */
function learningRateAt({ schedule, learningRate, epochs }: TrainingRequest, done: number): number {
  if (schedule === 'constant') return learningRate;
  const least = 0.05;
  return learningRate * (least + ((1 - least) * (1 + Math.cos((Math.PI * done) / epochs))) / 2);
}

interface BatchStep {
  readonly rate: number;
  readonly isFrozen: boolean;
  /** The head that the layers hide from, and the samples that it guesses; undefined: there is none. */
  readonly hiding: { readonly head: ReversedHead; readonly samples: Uint32Array } | undefined;
}

/** One step; running statistics of batch normalisation move with it, unless it is to go by them. Returns the logits before the step, which the caller disposes. */
function stepOnBatch(
  network: Network,
  optimizer: Optimizer,
  pixels: Float32Array,
  labels: Labels,
  { rate, isFrozen, hiding }: BatchStep,
): tf.Tensor2D {
  return tf.tidy(() => {
    const statistics: [variable: tf.Variable, value: tf.Tensor][] = [];
    const share = new Float32Array(labels.length).fill(1 / labels.length);
    const moving: ForwardOptions = {
      onStatistics: (node, mean, variance) =>
        statistics.push([network.variables[node.mean]!, mean], [network.variables[node.variance]!, variance]),
    };
    const options = isFrozen ? {} : moving;
    const inputs = network.toTensor(pixels);
    const { logits, gradients } = hiding
      ? differentiateReversed(network, hiding, inputs, labels, options)
      : differentiateBatch(network, inputs, labels, share, options);
    optimizer.step(gradients, rate);
    for (const [variable, value] of statistics) {
      variable.assign(value);
      value.dispose();
    }
    return logits;
  });
}

/** @throws SaidError always: the loss is no number, or twice as bad as that of a guess, ln(classes) */
function refuseDiverged(loss: number, classes: number): never {
  throw new SaidError('model.training.diverged', [{ loss, guess: Math.log(classes) }]);
}

/** Length of the step that stands in for a last epoch, in units of the parameters' norm (docs/method.md). */
const standInStep = 3e-3;

/**
 * What unlearning needs of weights whose training nobody saw: the secant pair of one gradient step, from w + t g to w, in place of
 * that of the last epoch. BatchNorm statistics stay as they are.
 */
export async function completeWeights(
  network: Network,
  dataset: Dataset,
  parameters: Float32Array,
  { signal }: Pick<TrainingJob, 'signal'> = {},
): Promise<TrainedWeights> {
  const everySample = new Uint8Array(dataset.training.count).fill(1);
  network.setParameters(parameters);
  const { gradient } = await evaluateWithGradient(network, dataset, dataset.training, everySample, {
    signal,
  });
  const step = (standInStep * normOfTrained(network, parameters)) / (norm(gradient) || 1);
  const before = parameters.map((value, i) => value + step * gradient[i]!);
  const { loss, ...weights } = await takeSecant(network, dataset, before, parameters, signal);
  if (!Number.isFinite(loss)) {
    throw new SaidError('model.training.lossNotFinite', []);
  }
  const held = await evaluateSet(network, dataset, dataset.validation, { signal });
  const validationAccuracy = summarise(held, dataset.validation.labels)?.accuracy ?? 0;
  return { ...weights, epochs: 0, validationAccuracy };
}

async function takeSecant(
  network: Network,
  dataset: Dataset,
  previous: Float32Array,
  last: Float32Array,
  signal: AbortSignal | undefined,
) {
  const { training } = dataset;
  const everySample = new Uint8Array(training.count).fill(1);
  const gradientAt = (parameters: Float32Array) => {
    network.setParameters(parameters);
    return evaluateWithGradient(network, dataset, training, everySample, { signal });
  };
  const start = withStatisticsOf(network, previous, last);
  const before = await gradientAt(start);
  const after = await gradientAt(last);
  const { accuracy, loss } = summarise(after, training.labels)!;
  const s = Float32Array.from(subtract(last, start));
  return {
    parameters: last,
    secant: { s, y: Float32Array.from(subtract(after.gradient, before.gradient)) },
    trainingAccuracy: accuracy,
    loss,
  };
}

/** These parameters, with the running statistics of others. */
function withStatisticsOf({ graph }: Network, parameters: Float32Array, others: Float32Array): Float32Array {
  const mixed = parameters.slice();
  for (const { trainable, offset, size } of graph.weights) {
    if (!trainable) mixed.set(others.subarray(offset, offset + size), offset);
  }
  return mixed;
}
