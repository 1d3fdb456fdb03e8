import type { ImageSet } from '../../data/dataset';
import { takeSamples } from '../../data/takeSamples';
import { hessianVector } from '../../model/hessianVector';
import type { Job } from '../../model/job';
import { gather } from '../../model/slices';
import { drawHessianSamples } from '../retainSet';
import type { CurvatureProblem } from './curvature';

/**
 * The samples whose mean loss has the Hessian that the step needs. Equation 13's (n H - m H_s) / (n - m) is the Hessian of the mean loss of what is
 * left: measured directly, on a draw of `hessianSamples` of them (docs/decisions/0005-the-hessian-of-what-is-left.md). For the
 * update `cr` it is that of the forgotten samples.
 */
export function takeHessianSet({ session, request, group }: CurvatureProblem): ImageSet {
  const { dataset } = session;
  if (request.update === 'cr') return takeSamples(dataset, group.samples);
  return takeSamples(dataset, drawHessianSamples(session, request));
}

/** The exact product of the block's Hessian of a set's mean loss at the session's parameters, v -> H v on the block. */
export function openBlockProduct(
  { session: { network, dataset, parameters }, block }: CurvatureProblem,
  set: ImageSet,
  { signal }: Job,
): (vector: Float64Array) => Promise<Float64Array> {
  const every = new Uint8Array(set.count).fill(1);
  const flat = new Float64Array(parameters.length);
  network.setParameters(parameters);
  return async (vector) => {
    block.forEach((index, i) => {
      flat[index] = vector[i]!;
    });
    return gather(await hessianVector(network, dataset, set, every, flat, { signal }), block);
  };
}
