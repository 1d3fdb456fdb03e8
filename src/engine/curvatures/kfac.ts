import { kroneckerSolveInPieces, largestInputs } from '../../math/linear/kroneckerSolve';
import { runInPieces } from '../../model/job';
import { kroneckerFactors } from '../../model/kroneckerFactors';
import { gather, locateSlice, sliceLength } from '../../model/slices';
import { SaidError } from '../../words/saidError';
import type { CurvatureProblem, SolveCurvature } from './curvature';
import { takeHessianSet } from './hessianSet';

/** Up to so many samples every label counts, by its probability; for more, one is drawn for each. */
const fewSamples = 64;

/** @throws SaidError where a layer has too many inputs for their covariance to be decomposed */
function refuseLargeLayers({ session, slices }: CurvatureProblem): void {
  for (const slice of slices) {
    const { layer } = locateSlice(session.network.layers, slice);
    const parameters = sliceLength(layer);
    if (parameters <= largestInputs) continue;
    throw new SaidError('engine.failed.kroneckerInputs', [
      { largest: largestInputs, parameters, layer: layer.name },
    ]);
  }
}

/**
 * K-FAC (appendix D.4): within each layer the Hessian is taken for G (x) A, the covariance of the gradients at the selected units' outputs
 * times that of the layer's inputs; between layers for 0. Damped exactly, each layer by itself: the report has the largest damping of them.
 */
export const kfac: SolveCurvature = async (problem, { signal, onProgress }) => {
  refuseLargeLayers(problem);
  const { session, request, slices, rhs, weightDecay } = problem;
  const { network, dataset, parameters } = session;
  const { damping, seed } = request;
  const set = takeHessianSet(problem);
  const every = new Uint8Array(set.count).fill(1);
  network.setParameters(parameters);
  const labels = set.count <= fewSamples ? 'every' : 'drawn';
  const layers = await kroneckerFactors(network, dataset, set, every, slices, {
    seed,
    labels,
    signal,
    onProgress,
  });
  const step = new Float64Array(rhs.length);
  const eigenvalues: number[] = [];
  let dampingUsed = damping;
  for (const { positions, ...factors } of layers) {
    const solving = kroneckerSolveInPieces(factors, damping, gather(rhs, positions), weightDecay);
    const solved = await runInPieces(solving, signal);
    positions.forEach((position, i) => {
      step[position] = solved.solution[i]!;
    });
    eigenvalues.push(...solved.eigenvalues);
    dampingUsed = Math.max(dampingUsed, solved.dampingUsed);
  }
  return {
    step,
    facts: {
      hessianSamples: set.count,
      dampingUsed,
      eigenvalues: [Math.min(...eigenvalues), Math.max(...eigenvalues)],
    },
  };
};
