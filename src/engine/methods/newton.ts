/**
 * Newton's step on the whole gradient of what is left, without damping, for logistic regression:
 *   w' = w + H'^-1 (-grad F'(w)),   F' the mean loss of what is left and the decay mu/2 |w|^2 on every weight, H' its Hessian,
 * by exact products over all that is left, in float64. The whole gradient has what earlier steps left in it: errors do not add up. Each further step roughly
 * squares what is left of the gradient. It is the step of C. Guo, T. Goldstein, A. Hannun and L. van der Maaten, "Certified data removal from machine
 * learning models", ICML 2020, section 3, with the gradient as it is in place of that of the removed samples.
 */

import { minimumGradient } from '../../model/minimise';
import { newtonStep, toleranceFor } from '../../model/newtonStep';
import { SaidError } from '../../words/saidError';
import { openObjective } from '../certificate/measureBound';
import { removedSamples } from '../session';
import type { MethodInput, MethodResult } from './method';
import { reportStep } from './stepReport';
import type { MethodNumbers } from './table';

export async function newton({
  session,
  group,
  numbers,
  job: { signal },
  runPhase,
}: MethodInput<MethodNumbers<'newton'>>): Promise<MethodResult> {
  const { network, training } = session;
  const objective = openObjective(session, [...removedSamples(session), ...group.samples]);
  if (!objective || !(training.weightDecay > 0)) {
    throw new SaidError('engine.refused.newton', [
      { model: network.architecture.name, weightDecay: training.weightDecay },
    ]);
  }
  return runPhase('update', async (onProgress) => {
    let parameters = session.parameters;
    for (let made = 0; made < numbers.steps; made++) {
      const weights = objective.toRows(parameters);
      const point = await objective.evaluate(weights, signal);
      // What is left of the system stays well below what training leaves of the gradient.
      const { step } = await newtonStep(objective, point, toleranceFor(point, minimumGradient / 2), {
        signal,
        onProgress: (share) => onProgress((made + share) / numbers.steps),
      });
      parameters = objective.toFlat(weights.map((value, i) => value + step[i]!));
    }
    return reportStep(session, parameters);
  });
}
