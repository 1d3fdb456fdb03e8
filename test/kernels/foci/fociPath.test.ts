import { describe, expect, it } from 'vitest';
import { fociPath, forceSearch } from '../../../src/kernels/foci/fociPath';

/** An adapter that binds so many MiB. */
const adapter = (software: boolean, mebibytes = 1024) => ({
  software,
  device: { limits: { maxStorageBufferBindingSize: mebibytes * 2 ** 20 } } as GPUDevice,
});

describe('the path of a selection', () => {
  it('is the CPU without WebGPU and on software adapters, the GPU on hardware', () => {
    expect(fociPath(null, 1000, 110).runsOn).toBe('cpu');
    expect(fociPath(adapter(true), 1000, 110).runsOn).toBe('cpu');
    expect(fociPath(adapter(false), 1000, 110).runsOn).toBe('gpu');
  });

  it('is the CPU where the kept distances are larger than the device binds', () => {
    expect(fociPath(adapter(false, 128), 5792, 10).runsOn).toBe('gpu');
    expect(fociPath(adapter(false, 128), 5793, 10).runsOn).toBe('cpu');
    expect(fociPath(adapter(false), 8193, 10).runsOn).toBe('cpu');
  });

  it('can be forced to either search', () => {
    const path = fociPath(adapter(true), 1000, 390);
    expect(path.listsFrom).toBe(2);
    expect(forceSearch(path, 'pairs').listsFrom).toBe(Number.POSITIVE_INFINITY);
    expect(forceSearch(path, 'shortLists').listsFrom).toBe(1);
  });
});
