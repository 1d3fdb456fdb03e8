import { describe, expect, it } from 'vitest';
import { strideOf } from '../../../src/kernels/foci/nearestNeighbour';
import { partialScoresBytes, recordNeighbourScores } from '../../../src/kernels/foci/neighbourScores';
import { createRandom } from '../../../src/math/random/random';
import { withGpu } from '../../support/gpu';
import { GARBAGE, garbage, recorded } from '../recorded';

/** Random neighbours, n x stride; what fills up a row is past every row. */
function drawNeighbours(n: number, p: number): Uint32Array {
  const random = createRandom(n, `neighbours ${p}`);
  const stride = strideOf(p);
  return Uint32Array.from({ length: n * stride }, (_, k) => (k % stride < p ? random.integer(n) : GARBAGE));
}

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
async function scoresOnGpu(atMost: Uint32Array, neighbours: Uint32Array, p: number, stopFlag = 0) {
  let result: Uint32Array = new Uint32Array();
  await withGpu(async (gpu) => {
    const read = await recorded(gpu, (list, scope) => {
      const buffers = {
        selection: scope.upload('selection', new Uint32Array([stopFlag, 0, 0, 0])),
        atMost: scope.upload('R', atMost),
        neighbours: scope.upload('neighbours', neighbours),
        partialScores: garbage(scope, partialScoresBytes(atMost.length, p) / 4),
        scores: garbage(scope, 2 * strideOf(p)),
      };
      recordNeighbourScores(list, buffers, atMost.length, p, 1);
      return [buffers.scores];
    });
    result = read[0]!;
  });
  return result;
}

describe('scores on the GPU', () => {
  const shapes = [
    [2, 1],
    [3, 4],
    [31, 5],
    [32, 63],
    [33, 64],
    [64, 65],
    [1000, 110],
    [65, 257],
  ] as const;
  it.each(shapes)('are the sums of the double loop: n = %i, p = %i', async (n, p) => {
    const random = createRandom(n, 'ranks');
    const atMost = Uint32Array.from({ length: n }, () => 1 + random.integer(n));
    const neighbours = drawNeighbours(n, p);
    const scores = await scoresOnGpu(atMost, neighbours, p);
    expect([...scores.subarray(strideOf(p), strideOf(p) + p)]).toEqual(scoreAll(atMost, neighbours, p));
    expect(new Set(scores.subarray(0, strideOf(p)))).toEqual(new Set([GARBAGE]));
  });

  it('are exact at the largest n and the largest sum', async () => {
    const n = 8192;
    const atMost = new Uint32Array(n).fill(n);
    const scores = await scoresOnGpu(atMost, drawNeighbours(n, 1), 1);
    expect(scores[4]).toBe(n * n);
  });

  it('are left alone once the stop flag is up', async () => {
    const scores = await scoresOnGpu(new Uint32Array([1, 2, 3]), drawNeighbours(3, 2), 2, 1);
    expect(new Set(scores)).toEqual(new Set([GARBAGE]));
  });
});
