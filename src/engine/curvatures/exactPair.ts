import type { SecantPair } from '../../math/removal/secantHessian';
import type { Job } from '../../model/job';
import { fullPair } from '../secantPairs';
import type { CurvatureProblem } from './curvature';
import { openBlockProduct, withHessianSet } from './hessianSet';

/**
 * A secant pair of the block's own Hessian, over the samples of takeHessianSet: s is the last epoch's step on the block, y = H_block s by one exact product,
 * at the session's parameters. Cut out of a step of all weights, y would hold what the other weights did.
 * @throws AbortError when cancelled
 */
export function exactPair(
  problem: CurvatureProblem,
  job: Job,
): Promise<SecantPair & { readonly sampleCount: number }> {
  const { s } = fullPair(problem.session.trained, problem.block);
  return withHessianSet(problem, job, async (downstream) => {
    const multiply = openBlockProduct(problem, downstream, job);
    return { s, y: await multiply(s, job.onProgress), sampleCount: downstream.count };
  });
}
