/**
 * Weight decay in the step. Weights are trained on the decayed loss
 *   F(w) = L(w) + wd/2 |w|^2,   L the mean loss over n samples, w the trained weights (model/optimizers.ts: all of them, biases too).
 * Without m samples, whose mean gradient is g, it is F'(w), whose gradient is
 *   grad F' = n/(n-m) grad F - m/(n-m) (g + wd w).
 * At a minimum of F the first part is 0: a Newton step solves (H' + wd I + lambda I) d = m/(n-m) (g + wd w), with H' the Hessian of L without the samples.
 * wd I is exact: it is not scaled as H' is, and no damping.
 */

import { norm } from '../math/linear/vector';
import type { Network } from '../model/network';
import type { TrainingRecord } from '../model/trainingRequest';
import { SaidError } from '../words/saidError';
import { isNewtonStep } from './choices';
import type { ForgetGroup, GroupEvaluation } from './forgetSet';
import type { NeglectedReport } from './report';
import type { RemovalRequest } from './request';
import type { Session } from './session';

/** The weight decay of a training; null for weights that were not trained here. */
export function decayOf({
  epochs,
  weightDecay,
}: Pick<TrainingRecord, 'epochs' | 'weightDecay'>): number | null {
  return epochs > 0 ? weightDecay : null;
}

/** wd of a request's step: the training's, where it is known, for the Newton steps of Algorithm 1 and of influence functions; else 0. */
export function decayInStep({ training }: Pick<Session, 'training'>, request: RemovalRequest): number {
  return request.weightDecay === 'trained' && isNewtonStep(request) ? (decayOf(training) ?? 0) : 0;
}

/**
 * Refuses a system that nothing makes sure to have a solution.
 * @throws SaidError where neither damping nor decay stand on its diagonal
 */
export function refuseBareHessian(damping: number, weightDecay: number): void {
  if (damping + weightDecay === 0) throw new SaidError('engine.refused.noDamping', []);
}

/** wd w: the gradient of wd/2 |w|^2, flat. 0 where a weight is not trained, as of running statistics. */
export function decayGradient(
  { graph }: Pick<Network, 'graph'>,
  parameters: Float32Array,
  weightDecay: number,
): Float64Array {
  const gradient = new Float64Array(parameters.length);
  for (const { trainable, offset, size } of graph.weights) {
    if (!trainable) continue;
    for (let i = offset; i < offset + size; i++) gradient[i] = weightDecay * parameters[i]!;
  }
  return gradient;
}

/**
 * What a Newton step at the session's weights is made of, and what of the gradient it leaves out: t = m/(n-m) (g + wd w) with the step's wd, and
 * grad F' + t with the training's, both over all trained weights. Where the step has the decay that is n/(n-m) grad F, 0 at a minimum of F.
 */
export function measureNeglected(
  session: Pick<Session, 'network' | 'parameters' | 'training' | 'evaluation'>,
  request: RemovalRequest,
  { sampleCount, removedCount }: ForgetGroup,
  { gradient }: GroupEvaluation,
): NeglectedReport {
  const { network, parameters, evaluation } = session;
  const trained = decayOf(session.training);
  const inStep = decayGradient(network, parameters, decayInStep(session, request));
  const inLoss = decayGradient(network, parameters, trained ?? 0);
  const rest = sampleCount - removedCount;
  const term = gradient.map((g, i) => ((g + inStep[i]!) * removedCount) / rest);
  const left = evaluation.residualGradient.map(
    (g, i) => (g * sampleCount - gradient[i]! * removedCount) / rest + inLoss[i]! + term[i]!,
  );
  return { weightDecay: trained, termNorm: norm(term), gradientNorm: norm(left) };
}
