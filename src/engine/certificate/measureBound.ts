/**
 * r = (|grad F(w)| + tau) / mu (math/removal/distanceBound.ts): how far weights are, at most, from those of retraining to the minimum of what is left. F is
 * the mean loss of what is left with its weight decay, in float64, at the float32 weights as they are stored; tau is `minimumGradient`.
 */

import { withoutSamples } from '../../data/takeSamples';
import { norm } from '../../math/linear/vector';
import { distanceBound } from '../../math/removal/distanceBound';
import { isRegression, openRegression, type Regression } from '../../model/logisticRegression';
import { minimumGradient } from '../../model/minimise';
import type { SampleIndex } from '../request';
import type { Session } from '../session';

type Trained = Pick<Session, 'network' | 'dataset' | 'training'>;

/** Whether retraining goes to the minimum, so that there is a bound: logistic regression, trained to its minimum and no further. */
export function hasBound({ network, training }: Pick<Session, 'network' | 'training'>): boolean {
  const { optimizer, stages, weightDecay } = training;
  return isRegression(network.graph) && optimizer === 'newton' && !stages && weightDecay > 0;
}

/** The objective of what is left without some samples; null where the model is no logistic regression. */
export function openObjective(
  { network, dataset, training }: Trained,
  removed: readonly SampleIndex[],
): Regression | null {
  const left = removed.length === 0 ? dataset : withoutSamples(dataset, removed);
  return openRegression(network, dataset, left.training, training.weightDecay);
}

/**
 * r of weights, without some samples.
 * @returns null where there is no bound
 * @throws AbortError when cancelled
 */
export async function measureBound(
  session: Trained,
  parameters: Float32Array,
  removed: readonly SampleIndex[],
  signal?: AbortSignal,
): Promise<number | null> {
  const objective = hasBound(session) ? openObjective(session, removed) : null;
  if (!objective) return null;
  const { gradient } = await objective.evaluate(objective.toRows(parameters), signal);
  return distanceBound(norm(gradient), minimumGradient, session.training.weightDecay);
}
