import code from '../../../shaders/linear/matmul.wgsl?raw';
import { defineKernel } from '../../gpu/defineKernel';
import type { RunList } from '../../gpu/runList';
import type { MatmulShape } from '../../math/linear/matmul';

/** Rows and columns that one invocation computes. */
const tile = 8;

/** All sizes are free. */
export const matmulKernel = defineKernel({
  name: 'matmul',
  code,
  params: {
    rows: 'u32',
    columns: 'u32',
    inner: 'u32',
    aRow: 'u32',
    aInner: 'u32',
    bInner: 'u32',
    bColumn: 'u32',
    hasBias: 'u32',
    relu: 'u32',
  },
  bindings: { a: 'read', b: 'read', bias: 'read', c: 'read_write' },
  workgroups: ({ rows, columns }, workgroup) => [
    Math.ceil((Math.ceil(columns / tile) * Math.ceil(rows / tile)) / workgroup),
  ],
  constants: {},
});

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
  list: RunList,
  { rows, columns, inner, transposeA, transposeB }: MatmulShape,
  { a, b, bias, output }: MatmulBuffers,
  relu = false,
): void {
  if (!(rows >= 1 && columns >= 1 && inner >= 1)) {
    throw new RangeError(
      `matmul needs dimensions from 1, got ${rows} x ${inner} times ${inner} x ${columns}`,
    );
  }
  const [aRow, aInner] = transposeA ? [1, rows] : [inner, 1];
  const [bInner, bColumn] = transposeB ? [1, inner] : [columns, 1];
  const flags = { hasBias: bias ? 1 : 0, relu: relu ? 1 : 0 };
  const params = { rows, columns, inner, aRow, aInner, bInner, bColumn, ...flags };
  list.dispatch(matmulKernel, params, { a, b, bias: bias ?? b, c: output });
}
