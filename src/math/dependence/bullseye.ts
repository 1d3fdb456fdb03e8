/**
 * 3D-Bullseye: data whose Markov blanket is known (Table 1 of "Deep Unlearning via Randomized Conditionally Independent
 * Hessians"; Yang et al., "Model-augmented estimation of conditional mutual information for feature selection", arXiv 1911.04628).
 *
 * Six features and a target y, joined by the graph
 *   r1 -> r2, r1 -> r3, r3 -> r4, (r2, r4) -> r5, (r3, r5) -> y, (r4, y) -> r6.
 * r1 is uniform on [0.25, 0.5] or on [0.75, 1], each with probability 1/2; every other variable is the mean of its parents plus noise uniform
 * on [-eps, eps]. A feature is seen as a point in three dimensions at distance r from the origin, in a random direction. The Markov blanket
 * of y is its parents r3 and r5, its child r6 and that child's other parent r4.
 */

import type { Matrix } from '../linear/matrix';
import { finish } from '../linear/pieces';
import { createRandom, type Random } from '../random/random';
import { conditionalIndependenceTest } from './conditionalIndependence';
import { lfoci } from './lfoci';

export interface Bullseye {
  readonly y: Float64Array;
  /** n x 6: the radii, one column a feature. */
  readonly radii: Matrix;
  /** The six features as points, each n x 3. */
  readonly points: readonly Matrix[];
}

/** The columns of the radii that make y independent of all others. */
export const BULLSEYE_BLANKET: readonly number[] = [2, 3, 4, 5];
const FEATURES = 6;
const DIMENSIONS = 3;

/**
 * Draws a data set.
 * @param samples n
 * @param seed fixes it
 * @param eps half the width of the noise; 0.075 in the paper
 * @throws RangeError when n < 2, eps is not positive or the seed is not a whole number
 */
export function drawBullseye(samples: number, seed: number, eps = 0.075): Bullseye {
  if (!Number.isSafeInteger(samples) || samples < 2) {
    throw new RangeError(`drawBullseye needs at least 2 samples, got ${samples}`);
  }
  if (!(eps > 0 && eps < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`drawBullseye needs a positive eps, got ${eps}`);
  }
  const random = createRandom(seed, 'bullseye');
  const y = new Float64Array(samples);
  const radii = new Float64Array(samples * FEATURES);
  const points = Array.from({ length: FEATURES }, () => new Float64Array(samples * DIMENSIONS));
  for (let i = 0; i < samples; i++) {
    const { r, target } = drawRow(random, eps);
    y[i] = target;
    radii.set(r, i * FEATURES);
    r.forEach((radius, feature) => {
      points[feature]!.set(drawPoint(random, radius), i * DIMENSIONS);
    });
  }
  return {
    y,
    radii: { rows: samples, columns: FEATURES, values: radii },
    points: points.map((values) => ({ rows: samples, columns: DIMENSIONS, values })),
  };
}

function drawRow(random: Random, eps: number): { r: number[]; target: number } {
  const noise = () => eps * (2 * random.uniform() - 1);
  const isInner = random.uniform() < 0.5;
  const r1 = (isInner ? 0.25 : 0.75) + 0.25 * random.uniform();
  const r2 = r1 + noise();
  const r3 = r1 + noise();
  const r4 = r3 + noise();
  const r5 = (r2 + r4) / 2 + noise();
  const target = (r3 + r5) / 2 + noise();
  const r6 = (r4 + target) / 2 + noise();
  return { r: [r1, r2, r3, r4, r5, r6], target };
}

/** A point at a distance from the origin, in a direction uniform on the sphere. */
function drawPoint(random: Random, radius: number): number[] {
  const direction = Array.from({ length: DIMENSIONS }, () => random.normal());
  const length = Math.hypot(...direction);
  return direction.map((coordinate) => (radius * coordinate) / length);
}

export interface BlanketOptions {
  readonly seed: number;
  /** A p-value from here up counts as independence; default 0.05. */
  readonly level?: number;
  readonly permutations?: number;
}

/** A search for a Markov blanket that pauses after each of its tests, so that a caller may stop it; it returns the columns found. */
export type BlanketSearch = Generator<void, readonly number[]>;

/** The p-value of "y is independent of a feature given others", by their numbers; a lower bound of it where that is no less than the level. */
export type IndependenceTest = (feature: number, given: readonly number[], level: number) => number;

/**
 * The Markov blanket of y by conditional independence tests, in two passes as in Yang et al. First the neighbours in the graph: starting from
 * all features, one leaves as soon as y is independent of it given some subset of the others that remain, subsets of 0, 1, 2, ...
 * features in turn. Then the other parents of y's children: a feature joins when y depends on it given all that was found.
 * @param features how many there are; the number of tests grows as 2^p
 * @param pValueOf the test
 * @param level a p-value from here up counts as independence
 * @returns features, ascending
 * @throws RangeError for more than 12 features, or a level that is not between 0 and 1
 */
export function* searchByTests(features: number, pValueOf: IndependenceTest, level = 0.05): BlanketSearch {
  if (features > 12) throw new RangeError(`blanketByTests takes at most 12 columns, got ${features}`);
  if (!(level > 0 && level < 1)) throw new RangeError(`level must lie between 0 and 1, got ${level}`);
  const isIndependent = (feature: number, given: readonly number[]) =>
    pValueOf(feature, given, level) >= level;
  let adjacent = Array.from({ length: features }, (_, column) => column);
  for (let size = 0; size < adjacent.length; size++) {
    for (const column of [...adjacent]) {
      const others = adjacent.filter((other) => other !== column);
      for (const given of subsets(others, size)) {
        const leaves = isIndependent(column, given);
        yield;
        if (!leaves) continue;
        adjacent = others;
        break;
      }
    }
  }
  const blanket = [...adjacent];
  for (let column = 0; column < features; column++) {
    if (adjacent.includes(column)) continue;
    if (!isIndependent(column, blanket)) blanket.push(column);
    yield;
  }
  return blanket.sort((a, b) => a - b);
}

/**
 * The same with the test of L-CODEC on columns.
 * @param y n values
 * @param x n x p
 * @throws RangeError as `conditionalIndependenceTest` and `searchByTests`
 */
export function blanketByTests(y: ArrayLike<number>, x: Matrix, options: BlanketOptions): readonly number[] {
  return finish(searchByCodecTests(y, x, options));
}

function searchByCodecTests(
  y: ArrayLike<number>,
  x: Matrix,
  { seed, level, permutations = 199 }: BlanketOptions,
): BlanketSearch {
  const pValueOf: IndependenceTest = (column, given, least) => {
    const z = pickColumns(x, [column]).values;
    const chosen = given.length === 0 ? undefined : pickColumns(x, given);
    return conditionalIndependenceTest(y, z, chosen, { seed, permutations, level: least }).pValue;
  };
  return searchByTests(x.columns, pValueOf, level);
}

/** All subsets of a given size, in lexicographic order. */
function subsets(items: readonly number[], size: number): number[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, k) => subsets(items.slice(k + 1), size - 1).map((rest) => [item, ...rest]));
}

/** Some columns of a matrix, in the order in which they are named. */
export function pickColumns(x: Matrix, columns: readonly number[]): Matrix {
  const values = new Float64Array(x.rows * columns.length);
  for (let i = 0; i < x.rows; i++) {
    columns.forEach((column, k) => {
      values[i * columns.length + k] = x.values[i * x.columns + column]!;
    });
  }
  return { rows: x.rows, columns: columns.length, values };
}

function* searchByLfoci(y: ArrayLike<number>, x: Matrix, { seed }: BlanketOptions): BlanketSearch {
  const { selected } = lfoci(y, x, seed);
  yield;
  return selected;
}

/** The ways to a Markov blanket that the demonstration compares. */
export const BLANKET_METHODS = {
  'L-FOCI': searchByLfoci,
  'L-CODEC + test': searchByCodecTests,
} satisfies Record<string, (y: ArrayLike<number>, x: Matrix, options: BlanketOptions) => BlanketSearch>;

export type BlanketMethod = keyof typeof BLANKET_METHODS;

export interface BlanketResult {
  readonly method: BlanketMethod;
  readonly seed: number;
  readonly found: readonly number[];
  /** Found columns of the blanket over columns of the blanket. */
  readonly truePositiveRate: number;
  /** Found columns outside the blanket over columns outside. */
  readonly falsePositiveRate: number;
}

/** One data set and one method: what was found, and how it compares with the graph. */
export function findBullseyeBlanket(
  method: BlanketMethod,
  samples: number,
  seed: number,
  options: Omit<BlanketOptions, 'seed'> = {},
): BlanketResult {
  return finish(searchBullseyeBlanket(method, samples, seed, options));
}

/** The same with pauses between the tests. */
export function* searchBullseyeBlanket(
  method: BlanketMethod,
  samples: number,
  seed: number,
  options: Omit<BlanketOptions, 'seed'> = {},
): Generator<void, BlanketResult> {
  const { y, radii } = drawBullseye(samples, seed);
  const found = yield* BLANKET_METHODS[method](y, radii, { ...options, seed });
  const hits = found.filter((column) => BULLSEYE_BLANKET.includes(column)).length;
  return {
    method,
    seed,
    found,
    truePositiveRate: hits / BULLSEYE_BLANKET.length,
    falsePositiveRate: (found.length - hits) / (FEATURES - BULLSEYE_BLANKET.length),
  };
}
