import diagonalCode from '../../../shaders/linear/choleskyDiagonal.wgsl?raw';
import panelCode from '../../../shaders/linear/choleskyPanel.wgsl?raw';
import trailingCode from '../../../shaders/linear/choleskyTrailing.wgsl?raw';
import { defineKernel } from '../../gpu/defineKernel';
import type { Gpu } from '../../gpu/device';
import { type GpuRun, runOnGpu } from '../../gpu/host';
import type { RunList } from '../../gpu/runList';
import { splitRows } from '../../gpu/split';

/** Rows and columns of a block on the diagonal. */
const block = 32;
/** Rows and columns that one workgroup of the trailing update covers. */
const groupSide = 64;
/** Multiplications and additions of one dispatch: some tens of milliseconds on a software adapter. */
const usualWork = 2 ** 26;
/** Multiplications and additions that take as long as a look at one pair of rows (workPerSubmit). */
const productsPerPair = 4;

export const choleskyDiagonalKernel = defineKernel({
  name: 'choleskyDiagonal',
  code: diagonalCode,
  params: { stride: 'u32', first: 'u32' },
  bindings: { matrix: 'read_write', status: 'read_write' },
  workgroups: () => [1],
  workgroup: block,
});

export const choleskyPanelKernel = defineKernel({
  name: 'choleskyPanel',
  code: panelCode,
  params: { stride: 'u32', first: 'u32' },
  bindings: { matrix: 'read_write', status: 'read' },
  workgroups: ({ stride, first }, workgroup) => [Math.ceil((4 * stride - first - block) / workgroup)],
  constants: {},
});

export const choleskyTrailingKernel = defineKernel({
  name: 'choleskyTrailing',
  code: trailingCode,
  params: { stride: 'u32', first: 'u32', firstGroup: 'u32', endGroup: 'u32' },
  bindings: { matrix: 'read_write', status: 'read' },
  workgroups: ({ firstGroup, endGroup }) => [endGroup, endGroup - firstGroup],
  constants: {},
});

/** A matrix that the kernels factorise in place. */
export interface CholeskyBuffers {
  /** stride x stride float32, row-major. */
  readonly matrix: GPUBuffer;
  /** One word, 0 at first: 1 + the first column whose pivot is not positive. */
  readonly status: GPUBuffer;
}

/**
 * Records one step of the right-looking blocked factorisation (Golub and Van Loan, section 4.2.6): 32 columns of L from `from` on, and what
 * they take from the columns right of them. All steps in turn leave L in the lower triangle.
 * @param stride rows of the matrix, a multiple of 32
 * @param from a multiple of 32
 * @throws RangeError when stride or `from` does not fit
 */
export function recordCholeskyStep(
  list: RunList,
  stride: number,
  from: number,
  buffers: CholeskyBuffers,
  workPerDispatch = usualWork,
): void {
  if (stride % block !== 0 || from % block !== 0 || !(from >= 0 && from < stride)) {
    throw new RangeError(
      `a Cholesky step needs multiples of ${block} with 0 <= from < stride, got stride=${stride}, from=${from}`,
    );
  }
  const { matrix, status } = buffers;
  list.dispatch(choleskyDiagonalKernel, { stride, first: from }, { matrix, status });
  const below = stride - from - block;
  if (below === 0) return;
  const params = { stride: stride / 4, first: from };
  list.dispatch(choleskyPanelKernel, params, { matrix, status }, (below * block * block) / productsPerPair);
  const groups = Math.ceil(below / groupSide);
  const productsPerGroup = groupSide * below * block;
  for (const { firstRow, rows } of splitRows(groups, productsPerGroup, workPerDispatch)) {
    list.dispatch(
      choleskyTrailingKernel,
      { ...params, firstGroup: firstRow, endGroup: firstRow + rows },
      { matrix, status },
      (rows * productsPerGroup) / productsPerPair,
    );
  }
}

export interface CholeskyOptions {
  readonly signal?: AbortSignal | undefined;
  /** Multiplications and additions that one dispatch may take. */
  readonly workPerDispatch?: number;
}

/**
 * The Cholesky factor L of a symmetric positive definite matrix, in float32 on the GPU: |A - L L'| is within float32 rounding of A. To
 * solve with it, see solveCholesky and refineSolution of src/math/cholesky.
 * @param matrix A, size x size, row-major; only its lower triangle counts
 * @returns L, size x size, row-major, 0 above the diagonal; or null where a pivot is not positive in float32
 * @throws RangeError when the matrix is not size x size, not finite in float32, or does not fit a binding; GpuError when a part of the work
 *   failed; AbortError when cancelled
 */
export async function choleskyOnGpu(
  gpu: Gpu,
  matrix: Float32Array | Float64Array,
  size: number,
  { signal, workPerDispatch }: CholeskyOptions = {},
): Promise<Float32Array | null> {
  if (!Number.isInteger(size) || size < 1 || matrix.length !== size * size) {
    throw new RangeError(
      `choleskyOnGpu needs a square matrix of at least one row, got ${matrix.length} entries for ${size} rows`,
    );
  }
  const stride = Math.ceil(size / block) * block;
  const entries = padded(matrix, size, stride);
  const run = async ({ scope, execute, read }: GpuRun) => {
    const buffers = {
      matrix: scope.upload('Cholesky matrix', entries),
      status: scope.upload('Cholesky status', new Uint32Array(1)),
    };
    await execute((list) => {
      for (let from = 0; from < stride; from += block)
        recordCholeskyStep(list, stride, from, buffers, workPerDispatch);
    });
    const [status, factor] = await read([buffers.status, buffers.matrix]);
    return new Uint32Array(status!)[0] === 0 ? lowerTriangle(new Float32Array(factor!), size, stride) : null;
  };
  return runOnGpu(gpu, 'Cholesky', run, signal);
}

/** The lower triangle of A, continued by the identity to `stride` rows: whole blocks need no edges, and the identity's factor is itself. */
function padded(matrix: Float32Array | Float64Array, size: number, stride: number): Float32Array {
  const rows = new Float32Array(stride * stride);
  for (let i = 0; i < stride; i++) {
    if (i >= size) rows[i * stride + i] = 1;
    for (let j = 0; j <= i && i < size; j++) {
      const entry = Math.fround(matrix[i * size + j]!);
      if (!Number.isFinite(entry)) {
        throw new RangeError(
          `choleskyOnGpu needs entries that float32 holds, got ${matrix[i * size + j]} in row ${i}, column ${j}`,
        );
      }
      rows[i * stride + j] = entry;
    }
  }
  return rows;
}

function lowerTriangle(rows: Float32Array, size: number, stride: number): Float32Array {
  const factor = new Float32Array(size * size);
  for (let i = 0; i < size; i++) {
    factor.set(rows.subarray(i * stride, i * stride + i + 1), i * size);
  }
  return factor;
}
