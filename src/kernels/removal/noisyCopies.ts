import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import code from '../../../shaders/removal/noisyCopies.wgsl?raw';
import type { BufferScope } from '../../gpu/buffers';
import type { Gpu } from '../../gpu/device';
import { compileKernel, type Kernel, recordDispatch } from '../../gpu/kernel';
import type { NoiseKey } from '../../math/random/counterNoise';
import { runPlan } from '../tfjs/tfjsPlan';

const workgroup = 64;

/** Compiles shaders/removal/noisyCopies.wgsl. */
export function compileNoisyCopies(gpu: Gpu): Promise<Kernel> {
  return compileKernel(gpu, 'noisyCopies', code, { WORKGROUP: workgroup });
}

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
  gpu: Gpu,
  encoder: GPUCommandEncoder,
  kernel: Kernel,
  scope: BufferScope,
  { size, from, rows }: NoisyCopiesSizes,
  [first, second]: NoiseKey,
  buffers: { readonly input: GPUBuffer; readonly table: GPUBuffer; readonly copies: GPUBuffer },
): void {
  if (!(size >= 1 && rows >= 1 && from >= 0) || (from + rows) * size > 2 ** 32) {
    throw new RangeError(
      `noisyCopies needs from 1 to 2^32 entries in all, got copies [${from}, ${from + rows}) of ${size} entries`,
    );
  }
  const entries = rows * size;
  const groups = Math.ceil(entries / workgroup);
  const across = Math.min(groups, gpu.device.limits.maxComputeWorkgroupsPerDimension);
  const params = Uint32Array.from([entries, size, from * size, first, second, across]);
  recordDispatch(
    gpu,
    encoder,
    kernel,
    [scope.uniform('noisyCopies params', params), buffers.input, buffers.table, buffers.copies],
    [across, Math.ceil(groups / across)],
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
  kernel: Kernel,
  input: tf.Tensor,
  table: tf.Tensor1D,
  key: NoiseKey,
  from: number,
  rows: number,
): tf.Tensor {
  const info = runPlan(gpu, tf.backend() as WebGPUBackend, {
    inputs: [input, table],
    outputShape: [rows, ...input.shape],
    key: 'noisyCopies',
    kernels: [],
    record: ({ encoder, scope }, [inputBuffer, tableBuffer], copies) =>
      recordNoisyCopies(gpu, encoder, kernel, scope, { size: input.size, from, rows }, key, {
        input: inputBuffer!,
        table: tableBuffer!,
        copies,
      }),
  });
  return tf.engine().makeTensorFromTensorInfo(info);
}
