import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import code from '../../../shaders/removal/hessianColumn.wgsl?raw';
import { type BufferScope, openBufferScope } from '../../gpu/buffers';
import type { Gpu } from '../../gpu/device';
import { runOnGpu } from '../../gpu/host';
import { compileKernel, type Kernel, recordDispatch } from '../../gpu/kernel';
import { compileSymmetrise, recordSymmetrise } from '../linear/symmetrise';
import { runOnTensors } from '../tfjs/tfjsPlan';

const workgroup = 64;

/** Compiles shaders/removal/hessianColumn.wgsl. */
export function compileHessianColumn(gpu: Gpu): Promise<Kernel> {
  return compileKernel(gpu, 'hessianColumn', code, { WORKGROUP: workgroup });
}

export interface HessianColumn {
  /** Parameters of the block. */
  readonly size: number;
  readonly column: number;
  /** 1 / (2 h), times the batch's weight. */
  readonly scale: number;
}

/**
 * Records matrix[column size + i] += scale (plus[indices[i]] - minus[indices[i]]).
 * @param buffers plus, minus: flat gradients, longer than every index; indices: `size` words; matrix: size x size
 * @throws RangeError when the block has no such column
 */
export function recordHessianColumn(
  gpu: Gpu,
  encoder: GPUCommandEncoder,
  kernel: Kernel,
  scope: BufferScope,
  { size, column, scale }: HessianColumn,
  buffers: {
    readonly plus: GPUBuffer;
    readonly minus: GPUBuffer;
    readonly indices: GPUBuffer;
    readonly matrix: GPUBuffer;
  },
): void {
  if (!Number.isInteger(column) || column < 0 || column >= size) {
    throw new RangeError(`a block of ${size} parameters has no column ${column}`);
  }
  const params = new ArrayBuffer(16);
  new Uint32Array(params).set([size, column]);
  new Float32Array(params)[2] = scale;
  const { plus, minus, indices, matrix } = buffers;
  recordDispatch(
    gpu,
    encoder,
    kernel,
    [scope.uniform('hessianColumn params', new Uint8Array(params)), plus, minus, indices, matrix],
    [Math.ceil(size / workgroup)],
  );
}

/** A block Hessian that grows on the GPU, column by column and batch by batch. Who opens it closes it. */
export interface HessianBlock {
  /**
   * Adds scale (plus - minus), restricted to the block, to a column.
   * @param plus and `minus`: flat gradients on tfjs's WebGPU backend; both may be disposed afterwards
   * @throws RangeError when there is no such column, or a gradient is too short for the block's indices
   */
  add(column: number, plus: tf.Tensor1D, minus: tf.Tensor1D, scale: number): void;
  /** Reads (H + H') / 2 + damping I back: size x size, row-major, symmetric to the last bit. */
  read(damping: number): Promise<Float32Array>;
  /** Frees the block's buffers. */
  close(): void;
}

/**
 * Opens a block Hessian of zeros on the device that tfjs's WebGPU backend computes on.
 * @param indices where the block's parameters stand in a flat gradient
 * @throws RangeError when the block is empty or too large to bind
 */
export async function openHessianBlock(gpu: Gpu, indices: Uint32Array): Promise<HessianBlock> {
  const [columnKernel, symmetriseKernel] = await Promise.all([
    compileHessianColumn(gpu),
    compileSymmetrise(gpu),
  ]);
  const size = indices.length;
  const longest = indices.reduce((most, index) => Math.max(most, index + 1), 0);
  const scope = openBufferScope(gpu);
  try {
    const buffers = {
      indices: scope.upload('indices of the block', indices),
      // WebGPU fills new buffers with 0.
      matrix: scope.storage('block Hessian', size * size * 4),
    };
    return {
      add(column, plus, minus, scale) {
        refuseShortGradients([plus, minus], longest);
        runOnTensors(
          gpu,
          tf.backend() as WebGPUBackend,
          [plus, minus],
          (recording, [plusBuffer, minusBuffer]) => {
            const all = { ...buffers, plus: plusBuffer!, minus: minusBuffer! };
            recordHessianColumn(
              gpu,
              recording.encoder,
              columnKernel,
              recording.scope,
              { size, column, scale },
              all,
            );
          },
        );
      },
      read: (damping) => readSymmetric(gpu, symmetriseKernel, buffers.matrix, size, damping),
      close: () => scope.close(),
    };
  } catch (error) {
    scope.close();
    throw error;
  }
}

function refuseShortGradients(gradients: readonly tf.Tensor1D[], longest: number): void {
  for (const { size, dtype } of gradients) {
    if (size >= longest && dtype === 'float32') continue;
    throw new RangeError(
      `a column of this block needs float32 gradients of at least ${longest} entries, got ${size} of ${dtype}`,
    );
  }
}

async function readSymmetric(
  gpu: Gpu,
  kernel: Kernel,
  matrix: GPUBuffer,
  size: number,
  damping: number,
): Promise<Float32Array> {
  return runOnGpu(gpu, 'block Hessian', async ({ scope, submit, read }) => {
    const symmetric = scope.storage('symmetric Hessian', size * size * 4);
    await submit('symmetrise', size * size, (encoder, small) =>
      recordSymmetrise(gpu, encoder, kernel, small, size, damping, { matrix, symmetric }),
    );
    const [bytes] = await read([symmetric]);
    return new Float32Array(bytes!);
  });
}
