/**
 * The judge of FOCI: forward selection in float64 straight from the definition, every neighbour searched anew over all rows. Rules 3
 * to 6 of docs/decisions/0001-one-arithmetic-for-foci.md; shares no decision with forwardSelection.ts.
 */

import type { Matrix } from '../linear/matrix';
import { joinColumns, requireRows, scoreOf } from './codec';
import type { FociOptions, FociStep, FociStop, FociTrace } from './fociTrace';
import { nearestNeighbours } from './nearestNeighbour';
import { rank } from './ranks';

/**
 * Forward selection; n^2 distances of all chosen columns for every candidate of every step.
 * @param y n values
 * @param x n x p
 * @throws RangeError when lengths differ, n < 2, or an entry is not finite
 */
export function fociOracle(y: ArrayLike<number>, x: Matrix, options: FociOptions = {}): FociTrace {
  requireRows('x', x, y.length);
  const { atMost, sumOfSquaredAtLeast, spread } = rank(y);
  const n = y.length;
  const columns = Array.from({ length: x.columns }, (_, j) => columnOf(x, j));
  const constantColumns = columns.flatMap((column, j) =>
    column.values.every((v) => v === column.values[0]) ? [j] : [],
  );
  const selected: number[] = [];
  const values: number[] = [];
  const steps: FociStep[] = [];
  const end = (stop: FociStop): FociTrace => ({ selected, values, steps, stop, constantColumns });
  const most = atMost.reduce((sum, r) => sum + r, 0);
  let chosen: Matrix | undefined;

  if (spread === 0) return end('noInformation');
  for (;;) {
    const rest = columns
      .map((_, j) => j)
      .filter((j) => !selected.includes(j) && !constantColumns.includes(j));
    const completed = chosen === undefined ? 0 : scoreOf(atMost, nearestNeighbours(chosen));
    if (chosen === undefined && rest.length === 0) return end('noInformation');
    if (rest.length === 0 || completed === most) return end('exhausted');

    const score = (j: number): number => {
      const joined = chosen === undefined ? columns[j]! : joinColumns(chosen, columns[j]!);
      return scoreOf(atMost, nearestNeighbours(joined));
    };
    const coefficientOf = (s: number): number =>
      chosen === undefined ? (n * s - sumOfSquaredAtLeast) / spread : (s - completed) / (most - completed);
    const candidates = new Float64Array(columns.length).fill(Number.NaN);
    for (const j of rest) candidates[j] = coefficientOf(score(j));
    const t = Math.max(...rest.map((j) => candidates[j]!));
    const best = candidates.indexOf(t);
    const anyway = chosen === undefined ? options.first !== 'none' : options.noGain === 'continue';
    const taken = t > 0 || anyway;
    steps.push({ best, t, candidates, taken });
    if (!taken) return end('noGain');

    selected.push(best);
    values.push(t);
    chosen = chosen === undefined ? columns[best]! : joinColumns(chosen, columns[best]!);
    if (options.variant === 'cheap') return end('cheap');
    if (selected.length === options.maxSlices) return end('maxSlices');
  }
}

function columnOf(x: Matrix, column: number): Matrix {
  const values = Float64Array.from({ length: x.rows }, (_, i) => x.values[i * x.columns + column]!);
  return { rows: x.rows, columns: 1, values };
}
