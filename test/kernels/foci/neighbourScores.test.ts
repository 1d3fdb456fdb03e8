import { describe, expect, it } from 'vitest';
import { drawNeighbours } from '../../../src/kernels/cases/foci/neighbourScores';
import { GARBAGE, garbage, recorded } from '../../../src/kernels/cases/recorded';
import { strideOf } from '../../../src/kernels/foci/nearestNeighbour';
import { partialScoresBytes, recordNeighbourScores } from '../../../src/kernels/foci/neighbourScores';
import { withGpu } from '../../support/gpu';

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
  it('are left alone once the stop flag is up', async () => {
    const scores = await scoresOnGpu(new Uint32Array([1, 2, 3]), drawNeighbours(3, 2), 2, 1);
    expect(new Set(scores)).toEqual(new Set([GARBAGE]));
  });
});
