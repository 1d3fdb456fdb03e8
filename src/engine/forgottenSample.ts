import { normalise } from '../data/dataset';
import { evaluateSample, type SampleEvaluation } from '../math/evaluateGraph';
import { checkRequest } from './parameters';
import type { RemovalRequest } from './report';
import { removedSamples, type Session } from './session';

/** A training sample as the network sees it. */
export interface LabelledInput {
  /** Normalised pixels. */
  readonly input: Float32Array;
  readonly label: number;
}

/** The sample that a removal is about, and what the model makes of it now. */
export interface ForgottenSample extends LabelledInput {
  /** Loss, probabilities and gradient in float64 (docs/decisions/0002-the-samples-own-curvature.md). */
  readonly before: SampleEvaluation;
  /** n: training samples left before this removal, this one included. */
  readonly sampleCount: number;
}

/**
 * The sample that a request names, removed or not.
 * @throws RangeError when a number of the request is out of range
 */
export function readSample({ dataset }: Session, request: RemovalRequest): LabelledInput {
  checkRequest(request, dataset.training.count);
  return {
    input: normalise(dataset.training, dataset, request.sample, request.sample + 1),
    label: dataset.training.labels[request.sample]!,
  };
}

/**
 * The sample that a request asks to remove.
 * @throws RangeError when a number of the request is out of range or the sample is removed already
 */
export function findForgotten(session: Session, request: RemovalRequest): ForgottenSample {
  const { input, label } = readSample(session, request);
  if (removedSamples(session).includes(request.sample)) {
    throw new RangeError(`sample ${request.sample} is removed already`);
  }
  return {
    input,
    label,
    before: evaluateSample(session.network.graph, session.parameters, input, label),
    sampleCount: session.dataset.training.count - session.removals.length,
  };
}
