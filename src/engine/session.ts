import type { Dataset } from '../data/dataset';
import { norm } from '../math/vector';
import type { Compute } from '../model/compute';
import { evaluateSet, evaluateWithGradient, summarise } from '../model/evaluation';
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
  const parameters = trained.last.parameters.slice();
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
  const retained = new Uint8Array(training.count).fill(1);
  for (const sample of removed) retained[sample] = 0;
  const share = training.count / (training.count + validation.count);
  const onTraining = await evaluateWithGradient(network, dataset, training, retained, {
    signal,
    onProgress: (fraction) => onProgress?.(fraction * share),
  });
  const onValidation = await evaluateSet(network, dataset, validation, {
    signal,
    onProgress: (fraction) => onProgress?.(share + fraction * (1 - share)),
  });
  const residual = summarise(onTraining, training.labels, retained)!;
  const forgotten = summarise(
    onTraining,
    training.labels,
    retained.map((one) => 1 - one),
  );
  const held = summarise(onValidation, validation.labels)!;
  return {
    losses: onTraining.losses,
    predicted: onTraining.predicted,
    metrics: {
      residualAccuracy: residual.accuracy,
      residualLoss: residual.loss,
      residualGradientNorm: norm(onTraining.gradient),
      validationAccuracy: held.accuracy,
      validationLoss: held.loss,
      forgetAccuracy: forgotten?.accuracy ?? null,
    },
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
