/** Kept squared distances and rows of candidates, as the kernels of a forward step of FOCI are given them. */
import type { PreparedColumns } from '../../../math/dependence/columns';
import { squaredDistanceGrowth } from '../../../math/dependence/squaredDistance';
import { strideOf } from '../../foci/nearestNeighbour';

/** What stands on the diagonal: the largest float32. */
export const FARTHEST = 2 ** 127 * (2 - 2 ** -23);

/** Kept squared distances over the chosen columns, n x n, by the rule. */
export function keptDistances(
  { rows: n, values }: PreparedColumns,
  chosen: readonly number[],
): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: n * n }, (_, pair) => {
    if (pair % (n + 1) === 0) return FARTHEST;
    return chosen.reduce((sum, column) => {
      const a = values[column * n + Math.floor(pair / n)]!;
      const b = values[column * n + (pair % n)]!;
      return Math.fround(sum + squaredDistanceGrowth(Math.fround(a - b)));
    }, 0);
  });
}

/** The columns row after row, each row filled up with zeros. */
export function rowMajor({ rows, columns, values }: PreparedColumns): Float32Array<ArrayBuffer> {
  const stride = strideOf(columns);
  const turned = new Float32Array(rows * stride);
  for (let k = 0; k < values.length; k++) turned[(k % rows) * stride + Math.floor(k / rows)] = values[k]!;
  return turned;
}
