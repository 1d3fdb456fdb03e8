/**
 * Training to the minimum, for logistic regression with weight decay: Newton's method in float64 (newtonStep.ts) from zeros, the weights rounded to float32
 * after each step, as they are stored, until the gradient of the objective at the rounded weights, in float64, is at most `minimumGradient`. The minimum is
 * unique: neither seed nor batches matter, and training again without some samples is training to the minimum of what is left.
 */

import type { Dataset } from '../data/dataset';
import { withoutSamples } from '../data/takeSamples';
import { dot, norm } from '../math/linear/vector';
import type { RegressionPoint } from '../math/network/logisticRegression';
import { SaidError } from '../words/saidError';
import { countAnswers, f1Of, writeAnswers } from './answers';
import { evaluateSet, summarise } from './evaluation';
import { type Labels, labelsOf } from './labels';
import { openRegression, type Regression } from './logisticRegression';
import type { Network } from './network';
import { newtonStep } from './newtonStep';
import type { EpochProgress, TrainedParameters, TrainingJob } from './training';
import type { TrainingRequest } from './trainingRequest';

/**
 * tau: a training to the minimum stops where the gradient of the objective is at most this. Rounding weights to float32 leaves some 7e-8 (softmax
 * regression on 6,000 images of 28 x 28, decay 0.01).
 */
export const minimumGradient = 2e-7;

/**
 * Refuses settings and networks without a minimum to train to.
 * @throws SaidError that says which
 */
export function openMinimisation(network: Network, dataset: Dataset, request: TrainingRequest): Regression {
  const { weightDecay, augmentation } = request;
  const regression = openRegression(network, dataset, dataset.training, weightDecay);
  if (!regression) {
    throw new SaidError('model.training.notConvex', [{ model: network.architecture.name }]);
  }
  if (!(weightDecay > 0) || augmentation !== 'none') {
    throw new SaidError('model.training.minimumNeeds', [{ weightDecay, augmentation }]);
  }
  return regression;
}

/** What is trained on: an order of samples that leaves places empty means nothing here. */
function withoutLeftOut(dataset: Dataset, { leftOut }: TrainingJob): Dataset {
  return leftOut && leftOut.length > 0 ? withoutSamples(dataset, leftOut) : dataset;
}

/** Where Newton's method is: weights as they are stored, and the objective there. */
interface Place {
  readonly parameters: Float32Array;
  readonly weights: Float64Array;
  readonly point: RegressionPoint;
}

/**
 * Trains to the minimum: an epoch is one Newton step, and those that are left of `request.epochs` when the minimum is reached are no steps.
 * @throws SaidError where there is no minimum to train to, or it is not reached; AbortError when cancelled
 */
export async function minimise(
  network: Network,
  all: Dataset,
  request: TrainingRequest,
  job: TrainingJob = {},
): Promise<TrainedParameters> {
  const dataset = withoutLeftOut(all, job);
  const regression = openMinimisation(network, dataset, request);
  const { signal, resume } = job;
  const epochsBefore = job.start?.epochs ?? 0;
  const began = performance.now() - (resume?.spentMs ?? 0);
  const start = resume?.parameters ?? job.start?.parameters ?? new Float32Array(network.parameterCount);
  const report = startReport(network, dataset, began, { ...job, epochsBefore, request });
  let previous = resume?.previous ?? start;
  let place = await placeAt(regression, start, signal);
  let epoch = resume?.epoch ?? 0;
  let endedEarly = false;
  while (norm(place.point.gradient) > minimumGradient && epoch < request.epochs && !endedEarly) {
    const next = await stepOnce(regression, place, signal, (share) =>
      report.within(epoch, place.point, share),
    );
    if (!next) break;
    previous = place.parameters;
    place = next;
    epoch += 1;
    await report.atEnd(place.parameters);
    await job.onEpoch?.({
      ...{ stage: 0, epoch, parameters: place.parameters, previous },
      optimizer: new Float32Array(0),
      spentMs: performance.now() - began,
    });
    endedEarly = job.endsEarly?.() === true;
  }
  const gradient = norm(place.point.gradient);
  if (gradient > minimumGradient && !endedEarly) {
    throw new SaidError('model.training.noMinimum', [{ epochs: epoch, gradient, wanted: minimumGradient }]);
  }
  network.setParameters(place.parameters);
  return {
    parameters: place.parameters,
    previous,
    epochs: epochsBefore + (endedEarly ? epoch : request.epochs),
    validationAccuracy: (await report.validate(place.parameters)).accuracy,
  };
}

async function placeAt(
  regression: Regression,
  parameters: Float32Array,
  signal: AbortSignal | undefined,
): Promise<Place> {
  const weights = regression.toRows(parameters);
  return { parameters, weights, point: await regression.evaluate(weights, signal) };
}

/** Shares of a step that are tried. */
const shortestStep = 1e-6;

/** One Newton step, halved until the objective falls as it should, or, where that is beyond its digits, the gradient. null: none does. */
async function stepOnce(
  regression: Regression,
  { weights, point }: Place,
  signal: AbortSignal | undefined,
  onProgress: (share: number) => void,
): Promise<Place | null> {
  const length = norm(point.gradient);
  // Looser far from the minimum, where the step is not yet the way there; tight enough for the steps to get shorter quadratically.
  const tolerance = Math.max(1e-6, Math.min(0.1, Math.sqrt(length)));
  const { step } = await newtonStep(regression, point, tolerance, { signal, onProgress });
  const slope = dot(point.gradient, step);
  for (let share = 1; share > shortestStep; share /= 2) {
    const moved = regression.toFlat(weights.map((value, i) => value + share * step[i]!));
    const next = await placeAt(regression, moved, signal);
    const falls = next.point.objective <= point.objective + 1e-4 * share * slope;
    if (falls || norm(next.point.gradient) < length / 2) return next;
  }
  return null;
}

/** Tells of a training as epochs do. The share that is done goes by the digits of the gradient. */
function startReport(
  network: Network,
  dataset: Dataset,
  began: number,
  {
    signal,
    onProgress,
    epochsBefore,
    request,
  }: TrainingJob & { readonly epochsBefore: number; readonly request: TrainingRequest },
) {
  const labels = labelsOf(dataset.training);
  let validation: EpochProgress['validation'] = null;
  let first = 0;
  const validate = async (parameters: Float32Array) => {
    network.setParameters(parameters);
    const held = await evaluateSet(network, dataset, dataset.validation, { signal });
    return summarise(held, dataset.validation.labels) ?? { accuracy: 0, loss: 0 };
  };
  return {
    validate,
    within(epoch: number, point: RegressionPoint, share: number): void {
      const digits = Math.log(norm(point.gradient) / minimumGradient);
      first ||= digits;
      // A step doubles the digits that are right, once it is near: half of those that are left.
      const left = (digits * (1 - share / 2)) / first;
      const fraction = Math.max(0, Math.min(0.999, 1 - left));
      const spent = performance.now() - began;
      onProgress?.({
        epoch: epochsBefore + epoch + 1,
        epochs: epochsBefore + request.epochs,
        loss: point.loss,
        accuracy: accuracyOf(point.probabilities, labels, network.classes),
        validation,
        fraction,
        remainingMs: (spent * (1 - fraction)) / Math.max(fraction, 1e-3),
      });
    },
    async atEnd(parameters: Float32Array): Promise<void> {
      validation = await validate(parameters);
    },
  };
}

/** Share of the samples whose own class is the most probable; of samples that have several labels the micro F1. */
function accuracyOf(probabilities: Float64Array, labels: Labels, classes: number): number {
  const of = (row: number) => probabilities.subarray(row * classes, (row + 1) * classes);
  const rows = Array.from(labels, (_, row) => row);
  if (typeof labels[0] === 'number') {
    return rows.filter((row) => of(row).indexOf(Math.max(...of(row))) === labels[row]).length / labels.length;
  }
  const answers = new Uint8Array(probabilities.length);
  for (const row of rows) {
    const sure = of(row).map((p) => p - 0.5);
    writeAnswers(answers, row * classes, sure, labels[row]!);
  }
  return f1Of(countAnswers(answers, classes));
}
