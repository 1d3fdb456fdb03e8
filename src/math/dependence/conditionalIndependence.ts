/**
 * Is y independent of z given x? A permutation test with L-CODEC as the statistic, after section 6 of "Deep Unlearning via Randomized
 * Conditionally Independent Hessians", with the local permutations of Runge ("Conditional independence testing based on a
 * nearest-neighbor estimator of conditional mutual information", Algorithm 1).
 *
 * What is done: all variables get the tie-breaking noise of L-CODEC. T(y, z | x) is counted on the data, then B times with z
 * permuted locally: in random order, every row takes the z of one of the k rows nearest to it in x (itself among them), drawn from those
 * not taken yet, or from all k where none is left. Where y depends on z only through x, such a z is as good as the real one. Without x the
 * permutations are plain ones. p = (1 + #{ b : T_b >= T }) / (1 + B). For fixed y and x, T grows with its integer score, so the integers are
 * compared. Neighbours by the float32 rule of docs/decisions/0001-one-arithmetic-for-foci.md, distances over x kept and shared.
 */

import { refuseNonFinite } from '../linear/finite';
import type { Matrix } from '../linear/matrix';
import { createRandom, type Random } from '../random/random';
import { requireRows } from './codec';
import { prepareColumns } from './columns';
import { MOST_ROWS } from './foci';
import { addColumn, createKeptDistances, type KeptDistances } from './keptDistances';
import { addTieBreakingNoise } from './lcodec';
import { scoreBeside } from './prunedScore';
import { type Ranks, rank } from './ranks';
import { scoreSingleColumn } from './singleColumnScore';
import { sortColumn } from './sortOrder';

export interface TestOptions {
  /** Seed of the noise and of the permutations. */
  readonly seed: number;
  /** B, how many permutations; default 199. */
  readonly permutations?: number;
  /** k, how many rows a value may come from; default 5. */
  readonly neighbours?: number;
  /** The permutations end once p is sure to be no less than this, which it is a lower bound of then; default 1: all are made. */
  readonly level?: number;
}

export interface TestResult {
  /** T(y, z | x) of the data with noise; NaN where it is not defined. */
  readonly statistic: number;
  /** 1 where the statistic is not defined: there is no sign of dependence. */
  readonly pValue: number;
  readonly permutations: number;
  readonly neighbours: number;
  readonly seed: number;
}

/** Least length of the lists of nearest rows that the searches share. */
const SHORTEST_LIST = 32;

/**
 * Tests y independent of z given x.
 * @param y n values
 * @param z n values
 * @param x n x e, or undefined to test y independent of z
 * @throws RangeError when lengths differ, n < 2 or n > 8192, an entry is not finite, or an option is not a whole number from 1 up
 */
export function conditionalIndependenceTest(
  y: ArrayLike<number>,
  z: ArrayLike<number>,
  x: Matrix | undefined,
  { seed, permutations = 199, neighbours = 5, level = 1 }: TestOptions,
): TestResult {
  const n = y.length;
  requireWholeFromOne('permutations', permutations);
  requireWholeFromOne('neighbours', neighbours);
  if (z.length !== n) throw new RangeError(`y has ${n} entries but z has ${z.length}`);
  if (n > MOST_ROWS) throw new RangeError(`the test takes at most ${MOST_ROWS} rows, got n=${n}`);
  refuseNonFinite('y', y);
  refuseNonFinite('z', z);
  if (x !== undefined) requireRows('x', x, n);

  const ranks = rank(noisy(y, seed, 'noise of y').values);
  const chosen = prepareChosen(noisy(z, seed, 'noise of z'), x, seed, Math.max(SHORTEST_LIST, neighbours));
  const score = createStatistic(ranks, chosen.kept);
  const observed = score(chosen.z);
  const statistic = fraction(observed, ranks, chosen.kept);
  const isDefined = chosen.varies && Number.isFinite(statistic);
  const random = createRandom(seed, 'local permutations');
  const sources = chosen.kept && nearestRowsOf(chosen.kept, neighbours);
  const pOf = (atLeast: number) => (1 + atLeast) / (1 + permutations);
  let atLeastAsLarge = 0;
  for (let b = 0; isDefined && b < permutations && pOf(atLeastAsLarge) < level; b++) {
    const permuted =
      sources === undefined ? random.shuffle(chosen.z.slice()) : permuteLocally(chosen.z, sources, random);
    if (score(permuted) >= observed) atLeastAsLarge += 1;
  }
  const pValue = isDefined ? pOf(atLeastAsLarge) : 1;
  return { statistic: isDefined ? statistic : Number.NaN, pValue, permutations, neighbours, seed };
}

function requireWholeFromOne(name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 1) {
    throw new RangeError(`${name} must be a whole number from 1 up, got ${value}`);
  }
}

function noisy(values: ArrayLike<number>, seed: number, label: string): Matrix {
  const column: Matrix = { rows: values.length, columns: 1, values: Float64Array.from(values) };
  return addTieBreakingNoise(column, seed, label);
}

/** z in float32, and the kept distances over the columns of x that vary; undefined where none does. */
function prepareChosen(z: Matrix, x: Matrix | undefined, seed: number, listLength: number) {
  const own = prepareColumns(z, 'z');
  const varies = own.constantColumns.length === 0;
  if (x === undefined) return { z: own.values, varies, kept: undefined };
  // One scale for x and z, as in a selection that has chosen x and judges z.
  const noise = addTieBreakingNoise(x, seed, 'noise of x');
  const rows = z.rows;
  const joined = new Float64Array(rows * (x.columns + 1));
  for (let i = 0; i < rows; i++) {
    joined.set(noise.values.subarray(i * x.columns, (i + 1) * x.columns), i * (x.columns + 1));
    joined[i * (x.columns + 1) + x.columns] = z.values[i]!;
  }
  const prepared = prepareColumns({ rows, columns: x.columns + 1, values: joined });
  const entries = (column: number) => prepared.values.subarray(column * rows, (column + 1) * rows);
  let kept: KeptDistances | undefined;
  for (let column = 0; column < x.columns; column++) {
    if (prepared.constantColumns.includes(column)) continue;
    kept ??= createKeptDistances(rows, listLength);
    addColumn(kept, entries(column));
  }
  return { z: entries(x.columns), varies, kept };
}

/** The integer score of a z beside x. */
function createStatistic(ranks: Ranks, kept: KeptDistances | undefined): (z: Float32Array) => number {
  return (z) => {
    const candidate = sortColumn(z);
    return kept === undefined
      ? scoreSingleColumn(candidate.sorted, candidate.order, ranks.atMost)
      : scoreBeside(candidate, kept, ranks.atMost);
  };
}

/** T from its score (forwardSelection.ts has the formula). */
function fraction(score: number, ranks: Ranks, kept: KeptDistances | undefined): number {
  const n = ranks.atMost.length;
  if (kept === undefined) return (n * score - ranks.sumOfSquaredAtLeast) / ranks.spread;
  let completed = 0;
  let most = 0;
  for (let i = 0; i < n; i++) {
    const own = ranks.atMost[i]!;
    completed += Math.min(own, ranks.atMost[kept.listRows[i * kept.listLength]!]!);
    most += own;
  }
  return (score - completed) / (most - completed);
}

/** For every row, itself and the nearest others: k rows in all, fewer where the data hold fewer. */
function nearestRowsOf(kept: KeptDistances, k: number): Uint16Array[] {
  const others = Math.min(k - 1, kept.listLength);
  return Array.from({ length: kept.rows }, (_, i) => {
    const start = i * kept.listLength;
    return Uint16Array.of(i, ...kept.listRows.subarray(start, start + others));
  });
}

function permuteLocally(z: Float32Array, sources: readonly Uint16Array[], random: Random): Float32Array {
  const n = z.length;
  const order = random.shuffle(Uint16Array.from({ length: n }, (_, i) => i));
  const isTaken = new Uint8Array(n);
  const permuted = new Float32Array(n);
  for (const i of order) {
    const near = random.shuffle(sources[i]!);
    const source = near.find((j) => isTaken[j] === 0) ?? near[0]!;
    isTaken[source] = 1;
    permuted[i] = z[source]!;
  }
  return permuted;
}
