/** The problem that both benchmarks of FOCI solve. */
import { type Matrix, matrix } from '../../src/math/linear/matrix';
import { createRandom } from '../../src/math/random/random';

export const ROWS = 1000;
/** The columns that y depends on. */
export const TRUE_COLUMNS = [3, 20, 50, 80] as const;

/** What a column looks like: an entry from a standard normal, and the column's own mean. */
export const COLUMN_KINDS = {
  normal: (normal: number) => normal,
  activation: (normal: number, mean: number) => mean + 0.05 * normal,
  '70% zeros': (normal: number) => Math.max(0, normal - 0.5244),
};

export type ColumnKind = keyof typeof COLUMN_KINDS;
export const columnKinds = Object.keys(COLUMN_KINDS) as ColumnKind[];

/**
 * n rows of columns of one kind, and a y that depends on four of them.
 * @param columns p, more than the largest of TRUE_COLUMNS
 */
export function drawProblem(kind: ColumnKind, columns: number): { y: Float64Array; x: Matrix } {
  const random = createRandom(1, `${kind} ${columns}`);
  const means = Array.from({ length: columns }, () => 4 * random.uniform());
  const y = new Float64Array(ROWS);
  const values = new Float32Array(ROWS * columns);
  for (let i = 0; i < ROWS; i++) {
    const normals = means.map(() => random.normal());
    means.forEach((mean, j) => {
      values[i * columns + j] = COLUMN_KINDS[kind](normals[j]!, mean);
    });
    const [a, b, c, d] = TRUE_COLUMNS.map((j) => normals[j]!) as [number, number, number, number];
    y[i] = 2 * a + b * b + Math.sin(2 * c) + 0.7 * d + 0.05 * random.normal();
  }
  return { y, x: matrix(ROWS, columns, values) };
}
