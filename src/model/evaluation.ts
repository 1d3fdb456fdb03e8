import * as tf from '@tensorflow/tfjs';
import type { Dataset, ImageSet } from '../data/dataset';
import { largestOf, norm } from '../math/linear/vector';
import { type LossId, outputLosses } from '../math/network/outputLoss';
import { countAnswers, f1Of, isTrueAnswer, writeAnswers } from './answers';
import { cutIntoGroups, cutIntoPieces } from './batches';
import { differentiateBatch } from './batchGradient';
import { type Batch, type BatchStream, type ImageSource, type Streamed, startStream } from './batchStream';
import { forward, forwardFromHeld } from './forward';
import type { Job } from './job';
import type { Labels } from './labels';
import type { Network } from './network';
import { type Later, later, type Reads, readAlone } from './reads';

export interface SetEvaluation {
  /** The loss of every image, nats. */
  readonly losses: Float32Array;
  /** Entropy of the predicted distribution of every image, nats: 0 is certain, log(classes) knows nothing; of sigmoids log(2). */
  readonly entropies: Float32Array;
  /** The most probable class of every image; the lowest of equals. */
  readonly predicted: Uint8Array;
  /** The predicted probability of every class, images x classes. */
  readonly probabilities: Float32Array;
  /** Of data whose samples have several labels: what is answered to each class (answers.ts), images x classes. */
  readonly answers?: Uint8Array;
}

function emptyEvaluation({ count, labelSets }: ImageSet, classes: number): SetEvaluation {
  return {
    losses: new Float32Array(count),
    entropies: new Float32Array(count),
    predicted: new Uint8Array(count),
    probabilities: new Float32Array(count * classes),
    ...(labelSets && { answers: new Uint8Array(count * classes) }),
  };
}

export interface HeldOptions {
  /**
   * The network's present weights, flat, where the set is evaluated again and again: what the layers make of it is kept (heldOutputs.ts), and
   * computed anew from the first layer on that has changed. The numbers are the same, bit for bit.
   */
  readonly parameters?: Float32Array;
  /** Where the set was taken from, if that is evaluated again and again. */
  readonly source?: ImageSource;
}

/** Losses, entropies and predictions of the current parameters on every image of a set. */
export async function evaluateSet(
  network: Network,
  dataset: Dataset,
  set: ImageSet,
  job: Job = {},
  options: HeldOptions = {},
): Promise<SetEvaluation> {
  return readAlone(job.signal, (reads) => startSet(network, dataset, set, job, options, reads));
}

/** The same, to be read with others. */
export async function startSet(
  network: Network,
  dataset: Dataset,
  set: ImageSet,
  job: Job,
  options: HeldOptions,
  reads: Reads,
): Promise<Later<SetEvaluation>> {
  return startInto(emptyEvaluation(set, network.classes), network, dataset, set, job, options, reads);
}

/** The margin (math/yardstick/margin.ts) of every image under the current parameters. */
export async function evaluateMargins(
  network: Network,
  dataset: Dataset,
  set: ImageSet,
  job: Job = {},
): Promise<Float32Array> {
  const margins = new Float32Array(set.count);
  const reading = { ...emptyEvaluation(set, network.classes), margins };
  await readAlone(job.signal, (reads) => startInto(reading, network, dataset, set, job, {}, reads));
  return margins;
}

async function startInto<T extends LogitReading>(
  evaluation: T,
  network: Network,
  dataset: Dataset,
  set: ImageSet,
  job: Job,
  { parameters, source }: HeldOptions,
  reads: Reads,
): Promise<Later<T>> {
  const pieces = cutIntoPieces(set.count, network.batchRows);
  const held = parameters && network.held.open(set, parameters);
  const work: BatchStream = {
    passes: 1,
    start: (batch) => [tf.tidy(() => logitsOf(network, batch))],
    finish: ([logits], { labels, from }) =>
      measureLogits(network.graph.loss, logits!, labels, evaluation, from),
  };
  const { result } = await startStream({ network, dataset, set, pieces, held, source }, work, job, reads);
  return later(result.then(() => evaluation));
}

function logitsOf({ graph, variables }: Network, { inputs, labels, held }: Batch): tf.Tensor2D {
  if (!held) return forward(graph, variables, inputs).logits;
  const last = graph.nodes.length - 1;
  return tf.reshape(
    forwardFromHeld(graph, variables, () => inputs, held, last),
    [labels.length, -1],
  );
}

export interface GradientOptions extends HeldOptions {
  /** Whether to compute `batchGradientNormMean`, which takes a second pass in small batches. */
  readonly batchNorms?: boolean;
}

export interface GradientEvaluation extends SetEvaluation {
  /** Of the mean loss over the included images, in the flat layout. */
  readonly gradient: Float64Array;
  /**
   * What the authors report as "residual gradient norm" (scrub/nn_utils.py): the mean, over consecutive batches of 128 included images, of the
   * norm of the batch's mean gradient, a short last batch counting like a full one. It is at least the norm of `gradient` where the
   * batches are of one size, by the triangle inequality. Null where it was not asked for.
   */
  readonly batchGradientNormMean: number | null;
}

/** Included images of a batch of the authors' norm. */
const normBatchSize = 128;

/**
 * Losses, entropies and predictions of every image, with the gradient of the mean loss over the images whose weight is 1. They are the same, bit
 * for bit, whether batch norms are asked for or not: other batches would round otherwise.
 * @param included one entry per image: 1 counts, 0 does not (a sample that was removed)
 * @returns sums over batches in float64
 */
export async function evaluateWithGradient(
  network: Network,
  dataset: Dataset,
  set: ImageSet,
  included: Uint8Array,
  job: Job = {},
  options: GradientOptions = {},
): Promise<GradientEvaluation> {
  return readAlone(job.signal, (reads) =>
    startWithGradient(network, dataset, set, included, job, options, reads),
  );
}

/** The same, to be read with others. */
export async function startWithGradient(
  network: Network,
  dataset: Dataset,
  set: ImageSet,
  included: Uint8Array,
  { signal, onProgress }: Job,
  { batchNorms = false, parameters }: GradientOptions,
  reads: Reads,
): Promise<Later<GradientEvaluation>> {
  const count = included.reduce((sum, one) => sum + one, 0);
  if (count === 0) throw new RangeError('the gradient of a mean needs at least one included image, got 0');
  const passes = batchNorms ? 2 : 1;
  const pass = (place: number): Job => ({
    signal,
    onProgress: (fraction) => onProgress?.((place + fraction) / passes),
  });
  const pieces = cutIntoPieces(set.count, network.batchRows);
  const held = parameters && network.held.open(set, parameters);
  const whole = { network, dataset, set, pieces, held };
  const first = await startPieces(whole, included, pass(0), reads);
  const groups = { ...whole, pieces: cutIntoGroups(included, normBatchSize, network.batchRows) };
  const second = batchNorms
    ? await startPieces({ ...groups, held: undefined }, included, pass(1), reads)
    : null;
  const finish = async (): Promise<GradientEvaluation> => {
    const { evaluation, gradient } = await first.result;
    const norms = second && (await second.result).norms;
    return {
      ...evaluation,
      gradient: gradient.map((sum) => sum / count),
      batchGradientNormMean: norms && norms.reduce((sum, one) => sum + one, 0) / norms.length,
    };
  };
  return later(finish());
}

/** The gradient of the summed loss over the included images, and the norm of the mean gradient of every group of pieces. */
async function startPieces(streamed: Streamed, included: Uint8Array, job: Job, reads: Reads) {
  const { network, set } = streamed;
  const evaluation = emptyEvaluation(set, network.classes);
  const gradient = new Float64Array(network.parameterCount);
  const ofGroup = new Float64Array(network.parameterCount);
  const norms: number[] = [];
  let inGroup = 0;
  const work: BatchStream = {
    passes: 3,
    start({ inputs, from, labels, held }) {
      const weights = included.subarray(from, from + labels.length);
      const { logits, gradients } = differentiateBatch(network, inputs, labels, weights, { held });
      return [logits, ...gradients];
    },
    finish([logits, ...gradients], { labels, from, endsGroup }) {
      measureLogits(network.graph.loss, logits!, labels, evaluation, from);
      addFlat(ofGroup, gradients);
      inGroup += included.subarray(from, from + labels.length).reduce((sum, one) => sum + one, 0);
      if (!endsGroup) return;
      norms.push(norm(ofGroup) / inGroup);
      for (let i = 0; i < gradient.length; i++) gradient[i]! += ofGroup[i]!;
      ofGroup.fill(0);
      inGroup = 0;
    },
  };
  const { result } = await startStream(streamed, work, job, reads);
  return later(result.then(() => ({ evaluation, gradient, norms })));
}

/** Adds arrays, one after another, to a flat vector. */
function addFlat(sums: Float64Array, parts: readonly Float32Array[]): void {
  let offset = 0;
  for (const part of parts) {
    for (let i = 0; i < part.length; i++) sums[offset + i]! += part[i]!;
    offset += part.length;
  }
}

/** What is made of logits, image by image. */
export interface LogitReading {
  readonly losses: Float32Array | Float64Array;
  readonly predicted: Uint8Array;
  readonly entropies?: Float32Array;
  /** Images x classes. */
  readonly probabilities?: Float32Array;
  readonly margins?: Float32Array;
  /** Images x classes. */
  readonly answers?: Uint8Array;
}

/** Reads and disposes a batch's logits, and measures them. */
export async function readLogits(
  loss: LossId,
  logits: tf.Tensor2D,
  labels: Labels,
  reading: LogitReading,
  from: number,
): Promise<void> {
  const values = (await logits.data()) as Float32Array;
  logits.dispose();
  measureLogits(loss, values, labels, reading, from);
}

/** What is wanted of a batch's logits is computed in float64, and goes to its places from `from` on. */
function measureLogits(
  id: LossId,
  logits: Float32Array,
  labels: Labels,
  { losses, predicted, entropies, probabilities, margins, answers }: LogitReading,
  from: number,
): void {
  const classes = logits.length / labels.length;
  const loss = outputLosses[id];
  for (let i = 0; i < labels.length; i++) {
    const row = logits.subarray(i * classes, (i + 1) * classes);
    losses[from + i] = loss.loss(row, labels[i]!);
    predicted[from + i] = row.indexOf(largestOf(row));
    if (entropies) entropies[from + i] = loss.entropy(row);
    if (margins) margins[from + i] = loss.margin(row, labels[i]!);
    if (answers) writeAnswers(answers, (from + i) * classes, row, labels[i]!);
    probabilities?.set(loss.probabilities(row), (from + i) * classes);
  }
}

/**
 * Share of right predictions, and mean loss, over the images whose weight is 1; null where there are none. Of samples that have several labels the micro F1
 * stands for the share.
 */
export function summarise(
  { losses, predicted, answers }: Pick<SetEvaluation, 'losses' | 'predicted' | 'answers'>,
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
  if (count === 0) return null;
  const accuracy = answers
    ? f1Of(countAnswers(answers, answers.length / labels.length, included))
    : right / count;
  return { accuracy, loss: loss / count };
}

/** What a model makes of one class. */
export interface ClassSummary {
  /** Images of the class that count. */
  readonly count: number;
  /** Share of right predictions, or the class's F1 where samples have several labels, and mean loss in nats; null where there are no images. */
  readonly accuracy: number | null;
  readonly loss: number | null;
}

/** The same for each class by itself, over the images whose weight is 1. */
export function summariseClasses(
  { losses, predicted, answers }: Pick<SetEvaluation, 'losses' | 'predicted' | 'answers'>,
  labels: Uint8Array,
  classes: number,
  included?: Uint8Array,
): ClassSummary[] {
  if (answers) return summariseAnswers({ losses, answers }, classes, included);
  const sums = Array.from({ length: classes }, () => ({ count: 0, right: 0, loss: 0 }));
  labels.forEach((label, i) => {
    if (included?.[i] === 0) return;
    const own = sums[label]!;
    own.count += 1;
    own.loss += losses[i]!;
    if (predicted[i] === label) own.right += 1;
  });
  return sums.map(({ count, right, loss }) =>
    count === 0
      ? { count, accuracy: null, loss: null }
      : { count, accuracy: right / count, loss: loss / count },
  );
}

/** The same of samples that have several labels: a sample counts with each class that is true of it. */
function summariseAnswers(
  { losses, answers }: Pick<SetEvaluation, 'losses'> & Required<Pick<SetEvaluation, 'answers'>>,
  classes: number,
  included?: Uint8Array,
): ClassSummary[] {
  return Array.from({ length: classes }, (_, k) => {
    const counts = countAnswers(answers, classes, included, k);
    if (counts.samples === 0) return { count: 0, accuracy: null, loss: null };
    let loss = 0;
    losses.forEach((own, row) => {
      if (included?.[row] !== 0 && isTrueAnswer(answers[row * classes + k]!)) loss += own;
    });
    return { count: counts.samples, accuracy: f1Of(counts), loss: loss / counts.samples };
  });
}
