import type { Dataset } from '../../data/dataset';
import { takeSamples } from '../../data/takeSamples';
import { norm, subtract } from '../../math/linear/vector';
import { zeroRetrainForgetting } from '../../math/network/zeroRetrainForgetting';
import { fitThreshold, memberShare } from '../../math/removal/membershipAttack';
import {
  type SetEvaluation,
  startSet,
  startWithGradient,
  summarise,
  summariseClasses,
} from '../../model/evaluation';
import type { Job } from '../../model/job';
import { initialParameters, type Network } from '../../model/network';
import { type Later, later, type Reads, readAlone } from '../../model/reads';
import type { TrainedWeights } from '../../model/training';
import type { TrainingRecord } from '../../model/trainingRequest';
import { SaidError } from '../../words/saidError';
import { decayGradient, decayOf } from '../decay';
import type { AccuracyReport, AttackMetrics, Metrics, SampleIndex } from '../report';

/** What measuring needs of a session. */
export interface MeasuredLab {
  readonly dataset: Dataset;
  readonly network: Network;
  readonly trained: Pick<TrainedWeights, 'parameters'>;
  /** How the original weights were trained. */
  readonly training: Pick<TrainingRecord, 'epochs' | 'weightDecay'>;
  /** Predictions of the randomly initialised model, by sample; filled as samples are removed. */
  readonly untrained: Map<SampleIndex, Float32Array>;
}

/** What parameters make of the data. */
export interface ModelEvaluation {
  readonly metrics: Metrics;
  /** Of every training sample, the removed ones too. */
  readonly training: SetEvaluation;
  readonly validation: SetEvaluation;
  /** Gradient of the mean loss over the retain set, flat. */
  readonly residualGradient: Float64Array;
  /** The authors' mean of batch gradient norms; null where it was not asked for. */
  readonly batchGradientNormMean: number | null;
}

export interface MeasureOptions {
  /** Whether to compute `batchGradientNormMean`, which is slow. */
  readonly batchNorms?: boolean | undefined;
}

/** The seed of the model that zero retrain forgetting compares with: random weights that nobody trains from. */
const untrainedSeed = 271_828;

/**
 * Evaluates parameters on the retain set, the removed samples and the validation set, and computes every metric.
 * The network is left with these parameters.
 * @throws SaidError when the parameters are too large for the model's outputs to be numbers
 */
export async function measureModel(
  lab: MeasuredLab,
  parameters: Float32Array,
  removed: readonly SampleIndex[],
  job: Job = {},
  options: MeasureOptions = {},
): Promise<ModelEvaluation> {
  return readAlone(job.signal, async (reads) => {
    const untrained = await startUntrained(lab, removed, job, reads);
    return startModel(lab, parameters, removed, untrained, job, options, reads);
  });
}

/**
 * The same, to be read with others.
 * @param untrained see startUntrained
 */
export async function startModel(
  lab: MeasuredLab,
  parameters: Float32Array,
  removed: readonly SampleIndex[],
  untrained: Later<void>,
  job: Job,
  { batchNorms = false }: MeasureOptions,
  reads: Reads,
): Promise<Later<ModelEvaluation>> {
  const { dataset, network } = lab;
  const { training, validation } = dataset;
  network.setParameters(parameters);
  const retained = retainMask(training.count, removed);
  const [first, second] = shareJob(dataset, job);
  const options = { batchNorms, parameters };
  const onTraining = await startWithGradient(network, dataset, training, retained, first, options, reads);
  const onValidation = await startSet(network, dataset, validation, second, { parameters }, reads);
  const forgotten = await startForgotten(lab, removed, untrained, job, reads);
  const finish = async (): Promise<ModelEvaluation> => {
    const { gradient, batchGradientNormMean, ...rest } = await onTraining.result;
    const evaluation = {
      training: rest,
      validation: await onValidation.result,
      residualGradient: gradient,
      batchGradientNormMean,
    };
    refuseOverflow(evaluation.training);
    refuseOverflow(evaluation.validation);
    const metrics = computeMetrics(lab, parameters, evaluation, removed, await forgotten.result);
    return { ...evaluation, metrics };
  };
  return later(finish());
}

/** A job for the training set and one for the validation set, by their numbers of images. */
function shareJob({ training, validation }: Dataset, { signal, onProgress }: Job): [Job, Job] {
  const share = training.count / (training.count + validation.count);
  return [
    { signal, onProgress: (fraction) => onProgress?.(fraction * share) },
    { signal, onProgress: (fraction) => onProgress?.(share + fraction * (1 - share)) },
  ];
}

/**
 * Accuracies and losses of parameters on the retain set, the removed samples and the validation set, without a gradient. The network is left with these
 * parameters.
 * @throws SaidError when the parameters are too large for the model's outputs to be numbers
 */
export async function startAccuracy(
  { dataset, network }: Pick<MeasuredLab, 'dataset' | 'network'>,
  parameters: Float32Array,
  removed: readonly SampleIndex[],
  job: Job,
  reads: Reads,
): Promise<Later<AccuracyReport>> {
  network.setParameters(parameters);
  const [first, second] = shareJob(dataset, job);
  const onTraining = await startSet(network, dataset, dataset.training, first, { parameters }, reads);
  const onValidation = await startSet(network, dataset, dataset.validation, second, { parameters }, reads);
  const finish = async (): Promise<AccuracyReport> => {
    const [training, validation] = [await onTraining.result, await onValidation.result];
    refuseOverflow(training);
    refuseOverflow(validation);
    return accuracyOf(dataset, { training, validation }, retainMask(dataset.training.count, removed));
  };
  return later(finish());
}

function accuracyOf(
  { training, validation }: Dataset,
  sets: Pick<ModelEvaluation, 'training' | 'validation'>,
  retained: Uint8Array,
): AccuracyReport {
  const residual = summarise(sets.training, training.labels, retained)!;
  const held = summarise(sets.validation, validation.labels)!;
  const forget = summarise(
    sets.training,
    training.labels,
    retained.map((one) => 1 - one),
  );
  return {
    ...(sets.training.answers && { accuracyIs: 'micro-f1' as const }),
    residualAccuracy: residual.accuracy,
    residualLoss: residual.loss,
    validationAccuracy: held.accuracy,
    validationLoss: held.loss,
    forgetAccuracy: forget?.accuracy ?? null,
    forgetLoss: forget?.loss ?? null,
  };
}

/** Finite weights can still be so large that what the network computes from them exceeds float32. */
function refuseOverflow({ losses, entropies }: SetEvaluation): void {
  if (losses.every(Number.isFinite) && entropies.every(Number.isFinite)) return;
  throw new SaidError('engine.failed.outputsNotFinite', []);
}

/**
 * Every metric of a model, from what it makes of each sample, on the sets as they are when `removed` is gone.
 * @param zeroRetrainForgetting see startForgotten
 */
export function computeMetrics(
  lab: MeasuredLab,
  parameters: Float32Array,
  { training, validation, residualGradient, batchGradientNormMean }: Omit<ModelEvaluation, 'metrics'>,
  removed: readonly SampleIndex[],
  zeroRetrainForgetting: number | null,
): Metrics {
  const { dataset, trained, network, training: record } = lab;
  const decay = decayGradient(network, parameters, decayOf(record) ?? 0);
  const { labels, count } = dataset.training;
  const retained = retainMask(count, removed);
  const forgotten = retained.map((one) => 1 - one);
  const classes = dataset.classNames.length;
  return {
    ...accuracyOf(dataset, { training, validation }, retained),
    residualGradientNorm: norm(residualGradient),
    decayedGradientNorm: norm(residualGradient.map((g, i) => g + decay[i]!)),
    batchGradientNormMean,
    classes: {
      residual: summariseClasses(training, labels, classes, retained),
      validation: summariseClasses(validation, dataset.validation.labels, classes),
      forget: summariseClasses(training, labels, classes, forgotten),
    },
    distanceToOriginal: norm(subtract(parameters, trained.parameters)),
    membership: {
      loss: attack(training.losses, validation.losses, retained),
      entropy: attack(training.entropies, validation.entropies, retained),
    },
    zeroRetrainForgetting,
  };
}

/** 1 for every training sample that is left. */
export function retainMask(count: number, removed: readonly SampleIndex[]): Uint8Array {
  const retained = new Uint8Array(count).fill(1);
  for (const sample of removed) retained[sample] = 0;
  return retained;
}

/** Members: the retain set. Non-members: the validation set. Then the threshold is put to the forget set. */
function attack(training: Float32Array, validation: Float32Array, retained: Uint8Array): AttackMetrics {
  const { threshold, balancedAccuracy, auc } = fitThreshold(
    training.filter((_, i) => retained[i] === 1),
    validation,
  );
  const forgotten = training.filter((_, i) => retained[i] === 0);
  return {
    auc,
    balancedAccuracy,
    forgetShare: forgotten.length === 0 ? null : memberShare(forgotten, threshold),
  };
}

/** ZRF of the network's present variables on the removed samples; null where there are none. */
export async function startForgotten(
  { dataset, network, untrained }: MeasuredLab,
  removed: readonly SampleIndex[],
  { result: known }: Later<void>,
  { signal }: Job,
  reads: Reads,
): Promise<Later<number | null>> {
  if (removed.length === 0) return later(Promise.resolve(null));
  const set = takeSamples(dataset, removed);
  const source = { set: dataset.training, places: removed };
  const { result } = await startSet(network, dataset, set, { signal }, { source }, reads);
  const finish = async (): Promise<number> => {
    const { probabilities } = await result;
    await known;
    const { classes } = network;
    const random = new Float32Array(removed.length * classes);
    removed.forEach((sample, i) => {
      random.set(untrained.get(sample)!, i * classes);
    });
    return zeroRetrainForgetting(network.graph.loss, probabilities, random, classes);
  };
  return later(finish());
}

/**
 * Lets the randomly initialised model predict the removed samples that it has not seen yet. It leaves the network with its weights.
 * @returns once they stand in `lab.untrained`
 */
export async function startUntrained(
  { dataset, network, untrained }: MeasuredLab,
  removed: readonly SampleIndex[],
  { signal }: Job,
  reads: Reads,
): Promise<Later<void>> {
  const missing = removed.filter((sample) => !untrained.has(sample));
  if (missing.length === 0) return later(Promise.resolve());
  network.setParameters(initialParameters(network.graph, untrainedSeed));
  const set = takeSamples(dataset, missing);
  const source = { set: dataset.training, places: missing };
  const { result } = await startSet(network, dataset, set, { signal }, { source }, reads);
  const finish = async (): Promise<void> => {
    const { probabilities } = await result;
    const { classes } = network;
    missing.forEach((sample, i) => {
      untrained.set(sample, probabilities.slice(i * classes, (i + 1) * classes) as Float32Array);
    });
  };
  return later(finish());
}
