import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import code from '../../../shaders/removal/noisyCopies.wgsl?raw';
import { defineKernel } from '../../gpu/defineKernel';
import type { Gpu } from '../../gpu/device';
import type { RunList } from '../../gpu/runList';
import type { NoiseKey } from '../../math/random/counterNoise';
import { runPlan } from '../tfjs/tfjsPlan';

export const noisyCopiesKernel = defineKernel({
  name: 'noisyCopies',
  code,
  params: { entries: 'u32', size: 'u32', start: 'u32', first: 'u32', second: 'u32' },
  bindings: { input: 'read', table: 'read', copies: 'read_write' },
  workgroups: ({ entries }) => ({ invocations: entries }),
});

export interface NoisyCopiesSizes {
  /** Entries of the input. */
  readonly size: number;
  /** The copies [from, from + rows). */
  readonly from: number;
  readonly rows: number;
}

/**
 * Records the copies [from, from + rows) of an input of `size` entries, one a row.
 * @param buffers input: size; table: 65,536 (see noiseTable); copies: rows x size
 * @throws RangeError when there is nothing to make, or the counter would pass 2^32
 */
export function recordNoisyCopies(
  list: RunList,
  { size, from, rows }: NoisyCopiesSizes,
  [first, second]: NoiseKey,
  buffers: { readonly input: GPUBuffer; readonly table: GPUBuffer; readonly copies: GPUBuffer },
): void {
  if (!(size >= 1 && rows >= 1 && from >= 0) || (from + rows) * size > 2 ** 32) {
    throw new RangeError(
      `noisyCopies needs from 1 to 2^32 entries in all, got copies [${from}, ${from + rows}) of ${size} entries`,
    );
  }
  list.dispatch(
    noisyCopiesKernel,
    { entries: rows * size, size, start: from * size, first, second },
    buffers,
  );
}

/**
 * The same as a tfjs tensor, on tfjs's WebGPU backend.
 * @param input the input, of any shape
 * @param table see noiseTable
 * @returns [rows, ...shape of the input]
 */
export function noisyCopiesOnGpu(
  gpu: Gpu,
  input: tf.Tensor,
  table: tf.Tensor1D,
  key: NoiseKey,
  from: number,
  rows: number,
): tf.Tensor {
  const info = runPlan(gpu, tf.backend() as WebGPUBackend, {
    inputs: [input, table],
    outputShape: [rows, ...input.shape],
    kernels: [noisyCopiesKernel],
    record: ({ list }, [inputBuffer, tableBuffer], copies) =>
      recordNoisyCopies(list, { size: input.size, from, rows }, key, {
        input: inputBuffer!,
        table: tableBuffer!,
        copies,
      }),
  });
  return tf.engine().makeTensorFromTensorInfo(info);
}
