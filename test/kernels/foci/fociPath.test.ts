import { describe, expect, it } from 'vitest';
import { fociPath } from '../../../src/kernels/foci/fociPath';

/** An adapter that binds so many MiB. */
const adapter = (software: boolean, mebibytes = 1024) => ({
  software,
  device: { limits: { maxStorageBufferBindingSize: mebibytes * 2 ** 20 } } as GPUDevice,
});

describe('the path of a selection', () => {
  it('is the CPU without WebGPU and on software adapters, the GPU on hardware', () => {
    expect(fociPath(null, 1000, 110)).toBe('cpu');
    expect(fociPath(adapter(true), 1000, 110)).toBe('cpu');
    expect(fociPath(adapter(false), 1000, 110)).toBe('gpu');
  });

  it('is the CPU where the kept distances are larger than the device binds', () => {
    expect(fociPath(adapter(false, 128), 5792, 10)).toBe('gpu');
    expect(fociPath(adapter(false, 128), 5793, 10)).toBe('cpu');
    expect(fociPath(adapter(false), 8193, 10)).toBe('cpu');
  });
});
