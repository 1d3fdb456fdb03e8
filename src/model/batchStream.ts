/** Sets of images on their way through a network, batch by batch. */

import * as tf from '@tensorflow/tfjs';
import { type Dataset, type ImageSet, normalise } from '../data/dataset';
import { cutIntoPieces, type Piece } from './batches';
import type { HeldBatch, HeldPass } from './heldOutputs';
import { breathe, type Job } from './job';
import type { Network } from './network';

/** Images on their way through a network. */
export interface Batch {
  readonly inputs: tf.Tensor;
  readonly labels: Uint8Array;
  /** Number of its first image in the set. */
  readonly from: number;
  /** Whether it is the last piece of its group. */
  readonly endsGroup: boolean;
  /** What the layers made of it before, where the set has such a store. */
  readonly held?: HeldBatch | undefined;
}

/** Takes a set through `work` in batches of one shape (but for the last), so that tfjs's buffer pool stays small. */
export async function forEachBatch(
  network: Network,
  dataset: Dataset,
  set: ImageSet,
  { signal, onProgress }: Job,
  work: (batch: Batch) => Promise<void>,
  pieces: readonly Piece[] = cutIntoPieces(set.count, network.batchRows),
): Promise<void> {
  for (const piece of pieces) {
    const batch = loadBatch(network, dataset, set, piece);
    try {
      await work(batch);
    } finally {
      batch.inputs.dispose();
    }
    onProgress?.(piece.to / set.count);
    await breathe(signal);
  }
}

function loadBatch(network: Network, dataset: Dataset, set: ImageSet, piece: Piece, held?: HeldBatch): Batch {
  const { from, to, endsGroup } = piece;
  const known = held?.known(0);
  const inputs = known ? tf.clone(known) : network.toTensor(normalise(set, dataset, from, to));
  if (!known) held?.keep(0, inputs);
  return { inputs, labels: set.labels.subarray(from, to), from, endsGroup, held };
}

/** Work on batches in two parts. */
export interface BatchStream<T> {
  /** Hands a batch to the backend and begins to read the results. The inputs are gone when it returns. */
  start(batch: Batch): Promise<T>;
  /** Takes the results of a batch, in the order of the batches. */
  finish(results: T, batch: Batch): void;
}

/** Takes a set through both parts of a work, each batch handed over while the one before it is computed: the backend does not wait for its results to be read. */
export async function streamBatches<T>(
  network: Network,
  dataset: Dataset,
  set: ImageSet,
  pieces: readonly Piece[],
  { signal, onProgress }: Job,
  { start, finish }: BatchStream<T>,
  held?: HeldPass,
): Promise<void> {
  let before: { readonly batch: Batch; readonly results: Promise<T> } | null = null;
  try {
    for (const piece of [...pieces, null]) {
      const own = piece && startBatch(piece);
      const waiting = before;
      before = own;
      if (waiting) finish(await waiting.results, waiting.batch);
      if (piece) onProgress?.(piece.from / set.count);
      await breathe(signal);
    }
    onProgress?.(1);
  } finally {
    // What fails or is cancelled leaves a batch behind, whose tensors go when it is read.
    await before?.results.catch(() => {});
  }

  function startBatch(piece: Piece) {
    const batch = loadBatch(network, dataset, set, piece, held?.batch(piece));
    try {
      const results = start(batch);
      // Awaited one batch later: a failure until then is no unhandled one.
      results.catch(() => {});
      return { batch, results };
    } finally {
      batch.inputs.dispose();
    }
  }
}

/** Reads tensors, all at once, and disposes them. */
export async function readAndDispose(tensors: readonly tf.Tensor[]): Promise<Float32Array[]> {
  try {
    return (await Promise.all(tensors.map((tensor) => tensor.data()))) as Float32Array[];
  } finally {
    tf.dispose([...tensors]);
  }
}
