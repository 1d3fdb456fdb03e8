/**
 * Is y independent of z given x? The test that the paper compares with: conditional mutual information from k nearest neighbours, with local permutations
 * (J. Runge, "Conditional independence testing based on a nearest-neighbor estimator of conditional mutual information", AISTATS 2018; the estimator of
 * S. Frenzel and B. Pompe, Phys. Rev. Lett. 2007). With the greatest-coordinate distance, e_i the distance of row i to its k-th nearest row in (y, z, x), and n_s(i) the rows
 * nearer than e_i in the coordinates s, row i among them,
 *   I(y; z | x) = psi(k) + mean_i [ psi(n_x(i)) - psi(n_yx(i)) - psi(n_zx(i)) ],
 * without x: psi(k) + psi(n) - mean_i [ psi(n_y(i)) + psi(n_z(i)) ]. Under the null hypothesis z goes to rows near in x: in random order every row takes the z of one of
 * its nearest rows in x that is not taken yet, or of any of them. Coordinates are ranked first, as Runge does. p = (1 + #{ b : I_b >= I }) / (1 + B).
 * Who asks only whether p is below a level need not have all B (J. Besag, P. Clifford, "Sequential Monte Carlo p-values", Biometrika 1991).
 */

import type { Matrix } from '../linear/matrix';
import { createRandom, type Random } from '../random/random';

export interface MutualInformationOptions {
  /** Of ties in the ranks, and of the permutations. */
  readonly seed: number;
  /** B; default 199. */
  readonly permutations?: number;
  /** k; default: a tenth of the rows, as Runge recommends. */
  readonly neighbours?: number;
  /** Rows that a value may come from; default 5. */
  readonly near?: number;
  /** The permutations end once p is sure to be no less than this, which it is a lower bound of then; default 1: all are made. */
  readonly level?: number;
}

/**
 * Tests y independent of z given x. Each permutation takes some n^2 steps at most: those rows are looked at that are near in (y, x), and those that are near in x.
 * @param y n x a
 * @param z n x b
 * @param x n x c; null: without a condition
 * @throws RangeError when the rows differ in number, or there are fewer than 3 or more than 65,536
 */
export function mutualInformationTest(
  y: Matrix,
  z: Matrix,
  x: Matrix | null,
  { seed, permutations = 199, neighbours, near = 5, level = 1 }: MutualInformationOptions,
): { readonly information: number; readonly pValue: number } {
  const { rows } = y;
  if (rows < 3 || rows > 65_536 || z.rows !== rows || (x && x.rows !== rows)) {
    throw new RangeError(
      `the test needs as many rows of each, 3 to 65536, got ${rows}, ${z.rows}, ${x?.rows}`,
    );
  }
  const k = Math.min(rows - 1, neighbours ?? Math.max(1, Math.round(rows / 10)));
  const [ofY, ofZ, ofX] = [rankColumns(y, seed), rankColumns(z, seed), x ? rankColumns(x, seed) : []];
  const condition = x && sortRowsByDistance(ofX);
  const rest = { beside: sortRowsByDistance([...ofY, ...ofX]), condition, k, psi: digammas(rows) };
  const information = estimate(ofZ, rest);
  const random = createRandom(seed, 'local permutations');
  const nearest = condition && nearestRows(condition, rows, near);
  const identity = Uint16Array.from({ length: rows }, (_, i) => i);
  const pValue = (atLeast: number) => (1 + atLeast) / (1 + permutations);
  let atLeast = 0;
  for (let b = 0; b < permutations && pValue(atLeast) < level; b++) {
    const order = nearest ? permuteLocally(nearest, random) : random.shuffle(identity.slice());
    const permuted = ofZ.map((column) => order.map((row) => column[row]!));
    if (estimate(permuted, rest) >= information) atLeast += 1;
  }
  return { information, pValue: pValue(atLeast) };
}

/** For each row all rows by their distance from it, itself the first; rows at one distance in their order. */
interface SortedRows {
  /** n x n */
  readonly rows: Uint16Array;
  /** How far each of them is, n x n. */
  readonly distances: Uint16Array;
}

interface Estimation {
  /** By their distance in (y, x). */
  readonly beside: SortedRows;
  /** By their distance in x; null: without a condition. */
  readonly condition: SortedRows | null;
  readonly k: number;
  readonly psi: Float64Array;
}

/** The information of z about y given x. @param z its columns, ranked */
function estimate(z: readonly Uint16Array[], { beside, condition, k, psi }: Estimation): number {
  const n = z[0]!.length;
  const everyRow = Uint16Array.from({ length: n }, (_, i) => i);
  const measured = new Uint16Array(n);
  const counts = new Uint16Array(n);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const line = z.length === 1 ? { values: z[0]!, own: z[0]![i]! } : measureLine(z, i, measured);
    const reach = distanceOfNearest(beside, i, line, k, counts);
    const inYX = nearerThan(beside, i, reach).length;
    const near = condition ? nearerThan(condition, i, reach) : everyRow;
    const inZX = countNearer(line, near, reach);
    sum += psi[near.length]! - psi[Math.max(1, inYX)]! - psi[Math.max(1, inZX)]!;
  }
  return psi[k]! + sum / n;
}

/** A number for each row, from which that of one row differs by the distance of the two. */
interface Line {
  readonly values: Uint16Array;
  readonly own: number;
}

function measureLine(columns: readonly Uint16Array[], row: number, values: Uint16Array): Line {
  measureDistances(columns, row, values);
  return { values, own: 0 };
}

function countNearer({ values, own }: Line, rows: Uint16Array, reach: number): number {
  let count = 0;
  // The sign of a difference in place of a branch that would be guessed wrong as often as not.
  for (let t = 0; t < rows.length; t++) count += (Math.abs(values[rows[t]!]! - own) - reach) >>> 31;
  return count;
}

/**
 * How far the k-th nearest row is in (y, z, x), the row itself not counted. Rows come by their distance in (y, x), until those to come are no nearer than the one found.
 * @param counts n numbers to work with: of each distance how many rows have it
 */
function distanceOfNearest(
  { rows, distances }: SortedRows,
  row: number,
  { values, own }: Line,
  k: number,
  counts: Uint16Array,
): number {
  const n = values.length;
  const first = row * n;
  counts.fill(0);
  let counted = 0;
  for (let most = Math.min(n, 2 * k); ; most = Math.min(n, 2 * most)) {
    for (; counted < most; counted++) {
      const distance = Math.max(distances[first + counted]!, Math.abs(values[rows[first + counted]!]! - own));
      counts[distance] = counts[distance]! + 1;
    }
    let [found, distance] = [counts[0]! - 1, 0];
    while (found < k && distance < n - 1) {
      distance += 1;
      found += counts[distance]!;
    }
    if (most === n || (found >= k && distance <= distances[first + most - 1]!)) return distance;
  }
}

/** The rows nearer to a row than that, itself among them. */
function nearerThan({ rows, distances }: SortedRows, row: number, reach: number): Uint16Array {
  const n = Math.sqrt(rows.length);
  const first = row * n;
  let [low, high] = [first, first + n];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (distances[middle]! < reach) low = middle + 1;
    else high = middle;
  }
  return rows.subarray(first, low);
}

/** The greatest difference of a coordinate, of all rows from one. */
function measureDistances(columns: readonly Uint16Array[], row: number, distances: Uint16Array): void {
  distances.fill(0);
  for (const column of columns) {
    const own = column[row]!;
    for (let j = 0; j < column.length; j++) {
      const before = distances[j]!;
      const more = Math.abs(column[j]! - own) - before;
      // The greater of the two, by the sign of what one is above the other: a branch would be guessed wrong as often as not.
      distances[j] = before + (more & ~(more >> 31));
    }
  }
}

/** By counting: distances of ranks are whole numbers below n. */
function sortRowsByDistance(columns: readonly Uint16Array[]): SortedRows {
  const n = columns[0]!.length;
  const sorted = { rows: new Uint16Array(n * n), distances: new Uint16Array(n * n) };
  const ofRow = new Uint16Array(n);
  for (let i = 0; i < n; i++) {
    measureDistances(columns, i, ofRow);
    const next = new Uint32Array(n + 1).fill(i * n);
    for (const distance of ofRow) next[distance + 1] = next[distance + 1]! + 1;
    for (let d = 1; d <= n; d++) next[d] = next[d]! + next[d - 1]! - i * n;
    for (let j = 0; j < n; j++) {
      const distance = ofRow[j]!;
      const place = next[distance]!;
      next[distance] = place + 1;
      sorted.rows[place] = j;
      sorted.distances[place] = distance;
    }
  }
  return sorted;
}

/** psi at 1 to n: psi(1) = -gamma, psi(m + 1) = psi(m) + 1/m. */
function digammas(n: number): Float64Array {
  const psi = new Float64Array(n + 1);
  psi[1] = -0.577_215_664_901_532_9;
  for (let m = 1; m < n; m++) psi[m + 1] = psi[m]! + 1 / m;
  return psi;
}

/** Each column by its ranks, ties in random order. */
function rankColumns({ rows, columns, values }: Matrix, seed: number): Uint16Array[] {
  return Array.from({ length: columns }, (_, column) => {
    const tie = createRandom(seed, `ties of ${column}`).shuffle(
      Uint32Array.from({ length: rows }, (_, i) => i),
    );
    const at = (row: number) => values[row * columns + column]!;
    const order = [...tie.keys()].sort((a, b) => at(a) - at(b) || tie[a]! - tie[b]!);
    const ranks = new Uint16Array(rows);
    order.forEach((row, rank) => {
      ranks[row] = rank;
    });
    return ranks;
  });
}

/** For each row the rows nearest to it, itself among them. */
function nearestRows({ rows }: SortedRows, count: number, most: number): Uint16Array[] {
  return Array.from({ length: count }, (_, i) => rows.slice(i * count, i * count + Math.min(most, count)));
}

function permuteLocally(nearest: readonly Uint16Array[], random: Random): Uint16Array {
  const rows = nearest.length;
  const order = new Uint16Array(rows);
  const isTaken = new Uint8Array(rows);
  for (const row of random.shuffle(Uint16Array.from({ length: rows }, (_, i) => i))) {
    const near = random.shuffle(nearest[row]!.slice());
    const source = near.find((one) => isTaken[one] === 0) ?? near.at(-1)!;
    isTaken[source] = 1;
    order[row] = source;
  }
  return order;
}
