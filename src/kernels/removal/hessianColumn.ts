import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import code from '../../../shaders/removal/hessianColumn.wgsl?raw';
import { openBufferScope } from '../../gpu/buffers';
import { defineKernel } from '../../gpu/defineKernel';
import type { Gpu } from '../../gpu/device';
import { runOnGpu } from '../../gpu/host';
import { compile } from '../../gpu/pipelines';
import type { RunList } from '../../gpu/runList';
import { symmetrise } from '../../math/linear/symmetrise';
import { runOnTensors, submitRecorded } from '../tfjs/tfjsPlan';

export const hessianColumnKernel = defineKernel({
  name: 'hessianColumn',
  code,
  params: { size: 'u32', column: 'u32', scale: 'f32' },
  bindings: { plus: 'read', minus: 'read', indices: 'read', matrix: 'read_write' },
  workgroups: ({ size }, workgroup) => [Math.ceil(size / workgroup)],
});

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
  list: RunList,
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
  list.dispatch(hessianColumnKernel, { size, column, scale }, buffers);
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
  await compile(gpu, [hessianColumnKernel]);
  const size = indices.length;
  const longest = indices.reduce((most, index) => Math.max(most, index + 1), 0);
  const scope = openBufferScope(gpu);
  try {
    const buffers = {
      indices: scope.upload('indices of the block', indices),
      // WebGPU fills new buffers with 0.
      matrix: scope.storage('block Hessian', size * size * 4),
    };
    // What is recorded writes to the matrix: it is submitted before that is read, or gone.
    const submitColumns = () => submitRecorded(tf.backend() as WebGPUBackend);
    return {
      add(column, plus, minus, scale) {
        refuseShortGradients([plus, minus], longest);
        const backend = tf.backend() as WebGPUBackend;
        runOnTensors(gpu, backend, [plus, minus], ({ list }, [plusBuffer, minusBuffer]) => {
          const all = { ...buffers, plus: plusBuffer!, minus: minusBuffer! };
          recordHessianColumn(list, { size, column, scale }, all);
        });
      },
      read(damping) {
        submitColumns();
        return readSymmetric(gpu, buffers.matrix, size, damping);
      },
      close() {
        submitColumns();
        scope.close();
      },
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

/** In float32, as a kernel would round it: symmetric to the last bit, since the sum of two numbers does not depend on their order. */
async function readSymmetric(
  gpu: Gpu,
  matrix: GPUBuffer,
  size: number,
  damping: number,
): Promise<Float32Array> {
  const [bytes] = await runOnGpu(gpu, 'block Hessian', ({ read }) => read([matrix]));
  return Float32Array.from(symmetrise(new Float32Array(bytes!), size, Math.fround(damping)));
}
