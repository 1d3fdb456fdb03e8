import type { Dataset } from '../data/dataset';
import { norm } from '../math/vector';
import type { Compute } from '../model/compute';
import { evaluateSet, evaluateWithGradient, type SetEvaluation, summarise } from '../model/evaluation';
import type { Job } from '../model/job';
import type { Network } from '../model/network';
import type { TrainedWeights } from '../model/training';
import { digestOf } from './digest';
import type { Metrics, RemovalReport, SampleIndex } from './report';

/** A removal in the history, with what it takes to take it back. */
interface Removal {
  readonly report: RemovalReport;
  /** The parameters that it changed, and their values before. */
  readonly indices: Uint32Array;
  readonly before: Float32Array;
  readonly evaluationBefore: ModelEvaluation;
}

/** What the current parameters make of the data. */
export interface ModelEvaluation {
  readonly metrics: Metrics;
  /** Loss (nats) and predicted class of every training sample, the removed ones too. */
  readonly losses: Float32Array;
  readonly predicted: Uint8Array;
  /** Gradient of the mean loss over the retain set, flat. */
  readonly residualGradient: Float64Array;
}

/**
 * One trained model and what was removed from it. The parameters here are the truth; the network's variables are a copy
 * that a step in flight may change and that is written anew before each use.
 */
export interface Session {
  readonly compute: Compute;
  readonly dataset: Dataset;
  readonly network: Network;
  readonly trained: TrainedWeights;
  parameters: Float32Array;
  digest: string;
  evaluation: ModelEvaluation;
  readonly removals: Removal[];
}

/** Starts a session with the trained weights, and evaluates them. */
export async function openSession(
  compute: Compute,
  dataset: Dataset,
  network: Network,
  trained: TrainedWeights,
  job: Job = {},
): Promise<Session> {
  const parameters = trained.parameters.slice();
  network.setParameters(parameters);
  const evaluation = await evaluateModel(dataset, network, [], job);
  return {
    compute,
    dataset,
    network,
    trained,
    parameters,
    digest: digestOf(parameters),
    evaluation,
    removals: [],
  };
}

/** The samples removed so far, in order. */
export function removedSamples({ removals }: Session): SampleIndex[] {
  return removals.map(({ report }) => report.request.sample);
}

/** Evaluates the network's present variables on the retain set, the removed samples and the validation set. */
export async function evaluateModel(
  dataset: Dataset,
  network: Network,
  removed: readonly SampleIndex[],
  { signal, onProgress }: Job = {},
): Promise<ModelEvaluation> {
  const { training, validation } = dataset;
  const retained = retainMask(training.count, removed);
  const share = training.count / (training.count + validation.count);
  const onTraining = await evaluateWithGradient(network, dataset, training, retained, {
    signal,
    onProgress: (fraction) => onProgress?.(fraction * share),
  });
  const onValidation = await evaluateSet(network, dataset, validation, {
    signal,
    onProgress: (fraction) => onProgress?.(share + fraction * (1 - share)),
  });
  const held = summarise(onValidation, validation.labels)!;
  return {
    losses: onTraining.losses,
    predicted: onTraining.predicted,
    residualGradient: onTraining.gradient,
    metrics: {
      ...measureTraining(onTraining, training.labels, retained),
      residualGradientNorm: norm(onTraining.gradient),
      validationAccuracy: held.accuracy,
      validationLoss: held.loss,
    },
  };
}

/** 1 for every training sample that is left. */
function retainMask(count: number, removed: readonly SampleIndex[]): Uint8Array {
  const retained = new Uint8Array(count).fill(1);
  for (const sample of removed) retained[sample] = 0;
  return retained;
}

/** The metrics on retain set and forget set, from what the model makes of each training sample. */
function measureTraining(
  evaluation: Pick<SetEvaluation, 'losses' | 'predicted'>,
  labels: Uint8Array,
  retained: Uint8Array,
) {
  const forgotten = retained.map((one) => 1 - one);
  const residual = summarise(evaluation, labels, retained)!;
  return {
    residualAccuracy: residual.accuracy,
    residualLoss: residual.loss,
    forgetAccuracy: summarise(evaluation, labels, forgotten)?.accuracy ?? null,
  };
}

/**
 * The metrics of the session's model on the sets as they are once a further sample is removed: what a report compares the new
 * model with. Otherwise leaving a badly fitted sample out would pass for an improvement.
 * @param sampleGradient gradient of that sample's loss, flat
 */
export function metricsWithout(session: Session, sample: SampleIndex, sampleGradient: Float64Array): Metrics {
  const { dataset, evaluation } = session;
  const { count, labels } = dataset.training;
  const retained = retainMask(count, [...removedSamples(session), sample]);
  const rest = count - session.removals.length - 1;
  const gradient = evaluation.residualGradient.map((g, i) => (g * (rest + 1) - sampleGradient[i]!) / rest);
  return {
    ...evaluation.metrics,
    ...measureTraining(evaluation, labels, retained),
    residualGradientNorm: norm(gradient),
  };
}

/** Makes the new parameters the session's, and remembers how to take them back. */
export function recordRemoval(
  session: Session,
  report: RemovalReport,
  indices: Uint32Array,
  parameters: Float32Array,
  evaluation: ModelEvaluation,
): void {
  const before = Float32Array.from(indices, (index) => session.parameters[index]!);
  session.removals.push({ report, indices, before, evaluationBefore: session.evaluation });
  session.parameters = parameters;
  session.digest = report.digestAfter;
  session.evaluation = evaluation;
}

/**
 * Takes the last removal back: the parameters are bit for bit what they were.
 * @throws RangeError when there is nothing to undo
 */
export function undoRemoval(session: Session): void {
  const last = session.removals.pop();
  if (!last) throw new RangeError('there is no removal to undo');
  const parameters = session.parameters.slice();
  last.indices.forEach((index, i) => {
    parameters[index] = last.before[i]!;
  });
  session.parameters = parameters;
  session.digest = digestOf(parameters);
  session.evaluation = last.evaluationBefore;
  session.network.setParameters(parameters);
}
