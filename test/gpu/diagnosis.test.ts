import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/gpu/diagnosis';

/** An adapter of Chrome 113 to 126: it has no `info`. */
function surroundingsOf(changes: object) {
  const limits = {
    maxComputeInvocationsPerWorkgroup: 256,
    maxComputeWorkgroupsPerDimension: 65_535,
    maxStorageBuffersPerShaderStage: 8,
    maxStorageBufferBindingSize: 2 ** 27,
  };
  const adapter = { limits, features: new Set(), ...changes } as unknown as GPUAdapter;
  return { navigator: { gpu: { requestAdapter: async () => adapter } as unknown as GPU } };
}

describe('an adapter that does not say what it is', () => {
  it('is taken for a GPU, or for software where it says that alone', async () => {
    expect((await diagnose(surroundingsOf({}))).kind).toBe('ready');
    expect((await diagnose(surroundingsOf({ isFallbackAdapter: true }))).kind).toBe('softwareAdapter');
  });
});
