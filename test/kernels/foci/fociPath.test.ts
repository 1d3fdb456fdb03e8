import { describe, expect, it } from 'vitest';
import { fociPath, forceSearch } from '../../../src/kernels/foci/fociPath';

describe('the path of a selection', () => {
  it('is the CPU without WebGPU and on software adapters, the GPU on hardware', () => {
    expect(fociPath(null, 1000, 110).runsOn).toBe('cpu');
    expect(fociPath({ software: true }, 1000, 110).runsOn).toBe('cpu');
    expect(fociPath({ software: false }, 1000, 110).runsOn).toBe('gpu');
  });

  it('keeps dispatches short on software adapters', () => {
    expect(fociPath({ software: true }, 1000, 110).pairsPerDispatch).toBeLessThan(5e7);
  });

  it('can be forced to either search', () => {
    const path = fociPath({ software: true }, 1000, 390);
    expect(path.listsFrom).toBe(2);
    expect(forceSearch(path, 'pairs').listsFrom).toBe(Number.POSITIVE_INFINITY);
    expect(forceSearch(path, 'shortLists').listsFrom).toBe(1);
  });
});
