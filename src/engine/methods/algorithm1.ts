/**
 * Algorithm 1 of Mehta, Pal, Singh, Ravi, "Deep Unlearning via Randomized Conditionally Independent Hessians" (CVPR 2022), as a straight line:
 * perturb, select, curvature, update.
 */

import { norm } from '../../math/linear/vector';
import { createRandom } from '../../math/random/random';
import { certificationSigma } from '../../math/removal/certificationNoise';
import type { Job } from '../../model/job';
import { blockIndices, gather } from '../../model/slices';
import { type CurvatureProblem, poseProblem, reportCurvature } from '../curvatures/curvature';
import { curvatureOf } from '../curvatures/index.ts';
import { perturb } from '../perturb';
import type { CurvatureReport, RemovalRequest } from '../report';
import { needsPerturbation, reportSelection, selectSlices } from '../selectSlices';
import type { MethodInput, MethodResult } from './method';

export async function algorithm1(input: MethodInput): Promise<MethodResult> {
  const { session, request, group, before, runPhase, job } = input;
  const { network, compute } = session;
  const { signal } = job;

  const perturbation = await runPhase('perturb', (onProgress) => {
    if (!needsPerturbation(request)) return null;
    network.setParameters(session.parameters);
    return perturb(compute, network, group.inputs, request, { signal, onProgress });
  });
  const selection = await runPhase('select', () => {
    const evidence = { layers: network.layers, perturbation, gradient: before.gradient };
    return selectSlices(compute, evidence, request, { signal });
  });
  const { slices } = selection;
  const block = blockIndices(network.layers, slices);
  const flatGradient = before.gradient;
  const gradient = gather(flatGradient, block);
  const problem = poseProblem({ session, request, group, slices, block, flatGradient, gradient });
  const { step, report } = await runPhase('curvature', (onProgress) =>
    takeStep(problem, { signal, onProgress }),
  );
  return runPhase('update', () => {
    const noise = drawCertificationNoise(request, group, block.length, session.digest);
    const parameters = session.parameters.slice();
    block.forEach((index, i) => {
      parameters[index] = parameters[index]! + step[i]! + (noise?.values[i] ?? 0);
    });
    return {
      parameters,
      selection: reportSelection(network.layers, selection, gradient, step),
      curvature: report,
      update: { stepNorm: norm(step), noise: noise && { sigma: noise.sigma, norm: norm(noise.values) } },
    };
  });
}

/** Steps 3 and 4: the step on the block by the curvature that is asked for; by none for plain gradient ascent. */
async function takeStep(
  problem: CurvatureProblem,
  job: Job,
): Promise<{ step: Float64Array; report: CurvatureReport | null }> {
  const { request, rhs } = problem;
  if (request.update === 'gradient-ascent' || rhs.length === 0) {
    return { step: rhs.map((b) => b / request.damping), report: null };
  }
  const solution = await curvatureOf(request.curvature)(problem, job);
  return { step: solution.step, report: reportCurvature(problem, solution) };
}

/**
 * Step 5: Gaussian noise on the updated parameters; null where it is off. Every removal draws its own: the promise of (epsilon,
 * delta) needs noise that is independent of the noise before it, so the weights it starts from are part of the seed.
 */
function drawCertificationNoise(
  { noise, damping, seed }: RemovalRequest,
  { sampleCount, removedCount }: MethodInput['group'],
  size: number,
  digest: string,
): { readonly sigma: number; readonly values: Float64Array } | null {
  if (!noise) return null;
  const sigma = certificationSigma({ ...noise, sampleCount, removedCount, damping });
  const random = createRandom(seed, `certification noise ${digest}`);
  return { sigma, values: Float64Array.from({ length: size }, () => sigma * random.normal()) };
}
