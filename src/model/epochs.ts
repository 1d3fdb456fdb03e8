/**
 * What an epoch goes through. The order is a permutation of all n samples that belongs to the seed and the number of the epoch; its batches are consecutive
 * pieces of it. Samples that are left out leave their batch smaller and everything else where it was: so two trainings differ by these samples alone
 * (coupled retraining, docs/decisions/0012-coupled-retraining.md).
 */

import { createRandom, type Random } from '../math/random/random';
import type { TrainingRequest } from './trainingRequest';

/** A step of an epoch. */
export interface EpochBatch {
  /** Its place in the permutation of all samples, [from, to). */
  readonly from: number;
  readonly to: number;
  /** The samples at these places, those left out too. */
  readonly drawn: Uint32Array;
  /** Those that are trained on, in the same order; none: no step is made. */
  readonly samples: Uint32Array;
}

/** What the batches of an epoch depend on. */
export interface EpochPlan extends Pick<TrainingRequest, 'seed' | 'batchSize' | 'loop' | 'lastBatch'> {
  /** Samples before any is left out. */
  readonly count: number;
  /** 1 for each sample that is left out; null: none is. */
  readonly leftOut: Uint8Array | null;
  /** Whether the network normalises over batches: no variance can be taken over one sample. */
  readonly isNormalised: boolean;
}

/** The order in which an epoch (counted from 0) goes through so many samples. */
export function epochOrder(seed: number, epoch: number, count: number): Uint32Array {
  return orderRandom(seed, epoch).shuffle(countUp(count));
}

/** The source of the order, and in the first form of the loop of the augmentation after it. */
const orderRandom = (seed: number, epoch: number) => createRandom(seed, `epoch ${epoch}`);

const countUp = (count: number) => Uint32Array.from({ length: count }, (_, i) => i);

/**
 * The batches of an epoch (counted from 0), and where its augmentation comes from.
 * @returns `changes`: the source of the random change of a sample; to be asked for every sample that a batch has drawn, in their order
 */
export function planEpoch(
  plan: EpochPlan,
  epoch: number,
): { readonly batches: EpochBatch[]; readonly changes: (sample: number) => Random } {
  const { seed, count, batchSize, loop, lastBatch, leftOut, isNormalised } = plan;
  const random = orderRandom(seed, epoch);
  const order = random.shuffle(countUp(count));
  const pieces = loop === 2 ? cutEpoch(count, batchSize) : splitEpoch(count, batchSize);
  const kept = pieces.map((piece) => batchOf(order, piece, leftOut));
  return {
    batches: isNormalised && lastBatch === undefined ? joinSingles(kept, order, leftOut) : kept,
    changes: loop === 2 ? (sample) => createRandom(seed, `augmentation ${epoch} ${sample}`) : () => random,
  };
}

function batchOf(order: Uint32Array, [from, to]: Piece, leftOut: Uint8Array | null): EpochBatch {
  const drawn = order.subarray(from, to);
  return { from, to, drawn, samples: leftOut ? drawn.filter((sample) => leftOut[sample] === 0) : drawn };
}

/** A batch of one sample joins the one before it, or the next one where there is none before; one that lost all its samples is part of the one before. */
function joinSingles(batches: EpochBatch[], order: Uint32Array, leftOut: Uint8Array | null): EpochBatch[] {
  const joined: EpochBatch[] = [];
  for (const batch of batches) {
    const before = joined.at(-1);
    if (before && before.samples.length > 0 && Math.min(before.samples.length, batch.samples.length) <= 1) {
      joined[joined.length - 1] = batchOf(order, [before.from, batch.to], leftOut);
    } else joined.push(batch);
  }
  return joined;
}

type Piece = readonly [from: number, to: number];

/** Consecutive pieces of an epoch; the last may be of one sample. */
function cutEpoch(count: number, batchSize: number): Piece[] {
  const pieces: Piece[] = [];
  for (let from = 0; from < count; from += batchSize) pieces.push([from, Math.min(from + batchSize, count)]);
  return pieces;
}

/**
 * Consecutive pieces of an epoch, [from, to). A last piece of one sample joins the piece before it: batch normalisation has no
 * variance to go by in a batch of one.
 */
export function splitEpoch(count: number, batchSize: number): Piece[] {
  const pieces = cutEpoch(count, batchSize);
  const [first, end] = pieces.at(-1)!;
  if (end - first > 1 || pieces.length === 1) return pieces;
  return [...pieces.slice(0, -2), [pieces.at(-2)![0], end]];
}
