import code from '../../../shaders/linear/matmul.wgsl?raw';
import type { BufferScope } from '../../gpu/buffers';
import type { Gpu } from '../../gpu/device';
import { type Kernel, recordDispatch } from '../../gpu/kernel';
import { SHAPED_WORKGROUP, type ShapedKernel } from '../../gpu/shapedKernel';
import type { MatmulShape } from '../../math/linear/matmul';

/** Rows and columns that one invocation computes. */
const tile = 8;

/** The kernel; all sizes are free. */
export const matmulKernel: ShapedKernel = { name: 'matmul', code, constants: {} };

export interface MatmulBuffers {
  readonly a: GPUBuffer;
  readonly b: GPUBuffer;
  /** One value per column, added to every row; none: no bias. */
  readonly bias?: GPUBuffer;
  readonly output: GPUBuffer;
}

/**
 * Records output = act(op(a) op(b) + bias), act = max(., 0) where `relu`.
 * @throws RangeError when a dimension is 0 or past what one dispatch covers
 */
export function recordMatmul(
  gpu: Gpu,
  encoder: GPUCommandEncoder,
  kernel: Kernel,
  scope: BufferScope,
  shape: MatmulShape,
  buffers: MatmulBuffers,
  relu = false,
): void {
  const { rows, columns, inner, transposeA, transposeB } = shape;
  if (!(rows >= 1 && columns >= 1 && inner >= 1)) {
    throw new RangeError(
      `matmul needs dimensions from 1, got ${rows} x ${inner} times ${inner} x ${columns}`,
    );
  }
  const aStrides = transposeA ? [1, rows] : [inner, 1];
  const bStrides = transposeB ? [1, inner] : [columns, 1];
  const params = Uint32Array.from([
    rows,
    columns,
    inner,
    ...aStrides,
    ...bStrides,
    buffers.bias ? 1 : 0,
    relu ? 1 : 0,
    0,
    0,
    0,
  ]);
  recordDispatch(
    gpu,
    encoder,
    kernel,
    [scope.uniform('matmul params', params), buffers.a, buffers.b, buffers.bias ?? buffers.b, buffers.output],
    [Math.ceil((Math.ceil(columns / tile) * Math.ceil(rows / tile)) / SHAPED_WORKGROUP)],
  );
}
