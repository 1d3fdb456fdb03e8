/**
 * What the population attack sees of a model, as a histogram: losses or entropies by their powers of ten, and what a threshold makes of them. An image is taken
 * for a member of the training set where its number is at most the threshold.
 */

import type { LookAnswer } from '../../worker/protocol';

/** The images that a threshold is put to, from the one that draws the eye to the muted one. */
export const attackedSets = ['forgotten', 'members', 'nonMembers'] as const;
export type AttackedSet = (typeof attackedSets)[number];

export type AttackScores = LookAnswer<'attackScores'>;

/** The powers of ten between which numbers are drawn. */
export interface LogRange {
  readonly from: number;
  readonly to: number;
}

/** Numbers below this are drawn at it: a loss of 0 has no power of ten. */
export const leastDrawn = 1e-7;

/** The whole powers of ten around the numbers of some models. */
export function rangeOf(models: readonly AttackScores[]): LogRange {
  let least = Infinity;
  let greatest = leastDrawn;
  for (const scores of models) {
    for (const set of attackedSets) {
      for (const value of scores[set]) {
        least = Math.min(least, Math.max(value, leastDrawn));
        greatest = Math.max(greatest, value);
      }
    }
  }
  const from = Math.floor(Math.log10(Math.min(least, greatest)));
  return { from, to: Math.max(from + 1, Math.ceil(Math.log10(greatest))) };
}

/** Where a number stands between the ends, from 0 to 1. */
export function placeOf(value: number, { from, to }: LogRange): number {
  const place = (Math.log10(Math.max(value, leastDrawn)) - from) / (to - from);
  return Math.min(1, Math.max(0, place));
}

/** The number that stands at a place. */
export const valueAt = (place: number, { from, to }: LogRange): number => 10 ** (from + place * (to - from));

/** The share of the values in each of so many bins of equal width; none where there are no values. */
export function histogramOf(values: Float32Array, range: LogRange, bins: number): Float64Array {
  const shares = new Float64Array(values.length === 0 ? 0 : bins);
  for (const value of values) {
    shares[Math.min(bins - 1, Math.floor(placeOf(value, range) * bins))]! += 1 / values.length;
  }
  return shares;
}

/** What a threshold makes of the images. */
export interface Judgement {
  /** The share of each set that is taken for members; null where the set is empty. */
  readonly taken: Readonly<Record<AttackedSet, number | null>>;
  /** The mean of the shares of members and others that are told rightly: 0.5 is guessing. */
  readonly balancedAccuracy: number;
}

export function judge(scores: AttackScores, threshold: number): Judgement {
  const share = (values: Float32Array) =>
    values.length === 0 ? null : values.filter((value) => value <= threshold).length / values.length;
  const taken = {
    forgotten: share(scores.forgotten),
    members: share(scores.members),
    nonMembers: share(scores.nonMembers),
  };
  return { taken, balancedAccuracy: ((taken.members ?? 0) + 1 - (taken.nonMembers ?? 1)) / 2 };
}
