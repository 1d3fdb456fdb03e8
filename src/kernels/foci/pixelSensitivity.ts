/**
 * How far the loss on a sample is a function of each of its pixels, on the GPU (Remark 2 of "Deep Unlearning via Randomized
 * Conditionally Independent Hessians"): xi(pixel_j, loss) over the m perturbed copies. The host of its kernels.
 */
import type { Gpu } from '../../gpu/device';
import { runOnGpu } from '../../gpu/host';
import { rank } from '../../math/dependence/ranks';
import type { Matrix } from '../../math/linear/matrix';
import { refuseSizes } from './limits';
import { recordRankJumps } from './rankJumps';
import { columnsSortedTogether, recordSortColumns } from './sortColumns';

/** 2^-126: a smaller number counts as 0, as hardware without subnormals has it. */
const SMALLEST_NORMAL = 2 ** -126;

/**
 * The values of pixelSensitivity in src/math/dependence/pixelSensitivity.ts, bit for bit (where no pixel is subnormal, which counts as 0 here).
 * @param pixels m x p, 2 <= m <= 8192, p <= 4096
 * @param losses m losses
 * @returns p coefficients; 0 where a pixel does not vary, NaN everywhere where the loss does not
 * @throws RangeError when lengths differ, a size is out of range, or an entry is not finite; GpuError when a part of the work failed; AbortError
 *   when cancelled
 */
export async function pixelSensitivityOnGpu(
  gpu: Gpu,
  pixels: Matrix,
  losses: ArrayLike<number>,
  signal?: AbortSignal,
): Promise<Float64Array> {
  const { rows: n, columns: p } = pixels;
  if (n !== losses.length)
    throw new RangeError(`pixels has ${n} rows but losses has ${losses.length} entries`);
  refuseSizes('pixelSensitivity', n, p);
  const ranks = rank(losses, 'losses');
  const columns = Array.from({ length: p }, (_, column) => columnOf(pixels, column));
  const together = columnsSortedTogether(n);
  const sensitivity = new Float64Array(p);
  for (let first = 0; first < p; first += together) {
    const some = columns.slice(first, first + together);
    const jumps = await sumJumps(gpu, ranks.atMost, some, signal);
    some.forEach((column, k) => {
      const varies = column.some((value) => value !== column[0]);
      const isDefined = varies || ranks.spread === 0;
      sensitivity[first + k] = isDefined ? (2 * ranks.spread - n * jumps[k]!) / (2 * ranks.spread) : 0;
    });
  }
  return sensitivity;
}

function columnOf({ rows, columns, values }: Matrix, column: number): Float32Array {
  const entries = new Float32Array(rows);
  for (let i = 0; i < rows; i++) {
    const value = Math.fround(values[i * columns + column]!);
    if (!Number.isFinite(value)) {
      throw new RangeError(`pixels must be finite in float32, got ${value} in row ${i}, column ${column}`);
    }
    entries[i] = Math.abs(value) < SMALLEST_NORMAL ? 0 : value;
  }
  return entries;
}

async function sumJumps(
  gpu: Gpu,
  atMost: Uint32Array,
  columns: readonly Float32Array[],
  signal: AbortSignal | undefined,
): Promise<Uint32Array> {
  const n = atMost.length;
  const values = new Float32Array(n * columns.length);
  columns.forEach((column, k) => {
    values.set(column, k * n);
  });
  const rows = Uint32Array.from(values, (_, k) => k % n);
  return runOnGpu(
    gpu,
    'pixel sensitivity',
    async ({ scope, execute, read }) => {
      const unsorted = { values: scope.upload('pixels', values), rows: scope.upload('row numbers', rows) };
      const spare = {
        values: scope.storage('sorted pixels', values.byteLength),
        rows: scope.storage('sorted rows', values.byteLength),
      };
      const jumps = scope.storage('rank jumps', 4 * columns.length);
      const ranks = scope.upload('R', atMost);
      await execute((list) => {
        const sorted = recordSortColumns(list, unsorted, spare, n, columns.length);
        recordRankJumps(list, { atMost: ranks, rows: sorted.rows, jumps }, n, columns.length);
      });
      const [bytes] = await read([jumps]);
      return new Uint32Array(bytes!);
    },
    signal,
  );
}
