/**
 * Is y independent of z given x? The test that the paper compares with: conditional mutual information from k nearest neighbours, with local permutations
 * (J. Runge, "Conditional independence testing based on a nearest-neighbor estimator of conditional mutual information", AISTATS 2018; the estimator of
 * S. Frenzel and B. Pompe, Phys. Rev. Lett. 2007). With the greatest-coordinate distance, e_i the distance of row i to its k-th nearest row in (y, z, x), and n_s(i) the rows
 * nearer than e_i in the coordinates s, row i among them,
 *   I(y; z | x) = psi(k) + mean_i [ psi(n_x(i)) - psi(n_yx(i)) - psi(n_zx(i)) ],
 * without x: psi(k) + psi(n) - mean_i [ psi(n_y(i)) + psi(n_z(i)) ]. Under the null hypothesis z goes to rows near in x: in random order every row takes the z of one of
 * its nearest rows in x that is not taken yet, or of any of them. Coordinates are ranked first, as Runge does. p = (1 + #{ b : I_b >= I }) / (1 + B).
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
}

/**
 * Tests y independent of z given x: n^2 steps for each permutation.
 * @param y n x a
 * @param z n x b
 * @param x n x c; null: without a condition
 * @throws RangeError when the rows differ in number, or there are fewer than 3
 */
export function mutualInformationTest(
  y: Matrix,
  z: Matrix,
  x: Matrix | null,
  { seed, permutations = 199, neighbours, near = 5 }: MutualInformationOptions,
): { readonly information: number; readonly pValue: number } {
  const { rows } = y;
  if (rows < 3 || z.rows !== rows || (x && x.rows !== rows)) {
    throw new RangeError(
      `the test needs as many rows of each, 3 or more, got ${rows}, ${z.rows}, ${x?.rows}`,
    );
  }
  const k = Math.min(rows - 1, neighbours ?? Math.max(1, Math.round(rows / 10)));
  const [ofY, ofZ] = [distances(rankColumns(y, seed)), distances(rankColumns(z, seed))];
  const ofX = x && distances(rankColumns(x, seed));
  const psi = digammas(rows);
  const identity = Uint32Array.from({ length: rows }, (_, i) => i);
  const information = estimate({ ofY, ofZ, ofX, order: identity, k, psi });
  const random = createRandom(seed, 'local permutations');
  const nearest = ofX && nearestRows(ofX, rows, near);
  let atLeast = 0;
  for (let b = 0; b < permutations; b++) {
    const order = nearest ? permuteLocally(nearest, random) : random.shuffle(identity.slice());
    if (estimate({ ofY, ofZ, ofX, order, k, psi }) >= information) atLeast += 1;
  }
  return { information, pValue: (1 + atLeast) / (1 + permutations) };
}

interface Estimation {
  /** Distances of all pairs of rows, n x n. */
  readonly ofY: Float32Array;
  readonly ofZ: Float32Array;
  readonly ofX: Float32Array | null;
  /** The row whose z each row has. */
  readonly order: Uint32Array;
  readonly k: number;
  readonly psi: Float64Array;
}

function estimate({ ofY, ofZ, ofX, order, k, psi }: Estimation): number {
  const n = order.length;
  const joint = new Float32Array(n);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const [rowY, rowZ] = [i * n, order[i]! * n];
    for (let j = 0; j < n; j++) {
      const distance = Math.max(ofY[rowY + j]!, ofZ[rowZ + order[j]!]!);
      joint[j] = ofX ? Math.max(distance, ofX[rowY + j]!) : distance;
    }
    joint[i] = Number.POSITIVE_INFINITY;
    const reach = kthLeast(joint, k);
    let [inX, inYX, inZX] = [0, 0, 0];
    for (let j = 0; j < n; j++) {
      const isNearX = !ofX || ofX[rowY + j]! < reach;
      if (!isNearX) continue;
      inX += 1;
      if (ofY[rowY + j]! < reach) inYX += 1;
      if (ofZ[rowZ + order[j]!]! < reach) inZX += 1;
    }
    sum += psi[Math.max(1, inX)]! - psi[Math.max(1, inYX)]! - psi[Math.max(1, inZX)]!;
  }
  return psi[k]! + sum / n;
}

/** The k-th least of values, by a heap of the k least. */
function kthLeast(values: Float32Array, k: number): number {
  const heap = new Float32Array(k).fill(Number.POSITIVE_INFINITY);
  for (const value of values) {
    if (value >= heap[0]!) continue;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= k) break;
      const larger = left + 1 < k && heap[left + 1]! > heap[left]! ? left + 1 : left;
      if (heap[larger]! <= value) break;
      heap[at] = heap[larger]!;
      at = larger;
    }
    heap[at] = value;
  }
  return heap[0]!;
}

/** psi at 1 to n: psi(1) = -gamma, psi(m + 1) = psi(m) + 1/m. */
function digammas(n: number): Float64Array {
  const psi = new Float64Array(n + 1);
  psi[1] = -0.577_215_664_901_532_9;
  for (let m = 1; m < n; m++) psi[m + 1] = psi[m]! + 1 / m;
  return psi;
}

/** Each column by its ranks, ties in random order. */
function rankColumns({ rows, columns, values }: Matrix, seed: number): Matrix {
  const ranked = new Float64Array(rows * columns);
  for (let column = 0; column < columns; column++) {
    const tie = createRandom(seed, `ties of ${column}`).shuffle(
      Uint32Array.from({ length: rows }, (_, i) => i),
    );
    const at = (row: number) => values[row * columns + column]!;
    const order = [...tie.keys()].sort((a, b) => at(a) - at(b) || tie[a]! - tie[b]!);
    order.forEach((row, rank) => {
      ranked[row * columns + column] = rank;
    });
  }
  return { rows, columns, values: ranked };
}

/** The greatest difference of a coordinate, for all pairs of rows. */
function distances({ rows, columns, values }: Matrix): Float32Array {
  const all = new Float32Array(rows * rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < i; j++) {
      let most = 0;
      for (let c = 0; c < columns; c++) {
        most = Math.max(most, Math.abs(values[i * columns + c]! - values[j * columns + c]!));
      }
      all[i * rows + j] = most;
      all[j * rows + i] = most;
    }
  }
  return all;
}

/** For each row the rows nearest to it, itself among them. */
function nearestRows(of: Float32Array, rows: number, count: number): Uint32Array[] {
  return Array.from({ length: rows }, (_, i) => {
    const own = of.subarray(i * rows, (i + 1) * rows);
    return Uint32Array.from([...own.keys()].sort((a, b) => own[a]! - own[b]! || a - b).slice(0, count));
  });
}

function permuteLocally(nearest: readonly Uint32Array[], random: Random): Uint32Array {
  const rows = nearest.length;
  const order = new Uint32Array(rows);
  const isTaken = new Uint8Array(rows);
  for (const row of random.shuffle(Uint32Array.from({ length: rows }, (_, i) => i))) {
    const near = random.shuffle(nearest[row]!.slice());
    const source = near.find((one) => isTaken[one] === 0) ?? near.at(-1)!;
    isTaken[source] = 1;
    order[row] = source;
  }
  return order;
}
