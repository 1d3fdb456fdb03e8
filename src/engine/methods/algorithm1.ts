/**
 * Algorithm 1 of Mehta, Pal, Singh, Ravi, "Deep Unlearning via Randomized Conditionally Independent Hessians" (CVPR 2022), as a straight line:
 * perturb, select, curvature, update.
 */

import { norm } from '../../math/linear/vector';
import { createRandom } from '../../math/random/random';
import { certificationSigma } from '../../math/removal/certificationNoise';
import type { Job } from '../../model/job';
import { blockIndices, chosenLayers, gather, unitsOf } from '../../model/slices';
import { type Blanket, searchBlanket, uniteBlankets } from '../blanket';
import { type CurvatureProblem, poseProblem, reportCurvature, type StepCheck } from '../curvatures/curvature';
import { curvatureOf } from '../curvatures/index.ts';
import { perturb } from '../perturb';
import type { CurvatureReport, RemovalRequest } from '../report';
import { needsBlanket, reportSelection, selectSlices } from '../selectSlices';
import type { MethodInput, MethodResult } from './method';

export async function algorithm1(input: MethodInput): Promise<MethodResult> {
  const { session, request, group, before, runPhase, job } = input;
  const { network } = session;
  const { signal } = job;

  const blanket = needsBlanket(request) ? await findBlanket(input) : null;
  const labels = group.inputs.map(({ label }) => label);
  const layers = chosenLayers(network, request.attention);
  const evidence = { layers, blanket, gradient: before.gradient, labels };
  const selection = selectSlices(evidence, request);
  // The block by its units: a head is theirs, one after another.
  const slices = unitsOf(network, selection.slices);
  const block = blockIndices(network.layers, slices);
  const flatGradient = before.gradient;
  const gradient = gather(flatGradient, block);
  const problem = poseProblem({ session, request, group, slices, block, flatGradient, gradient });
  const { step, report, check } = await runPhase('curvature', (onProgress) =>
    takeStep(problem, { signal, onProgress }),
  );
  return runPhase('update', () => {
    const noise = drawCertificationNoise(
      request,
      { ...group, sampleCount: job.noiseCount ?? group.sampleCount },
      block.length,
      session.digest,
    );
    const parameters = session.parameters.slice();
    block.forEach((index, i) => {
      parameters[index] = parameters[index]! + step[i]! + (noise?.values[i] ?? 0);
    });
    return {
      parameters,
      selection: reportSelection(layers, selection, gradient, step),
      curvature: report,
      check,
      update: { stepNorm: norm(step), noise: noise && { sigma: noise.sigma, norm: norm(noise.values) } },
    };
  });
}

/**
 * Steps 1 and 2, as far as L-FOCI goes. A union perturbs and searches sample after sample: all of that counts as `select`.
 * @throws as searchBlanket
 */
async function findBlanket({ session, request, group, runPhase, job }: MethodInput): Promise<Blanket> {
  const { network, compute } = session;
  const { signal } = job;
  network.setParameters(session.parameters);
  if (request.batch === 'union' && group.inputs.length > 1) {
    return runPhase('select', (onProgress) =>
      uniteBlankets(compute, network, group, request, { signal, onProgress }),
    );
  }
  const perturbation = await runPhase('perturb', (onProgress) =>
    perturb(compute, network, group.inputs, request, { signal, onProgress }),
  );
  return runPhase('select', () => searchBlanket(compute, perturbation, request, { signal }));
}

/** Steps 3 and 4: the step on the block by the curvature that is asked for; by none for plain gradient ascent. */
async function takeStep(
  problem: CurvatureProblem,
  job: Job,
): Promise<{ step: Float64Array; report: CurvatureReport | null; check?: StepCheck | undefined }> {
  const { request, rhs } = problem;
  if (request.update === 'gradient-ascent' || rhs.length === 0) {
    return { step: rhs.map((b) => b / request.damping), report: null };
  }
  const solution = await curvatureOf(request.curvature)(problem, job);
  const { step, check } = solution;
  return { step, report: reportCurvature(problem, solution), check };
}

/**
 * Step 5: Gaussian noise on the updated parameters; null where it is off. It certifies nothing (docs/certificate.md). Every removal draws its own: the promise of (epsilon,
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
