/** Holds what a kernel computed against its oracle. */

/** An entry that is further from the oracle's than its bound. */
export interface WrongEntry {
  readonly index: number;
  readonly got: number;
  readonly expected: number;
  readonly bound: number;
}

export interface Judgement {
  /** Entries that were compared. */
  readonly entries: number;
  /** How many are further from the oracle's than their bounds. */
  readonly wrong: number;
  /** The largest error as a share of its bound; 1 passes, 0 is equality. At most WORST. */
  readonly worst: number;
  /** The first of the wrong ones. */
  readonly first: WrongEntry | null;
}

/** What an error counts for where its bound is 0, or where there is no number. */
export const WORST = 1e9;

/** Relative to 1: the distance of float32 numbers from 1 on. */
export const EPSILON = 2 ** -23;
/** The smallest float32 that has all its digits: what is smaller may be taken for 0. */
export const SMALLEST_NORMAL = 2 ** -126;

function shareOf(got: number | undefined, expected: number | undefined, bound: number): number {
  if (got === undefined || expected === undefined) return WORST;
  if (got === expected || (Number.isNaN(got) && Number.isNaN(expected))) return 0;
  const share = Math.abs(got - expected) / bound;
  return Number.isNaN(share) ? WORST : Math.min(share, WORST);
}

/**
 * Compares entry by entry; those that one of the two lacks are wrong.
 * @param boundOf the largest difference that may be
 */
export function judgeEach(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  boundOf: (index: number) => number,
): Judgement {
  const entries = Math.max(actual.length, expected.length);
  let wrong = 0;
  let worst = 0;
  let first: WrongEntry | null = null;
  for (let index = 0; index < entries; index++) {
    const bound = boundOf(index);
    const share = shareOf(actual[index], expected[index], bound);
    if (share > worst) worst = share;
    if (share <= 1) continue;
    wrong += 1;
    first ??= { index, got: actual[index] ?? Number.NaN, expected: expected[index] ?? Number.NaN, bound };
  }
  return { entries, wrong, worst, first };
}

/** Exact: ranks, indices, counts, and sums that round as the oracle's do. */
export function judgeEqual(actual: ArrayLike<number>, expected: ArrayLike<number>): Judgement {
  return judgeEach(actual, expected, () => 0);
}

/**
 * Relative to size: every entry is a sum of `terms` products, whose error in float32 is below terms * eps * the sum of their sizes.
 * @param sizes the same sums over the absolute values
 */
export function judgeSums(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  sizes: ArrayLike<number>,
  terms: number,
): Judgement {
  return judgeEach(actual, expected, (i) => (terms + 2) * EPSILON * sizes[i]! + SMALLEST_NORMAL);
}

/** One judgement of several. */
export function joinJudgements(judgements: readonly Judgement[]): Judgement {
  return {
    entries: judgements.reduce((sum, { entries }) => sum + entries, 0),
    wrong: judgements.reduce((sum, { wrong }) => sum + wrong, 0),
    worst: judgements.reduce((most, { worst }) => Math.max(most, worst), 0),
    first: judgements.find(({ first }) => first)?.first ?? null,
  };
}
