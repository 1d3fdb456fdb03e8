/** Runs what was recorded, on outputs that start out as garbage. */
import type { BufferScope } from '../../gpu/buffers';
import type { Gpu } from '../../gpu/device';
import { runOnGpu } from '../../gpu/host';
import type { RunList } from '../../gpu/runList';

/** A word that no kernel writes. */
export const GARBAGE = 0xdeadbeef;

/** An output of so many words, none of them right by accident. */
export function garbage(scope: BufferScope, words: number): GPUBuffer {
  return scope.upload('garbage', new Uint32Array(words).fill(GARBAGE));
}

/**
 * Runs what `record` records and reads back the buffers it names, as words.
 * @throws GpuError when a part of it failed
 */
export function recorded(
  gpu: Gpu,
  record: (list: RunList, scope: BufferScope) => readonly GPUBuffer[],
): Promise<Uint32Array[]> {
  return runOnGpu(gpu, 'case', async ({ scope, execute, read }) => {
    let outputs: readonly GPUBuffer[] = [];
    await execute((list) => {
      outputs = record(list, scope);
    });
    return (await read(outputs)).map((bytes) => new Uint32Array(bytes));
  });
}

/** Words as the float32 numbers that they are. */
export const floatsOf = (words: Uint32Array): Float32Array =>
  new Float32Array(words.buffer, words.byteOffset, words.length);
