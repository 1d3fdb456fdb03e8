/** A whole selection: every kernel of FOCI, one after the other, against the trace of the CPU. */
import { foci } from '../../../math/dependence/foci';
import type { FociOptions, FociTrace } from '../../../math/dependence/fociTrace';
import { type Matrix, matrix } from '../../../math/linear/matrix';
import { createRandom } from '../../../math/random/random';
import { fociOnGpu } from '../../foci/foci';
import { joinJudgements, judgeEqual } from '../judge';
import { defineCase, type KernelCases } from '../kernelCase';

export interface SelectionProblem {
  readonly y: Float64Array;
  readonly x: Matrix;
}

/** Normal columns; y depends on up to four of them. */
export function drawProblem(n: number, p: number): SelectionProblem {
  const random = createRandom(n, `selection ${p}`);
  const x = matrix(
    n,
    p,
    Float32Array.from({ length: n * p }, () => random.normal()),
  );
  const y = Float64Array.from({ length: n }, (_, i) => {
    const entry = (column: number) => x.values[i * p + (column % p)]!;
    return 2 * entry(3) + entry(20) ** 2 + Math.sin(2 * entry(50)) + 0.7 * entry(80) + 0.05 * random.normal();
  });
  return { y, x };
}

/** All that a trace says, as numbers. */
function numbersOf({ selected, values, steps, constantColumns }: FociTrace): number[] {
  const ofSteps = steps.flatMap(({ best, t, candidates, taken }) => [best, t, ...candidates, taken ? 1 : 0]);
  return [...selected, ...values, ...ofSteps, ...constantColumns];
}

function selectionCase(n: number, p: number, options: FociOptions = {}) {
  return defineCase({
    name: `n = ${n}, p = ${p}${options.noGain === 'continue' ? ', all columns' : ''}`,
    draw: () => drawProblem(n, p),
    compute: (gpu, { y, x }) => fociOnGpu(gpu, y, x, options),
    judge(trace, { y, x }) {
      const expected = foci(y, x, options);
      return joinJudgements([
        judgeEqual(numbersOf(trace), numbersOf(expected)),
        judgeEqual([trace.stop === expected.stop ? 1 : 0], [1]),
      ]);
    },
  });
}

const shapes = [
  [2, 1],
  [3, 2],
  [63, 5],
  [64, 64],
  [65, 65],
  [200, 110],
  [400, 110],
] as const;

export const selectionCases: KernelCases = {
  kernel: 'foci',
  shaders: [],
  tolerance: 'exact',
  cases: [
    // Through several batches of steps.
    selectionCase(40, 30, { noGain: 'continue' }),
    ...shapes.map(([n, p]) => selectionCase(n, p)),
  ],
};
