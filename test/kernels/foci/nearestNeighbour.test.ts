import { describe, expect, it } from 'vitest';
import { adversarialMatrix } from '../../../src/kernels/cases/foci/adversarialColumns';
import { neighboursOnGpu, type SearchSettings } from '../../../src/kernels/cases/foci/nearestNeighbour';
import { GARBAGE } from '../../../src/kernels/cases/recorded';
import { type PreparedColumns, prepareColumns } from '../../../src/math/dependence/columns';
import { withGpu } from '../../support/gpu';

async function search(prepared: PreparedColumns, settings: SearchSettings = {}): Promise<Uint32Array> {
  let neighbours: Uint32Array = new Uint32Array();
  await withGpu(async (gpu) => {
    neighbours = await neighboursOnGpu(gpu, prepared, [0], settings);
  });
  return neighbours;
}

describe('neighbours over several columns', () => {
  it('are the same in many short dispatches', async () => {
    const prepared = prepareColumns(adversarialMatrix(5, 130, ['normal', 'threeLevels', 'activation'], 0));
    const whole = await search(prepared);
    const settings = { pairsPerDispatch: 130 * 4 * 7 };
    expect(await search(prepared, settings)).toEqual(whole);
  });

  it('are left alone once the stop flag is up', async () => {
    const prepared = prepareColumns(adversarialMatrix(5, 20, ['normal', 'normal'], 0));
    const neighbours = await search(prepared, { stopFlag: 1 });
    expect(new Set(neighbours)).toEqual(new Set([GARBAGE]));
  });
});
