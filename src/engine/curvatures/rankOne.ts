/**
 * Curvatures of rank one, solved by the Woodbury identity in O(p) memory (math/removal/dampedSolve.ts):
 *   secant      y y' / (s' y)      s of the last epoch on the block, y = H_block s by one exact product on what is left; dropped where s' y <= 0
 *   secant-cut  y y' / (s' y)      from the last epoch's secant pair, cut to the block, and from a small step on the samples; dropped likewise
 *   secant-l1   y y' / |s|_1       the formula of the authors' code on the same pairs
 *   fisher      g g'               of the gradient of the mean training loss, and of the samples' mean loss
 *   authors     what the authors' code computes (authorsPairs.ts)
 */

import { writeOutOnGpu } from '../../kernels/removal/secantHessian';
import { dot, norm } from '../../math/linear/vector';
import { residualOfDamped, sufficientDamping } from '../../math/removal/dampedSolve';
import { largestDenseBlock, solveTerms } from '../../math/removal/newtonStep';
import { type RankOne, removeSample, secantHessian, secantHessianL1 } from '../../math/removal/secantHessian';
import type { Job } from '../../model/job';
import { later } from '../../model/reads';
import { gather } from '../../model/slices';
import { SaidError } from '../../words/saidError';
import { fullPair, groupPair } from '../secantPairs';
import type { Session } from '../session';
import { authorsHessians } from './authorsPairs';
import type {
  CurvatureFacts,
  CurvatureProblem,
  CurvatureSolution,
  SolveCurvature,
  StepCheck,
} from './curvature';
import { exactPair } from './exactPair';
import type { Hessians, MeasuredRankOne } from './hessians';

/** H' of the problem as rank-one terms, and what the report says of them. */
interface MeasuredTerms {
  readonly terms: readonly RankOne[];
  readonly facts: Pick<CurvatureFacts, 'full' | 'sample' | 'hessianSamples' | 'products'>;
}

type MeasureTerms = (problem: CurvatureProblem, job: Job) => Promise<MeasuredTerms>;
type MeasureHessians = (problem: CurvatureProblem, signal: AbortSignal | undefined) => Promise<Hessians>;

/** Equation 13 of the Hessians of all samples and of those that go; of these alone for the update `cr`. */
const combined =
  (measure: MeasureHessians): MeasureTerms =>
  async (problem, { signal }) => {
    const { full, sample } = await measure(problem, signal);
    const { sampleCount, removedCount } = problem.group;
    if (problem.request.update === 'cr') return sampleAlone(sample);
    return {
      terms: removeSample(full, sample, sampleCount, removedCount),
      facts: { full: reportRankOne(full), sample: reportRankOne(sample) },
    };
  };

function sampleAlone(sample: MeasuredRankOne): MeasuredTerms {
  return { terms: [sample], facts: { full: null, sample: reportRankOne(sample) } };
}

/** The secant of the Hessian of what is left (docs/decisions/0005-the-hessian-of-what-is-left.md): H' s = y holds on the block. */
const fromExactProduct: MeasureTerms = async (problem, job) => {
  const { session, request, group, flatGradient, block } = problem;
  if (request.update === 'cr') {
    return sampleAlone(secantHessian(await groupPair(session, group, flatGradient, block, job.signal)));
  }
  const { sampleCount, ...pair } = await exactPair(problem, job);
  const hessian = secantHessian(pair);
  const facts = { full: reportRankOne(hessian), hessianSamples: sampleCount, products: 1 };
  return { terms: [hessian], facts };
};

const fromSecants =
  (formula: typeof secantHessian | typeof secantHessianL1): MeasureHessians =>
  async (problem, signal) => ({
    full: formula(fullPair(problem.session.trained, problem.block)),
    sample: formula(
      await groupPair(problem.session, problem.group, problem.flatGradient, problem.block, signal),
    ),
  });

const fromGradients: MeasureHessians = async ({ session, block, gradient }) => ({
  full: { scale: 1, vector: gather(session.evaluation.residualGradient, block) },
  sample: { scale: 1, vector: gradient },
});

export const secant = solveRankOne(fromExactProduct);
export const secantCut = solveRankOne(combined(fromSecants(secantHessian)));
export const secantL1 = solveRankOne(combined(fromSecants(secantHessianL1)));
export const fisher = solveRankOne(combined(fromGradients));
/** As it is: indefinite where that code's matrix is. */
export const authorsZeroed = solveRankOne(
  combined((problem, signal) => authorsHessians(problem, 'zeroed', signal)),
  'as-is',
);
export const authorsDropped = solveRankOne(
  combined((problem, signal) => authorsHessians(problem, 'dropped', signal)),
  'as-is',
);

/**
 * @param whenIndefinite raise the damping until the smallest eigenvalue is lambda / 10, or solve the system as it is
 */
function solveRankOne(
  measure: MeasureTerms,
  whenIndefinite: 'raise-damping' | 'as-is' = 'raise-damping',
): SolveCurvature {
  return async (problem, job) => {
    refuseLargeDense(problem);
    const { session, request, rhs, weightDecay } = problem;
    const { terms, facts } = await measure(problem, job);
    const damping =
      whenIndefinite === 'as-is'
        ? request.damping
        : sufficientDamping(terms, request.damping, rhs.length, weightDecay);
    const { step, dampingUsed, eigenvalues } = solveTerms(terms, damping, rhs, request.solver, weightDecay);
    return {
      step,
      facts: {
        ...facts,
        dampingUsed,
        eigenvalues,
      },
      check: checkOf(session, terms, damping + weightDecay, step, rhs),
    } satisfies CurvatureSolution;
  };
}

/** @throws SaidError where the dense solver is asked for, and the block is too large for it */
function refuseLargeDense({ request, rhs }: CurvatureProblem): void {
  if (request.solver !== 'dense' || rhs.length <= largestDenseBlock) return;
  throw new SaidError('engine.failed.denseSolver', [{ largest: largestDenseBlock, parameters: rhs.length }]);
}

function reportRankOne({ scale, vector, curvature }: MeasuredRankOne) {
  return { curvature: curvature ?? null, eigenvalue: scale * dot(vector, vector), used: scale !== 0 };
}

/** By the matrix that the GPU writes out; off WebGPU, and for blocks too large to write out, by products. @returns undefined where b is 0 */
function checkOf(
  { compute: { gpu } }: Session,
  terms: readonly RankOne[],
  diagonal: number,
  step: Float64Array,
  rhs: Float64Array,
): StepCheck | undefined {
  const size = rhs.length;
  const rhsNorm = norm(rhs);
  if (rhsNorm === 0) return undefined;
  if (!gpu || size > largestDenseBlock)
    return async () => later(Promise.resolve(residualOfDamped(terms, diagonal, step, rhs)));
  const [first, second = { scale: 0, vector: new Float64Array(size) }] = terms;
  return async (reads) => {
    let written: Promise<Float32Array> | undefined;
    const submitted = new Promise<void>((resolve) => {
      written = writeOutOnGpu(gpu, [first!, second], diagonal, (buffers) => {
        resolve();
        return reads.takeBuffers(buffers);
      });
    });
    await Promise.race([submitted, written]);
    const residualOf = (matrix: Float32Array) =>
      rhs.map((b, i) => dot(matrix.subarray(i * size, (i + 1) * size), step) - b);
    return later(written!.then((matrix) => norm(residualOf(matrix)) / rhsNorm));
  };
}
