import { DataError } from './dataError';
import type { ImageSet } from './dataset';
import { firstRows, takeRows } from './takeSamples';

const LARGEST_HOLDOUT = 10_000;

/** A set that was divided. */
export interface HeldOut {
  readonly training: ImageSet;
  readonly validation: ImageSet;
  /** Whether the last of each class were held out, and not the last of all. */
  readonly isByClass: boolean;
  readonly notes: readonly [];
}

/**
 * Splits a set that comes without a validation part: its last sixth, at most 10,000 images, is held out; of a set that is sorted by
 * class the last sixth of each class. The training part of the former is a view of the set, since it is nearly all of it; the others are copies: a view
 * sent to another thread would take the whole array with it.
 * @param fileName null for pictures, of which each is a file
 * @throws DataError when there are fewer than six images
 */
export function holdOut(set: ImageSet, fileName: string | null): HeldOut {
  const held = Math.min(LARGEST_HOLDOUT, Math.floor(set.count / 6));
  if (held === 0) {
    throw new DataError('data.wrong.tooFewToHoldOut', { fileName, count: set.count });
  }
  const kept = set.count - held;
  if (isSorted(set.labels, kept)) return byClass(set, held);
  return {
    training: firstRows(set, kept),
    validation: takeRows(
      set,
      Array.from({ length: held }, (_, i) => kept + i),
    ),
    isByClass: false,
    notes: [],
  };
}

/**
 * Whether the last images lack a class, and classes follow one another in long runs: where classes are mixed, two neighbours differ
 * in more than every third pair.
 */
function isSorted(labels: Uint8Array, kept: number): boolean {
  const last = new Set(labels.subarray(kept));
  if (labels.every((label) => last.has(label))) return false;
  const runs = labels.reduce((sum, label, i) => sum + Number(i === 0 || label !== labels[i - 1]), 0);
  return runs <= labels.length / 3;
}

/** The last images of each class in its share, one at least where there are two; in their order. */
function byClass(set: ImageSet, held: number): HeldOut {
  const places = new Map<number, number[]>();
  set.labels.forEach((label, index) => {
    const ofClass = places.get(label);
    if (ofClass) ofClass.push(index);
    else places.set(label, [index]);
  });
  const share = held / set.count;
  const last = new Set(
    [...places.values()].flatMap((ofClass) => {
      const count = ofClass.length < 2 ? 0 : Math.max(1, Math.floor(share * ofClass.length));
      return ofClass.slice(ofClass.length - count);
    }),
  );
  const indices = [...set.labels.keys()];
  const take = (wanted: number[]) => takeRows(set, wanted);
  return {
    training: take(indices.filter((index) => !last.has(index))),
    validation: take(indices.filter((index) => last.has(index))),
    isByClass: true,
    notes: [],
  };
}
