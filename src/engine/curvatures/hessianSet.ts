import type { ImageSet } from '../../data/dataset';
import { takeSamples } from '../../data/takeSamples';
import { type Downstream, openDownstream } from '../../model/downstream';
import { type hessianVector, hessianVectorOfUnits } from '../../model/hessianVector';
import type { Job } from '../../model/job';
import { gather, locateSlice } from '../../model/slices';
import type { NodeUnits } from '../../model/unitSteps';
import { drawHessianSamples } from '../retainSet';
import type { CurvatureProblem } from './curvature';

/**
 * The samples whose mean loss has the Hessian that the step needs. Equation 13's (n H - m H_s) / (n - m) is the Hessian of the mean loss of what is
 * left: measured directly, on a draw of `hessianSamples` of them (docs/decisions/0005-the-hessian-of-what-is-left.md). For the
 * update `cr` it is that of the forgotten samples.
 */
export function takeHessianSet(problem: CurvatureProblem): ImageSet {
  return takeSamples(problem.session.dataset, hessianPlaces(problem));
}

/** The places of these samples in the training set. */
function hessianPlaces({ session, request, group }: CurvatureProblem): ArrayLike<number> {
  return request.update === 'cr' ? group.samples : drawHessianSamples(session, request);
}

/**
 * Gives `work` the part of the network that the block is in, with the session's parameters, and the samples of takeHessianSet on their way into it.
 * @throws AbortError when cancelled
 */
export async function withHessianSet<T>(
  problem: CurvatureProblem,
  job: Job,
  work: (downstream: Downstream) => Promise<T>,
): Promise<T> {
  const { network, dataset, parameters } = problem.session;
  network.setParameters(parameters);
  const nodes = problem.slices.map((slice) => locateSlice(network.layers, slice).layer.node);
  const first = nodes.reduce((earliest, node) => Math.min(earliest, node));
  const places = hessianPlaces(problem);
  const downstream = await openDownstream(network, dataset, takeSamples(dataset, places), first, {
    ...job,
    source: { set: dataset.training, places, parameters },
  });
  try {
    return await work(downstream);
  } finally {
    downstream.close();
  }
}

/** Where the block's parameters stand in the flat vector of the part. */
export function blockWithin({ block }: CurvatureProblem, { offset }: Downstream): Uint32Array {
  return block.map((index) => index - offset);
}

/** The product of a second-order matrix of a part of the network, and a vector in the part's layout. */
export type VectorProduct = typeof hessianVector;

/** The units that the block's slices are of, node by node of the part. */
function unitsWithin({ session, slices }: CurvatureProblem, { cut }: Downstream): NodeUnits[] {
  const units = new Map<number, number[]>();
  for (const slice of slices) {
    const { layer, unit } = locateSlice(session.network.layers, slice);
    const node = layer.node - cut;
    units.set(node, [...(units.get(node) ?? []), unit]);
  }
  return [...units].map(([node, own]) => ({ node, units: own.sort((a, b) => a - b) }));
}

/**
 * The exact product of the block's Hessian of the set's mean loss at the session's parameters, v -> H v on the block.
 * @param multiply in place of the Hessian, another matrix of the same loss
 */
export function openBlockProduct(
  problem: CurvatureProblem,
  downstream: Downstream,
  { signal }: Job,
  multiply?: VectorProduct,
): (vector: Float64Array, onProgress?: Job['onProgress']) => Promise<Float64Array> {
  const block = blockWithin(problem, downstream);
  const units = unitsWithin(problem, downstream);
  const flat = new Float64Array(downstream.part.graph.parameterCount);
  return async (vector, onProgress) => {
    block.forEach((index, i) => {
      flat[index] = vector[i]!;
    });
    const job = { signal, onProgress };
    const product = multiply
      ? await multiply(downstream, flat, job)
      : await hessianVectorOfUnits(downstream, units, flat, job);
    return gather(product, block);
  };
}
