import { expect } from 'vitest';
import { countBuffers } from '../../src/gpu/buffers';
import { type Gpu, openGpu } from '../../src/gpu/device';
import { diagnose } from '../../src/gpu/diagnosis';
import { sayMessage } from '../../src/words/say';

let shared: Promise<Gpu> | undefined;

/** The device that all tests of one page share. No adapter is a failure, never a skip. */
export function testGpu(): Promise<Gpu> {
  shared ??= (async () => {
    const diagnosis = await diagnose();
    if (!('adapter' in diagnosis)) throw new Error(`these tests need WebGPU: ${sayMessage(diagnosis.said)}`);
    return openGpu(diagnosis.adapter);
  })();
  return shared;
}

/** Runs `work` inside error scopes; fails on any GPU error and on buffers left behind. */
export async function withGpu(work: (gpu: Gpu) => Promise<void>): Promise<void> {
  const gpu = await testGpu();
  const before = countBuffers(gpu);
  gpu.device.pushErrorScope('out-of-memory');
  gpu.device.pushErrorScope('validation');
  try {
    await work(gpu);
  } finally {
    const validation = await gpu.device.popErrorScope();
    const memory = await gpu.device.popErrorScope();
    expect(validation?.message, 'GPU validation error').toBeUndefined();
    expect(memory?.message, 'GPU out of memory').toBeUndefined();
  }
  expect(gpu.failures, 'uncaptured GPU errors').toEqual([]);
  expect(countBuffers(gpu), 'GPU buffers left behind').toEqual(before);
}
