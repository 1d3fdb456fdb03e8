/**
 * Removal by influence functions (P. W. Koh and P. Liang, "Understanding black-box predictions via influence functions", ICML 2017; as a removal: C. Guo, T.
 * Goldstein, A. Hannun and L. van der Maaten, "Certified data removal from machine learning models", ICML 2020, section 3.1). One damped Newton step on all
 * trained parameters,
 *   w' = w + (H + wd I + lambda I)^-1 m (g + wd w) / (n - m)
 * g the mean gradient of the m samples to forget, wd the weight decay of the training, H the Hessian of the mean loss of the n - m samples that are left: at a
 * minimum of the decayed loss over all n that is minus its gradient on what is left (decay.ts). H is measured by exact products with a vector on `hessianSamples` of them, drawn at random, and the system is solved by
 * conjugate gradients. The damping is raised where curvature is negative. With the curvature `ggn` the
 * Gauss-Newton matrix stands for H: it has none. Batch normalisation is frozen: running statistics have gradient 0 and never move.
 */

import { takeSamples } from '../../data/takeSamples';
import {
  type ConjugateGradientsSolution,
  conjugateGradients,
  mostIterations,
} from '../../math/linear/conjugateGradients';
import { dot, norm } from '../../math/linear/vector';
import { eigenvalueFloor } from '../../math/removal/dampedSolve';
import { openDownstream } from '../../model/downstream';
import { gaussNewtonVector } from '../../model/gaussNewtonVector';
import { hessianVector } from '../../model/hessianVector';
import { productTolerance, solveProgress, withDecay } from '../curvatures/cg';
import { decayGradient, decayInStep, refuseBareHessian } from '../decay';
import type { CurvatureReport } from '../report';
import { drawHessianSamples } from '../retainSet';
import type { MethodInput, MethodResult } from './method';
import { reportStep } from './stepReport';
import { curvatureOfMethod, type MethodNumbers } from './table';

type Input = MethodInput<MethodNumbers<'influence'>>;

/** The node behind the input: all weights are in it or behind it. */
const firstLayer = 1;

export async function influence(input: Input): Promise<MethodResult> {
  const { session, request, group, before, numbers, job, runPhase } = input;
  const { network, dataset, parameters } = session;
  const { signal } = job;
  const multiply =
    curvatureOfMethod('influence', request.curvature) === 'ggn' ? gaussNewtonVector : hessianVector;
  const set = takeSamples(dataset, drawHessianSamples(session, request));
  const share = group.removedCount / (group.sampleCount - group.removedCount);
  const weightDecay = decayInStep(session, request);
  refuseBareHessian(numbers.damping, weightDecay);
  const decay = decayGradient(network, parameters, weightDecay);
  const rhs = before.gradient.map((g, i) => (g + decay[i]!) * share);
  return runPhase('update', async (onProgress) => {
    network.setParameters(parameters);
    const whole = await openDownstream(network, dataset, set, firstLayer, { signal });
    try {
      const product = withDecay((vector) => multiply(whole, vector, { signal }), weightDecay);
      const solution = await conjugateGradients(product, rhs, {
        damping: numbers.damping,
        floor: eigenvalueFloor(numbers.damping, weightDecay),
        tolerance: productTolerance,
        maxIterations: Math.min(numbers.products, mostIterations(rhs.length)),
        signal,
        onProgress: (_, left) => onProgress(solveProgress(left)),
      });
      const moved = parameters.map((value, i) => value + solution.solution[i]!);
      return reportStep(session, moved, { curvature: gauge(input, solution, set.count, weightDecay) });
    } finally {
      whole.close();
    }
  });
}

/** What the Hessian was, and what it did to the step; null where there was no gradient to solve for. */
function gauge(
  { session, request, group, before, numbers }: Input,
  { solution, dampingUsed, iterations, residual, ritz }: ConjugateGradientsSolution,
  hessianSamples: number,
  weightDecay: number,
): CurvatureReport | null {
  if (!ritz) return null;
  const trained = session.network.graph.weights.filter(({ trainable }) => trainable);
  return {
    name: curvatureOfMethod('influence', request.curvature)!,
    parameters: trained.reduce((sum, { size }) => sum + size, 0),
    sampleCount: group.sampleCount,
    full: null,
    sample: null,
    hessianSamples,
    weightDecay,
    damping: numbers.damping,
    dampingUsed,
    eigenvalues: ritz,
    solveResidual: residual,
    products: iterations,
    differenceError: null,
    cosineToGradient: dot(solution, before.gradient) / (norm(solution) * norm(before.gradient)),
  };
}
