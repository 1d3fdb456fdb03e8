/** What the tests of single kernels share: run what was recorded, and outputs that start out as garbage. */
import { type BufferScope, openBufferScope, readBuffers } from '../../src/gpu/buffers';
import type { Gpu } from '../../src/gpu/device';
import { openRunList, type RunList, recordSteps } from '../../src/gpu/runList';

/** A word that no kernel under test writes. */
export const GARBAGE = 0xdeadbeef;

/** An output of so many words, none of them right by accident. */
export function garbage(scope: BufferScope, words: number): GPUBuffer {
  return scope.upload('garbage', new Uint32Array(words).fill(GARBAGE));
}

/** Submits what `record` records and reads back the buffers it names, as words. */
export async function recorded(
  gpu: Gpu,
  record: (list: RunList, scope: BufferScope) => readonly GPUBuffer[],
): Promise<Uint32Array[]> {
  const scope = openBufferScope(gpu);
  try {
    const list = openRunList();
    const outputs = record(list, scope);
    const encoder = gpu.device.createCommandEncoder();
    recordSteps(gpu, encoder, scope, list.steps);
    gpu.device.queue.submit([encoder.finish()]);
    return (await readBuffers(gpu, outputs)).map((bytes) => new Uint32Array(bytes));
  } finally {
    scope.close();
  }
}
