import { createRandom } from '../../../math/random/random';
import { strideOf } from '../../foci/nearestNeighbour';
import { partialScoresBytes, recordNeighbourScores } from '../../foci/neighbourScores';
import { joinJudgements, judgeEqual } from '../judge';
import { defineCase, type KernelCases } from '../kernelCase';
import { GARBAGE, garbage, recorded } from '../recorded';

/** Random neighbours, n x stride; what fills up a row is past every row. */
export function drawNeighbours(n: number, p: number): Uint32Array<ArrayBuffer> {
  const random = createRandom(n, `neighbours ${p}`);
  const stride = strideOf(p);
  return Uint32Array.from({ length: n * stride }, (_, k) => (k % stride < p ? random.integer(n) : GARBAGE));
}

/** sum over i of min(R_i, R_M(i)) of every candidate. */
function scoreAll(atMost: Uint32Array, neighbours: Uint32Array, p: number): number[] {
  const scores = new Array<number>(p).fill(0);
  for (let c = 0; c < p; c++) {
    for (let i = 0; i < atMost.length; i++) {
      scores[c]! += Math.min(atMost[i]!, atMost[neighbours[i * strideOf(p) + c]!]!);
    }
  }
  return scores;
}

/** Two rows of scores, of which the second is written. */
function scoreCase(
  name: string,
  n: number,
  p: number,
  rankOf: (draw: () => number) => number,
  isTimed = false,
) {
  return defineCase({
    name,
    work: isTimed ? { bytes: 4 * n * (1 + strideOf(p)), operations: 2 * n * p } : undefined,
    draw() {
      const random = createRandom(n, 'ranks');
      return {
        atMost: Uint32Array.from({ length: n }, () => rankOf(() => 1 + random.integer(n))),
        neighbours: drawNeighbours(n, p),
      };
    },
    async compute(gpu, { atMost, neighbours }) {
      const [scores] = await recorded(gpu, (list, scope) => {
        const buffers = {
          selection: scope.upload('selection', new Uint32Array(4)),
          atMost: scope.upload('R', atMost),
          neighbours: scope.upload('neighbours', neighbours),
          partialScores: garbage(scope, partialScoresBytes(n, p) / 4),
          scores: garbage(scope, 2 * strideOf(p)),
        };
        recordNeighbourScores(list, buffers, n, p, 1);
        return [buffers.scores];
      });
      return scores!;
    },
    judge(scores, { atMost, neighbours }) {
      const stride = strideOf(p);
      return joinJudgements([
        judgeEqual(scores.subarray(0, stride), new Uint32Array(stride).fill(GARBAGE)),
        judgeEqual(scores.subarray(stride, stride + p), scoreAll(atMost, neighbours, p)),
      ]);
    },
  });
}

const shapes = [
  [2, 1],
  [3, 4],
  [31, 5],
  [32, 63],
  [33, 64],
  [64, 65],
  [65, 257],
] as const;

export const scoreCases: KernelCases = {
  kernel: 'neighbourScores',
  shaders: ['foci/neighbourScores', 'foci/sumScores'],
  tolerance: 'exact',
  cases: [
    ...shapes.map(([n, p]) => scoreCase(`n = ${n}, p = ${p}`, n, p, (draw) => draw())),
    scoreCase('n = 1000, p = 110', 1000, 110, (draw) => draw(), true),
    scoreCase('the largest sum, n = 8192', 8192, 1, () => 8192),
  ],
};
