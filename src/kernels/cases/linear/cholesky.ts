import { choleskyOnGpu } from '../../linear/cholesky';
import { EPSILON, type Judgement, joinJudgements, judgeEach, judgeEqual } from '../judge';
import { defineCase, type KernelCases } from '../kernelCase';
import { drawPositive, multiplyTransposed } from './positive';

/**
 * Residual: |A - L L'|_ij within (size + 16) eps sqrt(A_ii A_jj), which bounds the rounding of the sum of products L_ik L_jk and of one
 * division or root (Higham, Accuracy and Stability of Numerical Algorithms, theorem 10.3). Above the diagonal L is 0.
 */
export function judgeFactor(
  factor: Float32Array,
  matrix: Float32Array | Float64Array,
  size: number,
): Judgement {
  const diagonal = Float64Array.from({ length: size }, (_, i) => Math.sqrt(matrix[i * (size + 1)]!));
  const above = factor.filter((_, at) => at % size > Math.floor(at / size));
  return joinJudgements([
    judgeEach(multiplyTransposed(factor, size), matrix, (at) => {
      const scale = diagonal[Math.floor(at / size)]! * diagonal[at % size]!;
      return (size + 16) * EPSILON * scale;
    }),
    judgeEqual(above, new Float32Array(above.length)),
  ]);
}

function factorCase(size: number, isTimed = false) {
  return defineCase({
    name: `${size} rows`,
    work: isTimed ? { bytes: 8 * size * size, operations: size ** 3 / 3 } : undefined,
    draw: () => drawPositive(size),
    compute: (gpu, matrix) => choleskyOnGpu(gpu, matrix, size),
    judge(factor, matrix) {
      return joinJudgements([
        judgeEqual([factor ? 1 : 0], [1]),
        ...(factor ? [judgeFactor(factor, matrix, size)] : []),
      ]);
    },
  });
}

/** A pivot that is 0 or negative: there is no factor. */
function indefiniteCase(size: number, bad: number, entry: number) {
  return defineCase({
    name: `${size} rows, pivot ${entry} in column ${bad}`,
    draw() {
      const matrix = drawPositive(size);
      matrix[bad * (size + 1)] = entry;
      return matrix;
    },
    compute: (gpu, matrix) => choleskyOnGpu(gpu, matrix, size),
    judge: (factor) => judgeEqual([factor ? 1 : 0], [0]),
  });
}

/** The update of what is left cut into several dispatches, as it is with more rows. */
function cutCase(size: number, workPerDispatch: number) {
  return defineCase({
    name: `${size} rows, dispatches of ${workPerDispatch}`,
    draw: () => drawPositive(size),
    compute: (gpu, matrix) => choleskyOnGpu(gpu, matrix, size, { workPerDispatch }),
    judge: (factor, matrix) =>
      joinJudgements([
        judgeEqual([factor ? 1 : 0], [1]),
        ...(factor ? [judgeFactor(factor, matrix, size)] : []),
      ]),
  });
}

const badPivots = [
  [1, 0],
  [33, 0],
  [33, 31],
  [33, 32],
  [130, 64],
  [130, 129],
] as const;

export const choleskyCases: KernelCases = {
  kernel: 'cholesky',
  shaders: ['linear/choleskyDiagonal', 'linear/choleskyPanel', 'linear/choleskyTrailing'],
  tolerance: 'residual',
  cases: [
    ...[1, 2, 4, 7, 31, 32, 33, 63, 64, 65, 95, 96, 97, 127, 128, 129, 161, 300].map((size) =>
      factorCase(size),
    ),
    ...badPivots.flatMap(([size, bad]) => [0, -1].map((entry) => indefiniteCase(size, bad, entry))),
    factorCase(384, true),
    cutCase(290, 2 ** 18),
  ],
};
