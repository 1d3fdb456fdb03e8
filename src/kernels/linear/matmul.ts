import code from '../../../shaders/linear/matmul.wgsl?raw';
import { defineKernel } from '../../gpu/defineKernel';
import type { RunList } from '../../gpu/runList';
import type { MatmulShape } from '../../math/linear/matmul';

/** Rows and columns that one invocation computes, and four of them. */
const tile = 8;
const tileOfQuad = 2 * tile;

/** Terms that are added in one go, where the inner size is a multiple of them. */
const STEPS = 4;

/** All sizes are free, but that the inner one is a multiple of `steps`. */
const matmulKernel = (steps: number) =>
  defineKernel({
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
      Math.ceil((4 * Math.ceil(columns / tileOfQuad) * Math.ceil(rows / tileOfQuad)) / workgroup),
    ],
    constants: { STEPS: steps },
    quads: true,
  });

const [inSteps, oneByOne] = [matmulKernel(STEPS), matmulKernel(1)];
export const matmulKernels = [inSteps, oneByOne];

/** The kernel for one shape: either adds up each sum in the same order. */
export function shapeMatmul({ inner }: Pick<MatmulShape, 'inner'>) {
  return inner % STEPS === 0 ? inSteps : oneByOne;
}

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
  list.dispatch(shapeMatmul({ inner }), params, { a, b, bias: bias ?? b, c: output });
}
