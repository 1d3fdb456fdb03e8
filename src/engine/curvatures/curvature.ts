import { dot, norm } from '../../math/linear/vector';
import type { Job } from '../../model/job';
import { type Later, later, type Reads } from '../../model/reads';
import { gather, type SliceIndex } from '../../model/slices';
import { decayGradient, decayInStep, refuseBareHessian } from '../decay';
import type { ForgetGroup } from '../forgetSet';
import type { CurvatureReport, RemovalRequest } from '../report';
import type { Session } from '../session';

/** What a curvature is asked: a step on the block for these samples. */
export interface CurvatureProblem {
  readonly session: Session;
  readonly request: RemovalRequest;
  readonly group: ForgetGroup;
  /** Slices of one unit each. */
  readonly slices: readonly SliceIndex[];
  /** Places of the block's parameters in the flat vector, slice by slice. */
  readonly block: Uint32Array;
  /** The samples' mean gradient, flat, and on the block. */
  readonly flatGradient: Float64Array;
  readonly gradient: Float64Array;
  /** wd, on the diagonal beside lambda (decay.ts); 0: the step has none. */
  readonly weightDecay: number;
  /** What the damped Hessian is solved for: m (g + wd w) / (n - m), or g where the update has only the sample's Hessian. */
  readonly rhs: Float64Array;
}

/** What a curvature measures of itself; the rest of the report is the same for all. */
export type CurvatureFacts = Pick<CurvatureReport, 'dampingUsed' | 'eigenvalues'> &
  Partial<
    Pick<
      CurvatureReport,
      'full' | 'sample' | 'hessianSamples' | 'solveResidual' | 'products' | 'differenceError'
    >
  >;

export interface CurvatureSolution {
  /** The damped Newton step on the block. */
  readonly step: Float64Array;
  readonly facts: CurvatureFacts;
  readonly check?: StepCheck | undefined;
}

/**
 * Judges a step by the matrix itself, which the GPU writes out: |(H + diagonal I) d - b| / |b|. It is read together with what else is wanted of the GPU, for
 * nothing waits for it.
 */
export type StepCheck = (reads: Reads) => Promise<Later<number>>;

/** A report of a curvature, once its step is checked. */
export async function startCheck(
  {
    curvature,
    check,
  }: { readonly curvature: CurvatureReport | null; readonly check?: StepCheck | undefined },
  reads: Reads,
): Promise<Later<CurvatureReport | null>> {
  if (!curvature || !check) return later(Promise.resolve(curvature));
  const { result } = await check(reads);
  return later(result.then((solveResidual) => ({ ...curvature, solveResidual })));
}

/** Steps 3 and 4 of Algorithm 1 by one kind of curvature. Changes nothing but the network's variables. */
export type SolveCurvature = (problem: CurvatureProblem, job: Job) => Promise<CurvatureSolution>;

/**
 * The block's problem, with the decay and the right-hand side of the request's update.
 * @throws SaidError where neither damping nor decay stand on the diagonal
 */
export function poseProblem(given: Omit<CurvatureProblem, 'rhs' | 'weightDecay'>): CurvatureProblem {
  const { session, request, group, gradient, block } = given;
  const { sampleCount, removedCount } = group;
  const share = request.update === 'cr' ? 1 : removedCount / (sampleCount - removedCount);
  const weightDecay = decayInStep(session, request);
  refuseBareHessian(request.damping, weightDecay);
  const decay = gather(decayGradient(session.network, session.parameters, weightDecay), block);
  return { ...given, weightDecay, rhs: gradient.map((g, i) => (g + decay[i]!) * share) };
}

/** The gauge: what every curvature reports. */
export function reportCurvature(
  { request, group, block, gradient, weightDecay }: CurvatureProblem,
  { step, facts }: CurvatureSolution,
): CurvatureReport {
  return {
    name: request.curvature,
    parameters: block.length,
    sampleCount: group.sampleCount,
    full: null,
    sample: null,
    hessianSamples: null,
    solveResidual: null,
    products: null,
    differenceError: null,
    weightDecay,
    damping: request.damping,
    ...facts,
    cosineToGradient: dot(step, gradient) / (norm(step) * norm(gradient)) || 0,
  };
}
