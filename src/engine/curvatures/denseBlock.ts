/**
 * Dense Hessians of the block, p x p, solved by Cholesky:
 *   block      from exact second derivatives (productBlock.ts)
 *   block-fd   column by column by central differences of exact gradients, (g(w + h e_c) - g(w - h e_c)) / (2 h)
 * Both are symmetrised and damped; where that is not positive definite the smallest shift of the diagonal is added that brings the smallest
 * eigenvalue to lambda / 10 (math/removal/positiveShift.ts).
 */

import { choleskyOnGpu } from '../../kernels/linear/cholesky';
import { refineSolution, solveCholesky } from '../../math/linear/cholesky';
import { multiplyVector } from '../../math/linear/matrixVector';
import { norm, subtract } from '../../math/linear/vector';
import { createRandom } from '../../math/random/random';
import { eigenvalueFloor } from '../../math/removal/dampedSolve';
import { largestDenseBlock } from '../../math/removal/newtonStep';
import { positiveShift } from '../../math/removal/positiveShift';
import { SaidError } from '../../words/saidError';
import type { CurvatureFacts, CurvatureProblem, CurvatureSolution, SolveCurvature } from './curvature';
import { differenceBlock } from './differenceBlock';
import { openBlockProduct, withHessianSet } from './hessianSet';
import { productBlock } from './productBlock';

/** From this size on the GPU factorises, where there is a real one; float64 on the CPU is quicker below, and on a software adapter. */
const gpuFactorFrom = 512;

/** The exact block. */
export const exactBlock: SolveCurvature = async (problem, job) => {
  refuseLargeBlock(problem);
  return withHessianSet(problem, job, async (downstream) => {
    const { matrix, products } = await productBlock(problem, downstream, diagonalOf(problem), job);
    return solveBlock(problem, matrix, { hessianSamples: downstream.count, products }, job.signal);
  });
};

/** The block by differences, with its error against exact products in a few random directions. */
export const blockByDifferences: SolveCurvature = async (problem, job) => {
  refuseLargeBlock(problem);
  return withHessianSet(problem, job, async (downstream) => {
    const matrix = await differenceBlock(problem, downstream, diagonalOf(problem), job);
    const multiply = openBlockProduct(problem, downstream, job);
    const facts = {
      hessianSamples: downstream.count,
      products: problem.block.length,
      differenceError: await measureError(problem, matrix, multiply),
    };
    return solveBlock(problem, matrix, facts, job.signal);
  });
};

/** What stands on the diagonal beside H'. */
function diagonalOf({ request, weightDecay }: CurvatureProblem): number {
  return request.damping + weightDecay;
}

function refuseLargeBlock({ block, request }: CurvatureProblem): void {
  if (block.length <= largestDenseBlock) return;
  throw new SaidError('engine.failed.blockTooLarge', [
    { curvature: request.curvature, largest: largestDenseBlock, parameters: block.length },
  ]);
}

/** Directions in which differences are compared with exact products. */
const directions = 4;

/** |H_fd v - H v| / |H v| over random directions v, damping and decay left out; null where every H v is zero, as of a model that is sure of all its samples. */
async function measureError(
  problem: CurvatureProblem,
  matrix: Float64Array,
  multiply: (vector: Float64Array) => Promise<Float64Array>,
): Promise<number | null> {
  const size = Math.sqrt(matrix.length);
  const diagonal = diagonalOf(problem);
  const random = createRandom(problem.request.seed, 'directions of the difference error');
  let squaredError = 0;
  let squaredNorm = 0;
  for (let k = 0; k < directions; k++) {
    const vector = Float64Array.from({ length: size }, () => random.normal());
    const exact = await multiply(vector);
    const byDifferences = multiplyVector(matrix, vector).map((value, i) => value - diagonal * vector[i]!);
    squaredError += norm(subtract(byDifferences, exact)) ** 2;
    squaredNorm += norm(exact) ** 2;
  }
  return squaredNorm === 0 ? null : Math.sqrt(squaredError / squaredNorm);
}

/** @param matrix H' + weightDecay I + damping I, symmetric */
async function solveBlock(
  { session, request, weightDecay, rhs }: CurvatureProblem,
  matrix: Float64Array,
  facts: Partial<CurvatureFacts>,
  signal: AbortSignal | undefined,
): Promise<CurvatureSolution> {
  const { gpu } = session.compute;
  const size = rhs.length;
  const usesGpu = gpu && !gpu.software && size >= gpuFactorFrom;
  const floor = eigenvalueFloor(request.damping, weightDecay);
  const { shift, factor, eigenvalues } = await positiveShift(matrix, size, floor, {
    seed: request.seed,
    ...(usesGpu ? { factorise: (shifted, rows) => choleskyOnGpu(gpu, shifted, rows, { signal }) } : {}),
  });
  const shifted = matrix.slice();
  for (let i = 0; i < size; i++) shifted[i * size + i]! += shift;
  const step = refineSolution(shifted, factor, rhs, solveCholesky(factor, rhs));
  return {
    step,
    facts: {
      ...facts,
      dampingUsed: request.damping + shift,
      eigenvalues: [eigenvalues[0] + shift, eigenvalues[1] + shift],
      solveResidual: norm(subtract(multiplyVector(shifted, step), rhs)) / norm(rhs) || 0,
    },
  };
}
