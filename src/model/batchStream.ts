/** Sets of images on their way through a network, batch by batch. */

import * as tf from '@tensorflow/tfjs';
import { type Dataset, type ImageSet, normalise } from '../data/dataset';
import { costOfImage } from '../math/network/cost';
import { cutIntoPieces, type Piece } from './batches';
import type { HeldBatch, HeldPass } from './heldOutputs';
import { breathe, type Job } from './job';
import { type Labels, labelsOf } from './labels';
import type { Network } from './network';
import { type Later, later, type Reads, readAlone } from './reads';

/** Images on their way through a network. */
export interface Batch {
  readonly inputs: tf.Tensor;
  readonly labels: Labels;
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
    const batch = loadBatch({ network, dataset, set }, piece);
    try {
      await work(batch);
    } finally {
      batch.inputs.dispose();
    }
    onProgress?.(piece.to / set.count);
    await breathe(signal);
  }
}

type Loading = Pick<Streamed, 'network' | 'dataset' | 'set' | 'source'>;

function loadBatch(loading: Loading, piece: Piece, held?: HeldBatch): Batch {
  const { from, to, endsGroup } = piece;
  const known = held?.known(0);
  const inputs = known ? tf.clone(known) : loadImages(loading, piece, held);
  if (!known) held?.keep(0, inputs);
  return { inputs, labels: labelsOf(loading.set, from, to), from, endsGroup, held };
}

/** Images of a set that is evaluated again and again are where the backend has them. */
function loadImages(
  { network, dataset, set, source }: Loading,
  { from, to }: Piece,
  held?: HeldBatch,
): tf.Tensor {
  const places = Array.from({ length: to - from }, (_, i) => from + i);
  if (source)
    return network.images.load(
      source.set,
      dataset,
      places.map((place) => source.places[place]!),
    );
  if (held) return network.images.load(set, dataset, places);
  return network.toTensor(normalise(set, dataset, from, to));
}

/** Work on batches in two parts. */
export interface BatchStream {
  /** Hands a batch to the backend. The inputs are gone when it returns; the results are disposed once they are read. */
  start(batch: Batch): readonly tf.Tensor[];
  /** Takes the results of a batch, in the order of the batches. */
  finish(results: Float32Array[], batch: Batch): void;
  /** How much it costs, in ways of a batch through the network: 1, or 3 with a gradient. */
  readonly passes: number;
}

/** Where a set goes through the network, beside the network itself. */
export interface Streamed {
  readonly network: Network;
  readonly dataset: Dataset;
  readonly set: ImageSet;
  readonly pieces: readonly Piece[];
  readonly held?: HeldPass | undefined;
  /** Where the set was taken from, if that is evaluated again and again. */
  readonly source?: ImageSource | undefined;
}

/** Images out of a set. */
export interface ImageSource {
  readonly set: ImageSet;
  /** The places in it, one for each image. */
  readonly places: ArrayLike<number>;
}

/** Longest stretch of results that is taken without a look at the messages. */
const stretchMs = 30;

/**
 * Hands a set to the backend, batch by batch, with the network's present weights; the results come when the reads are read.
 * @returns once all is handed over; the result: once the last one is finished
 * @throws AbortError when cancelled: nothing more is handed over
 */
export async function startStream(
  { pieces, held, ...loading }: Streamed,
  { start, finish, passes }: BatchStream,
  { signal, onProgress }: Job,
  reads: Reads,
): Promise<Later<void>> {
  const { multiplications, values } = costOfImage(loading.network.graph);
  let rested = performance.now();
  let finished: Promise<void> = Promise.resolve();
  for (const piece of pieces) {
    const batch = loadBatch(loading, piece, held?.batch(piece));
    const results = reads.take(startBatch(batch));
    finished = later(finishAfter(finished, results, batch)).result;
    const rows = passes * (piece.to - piece.from);
    await reads.recorded({ multiplications: rows * multiplications, values: rows * values });
    onProgress?.(piece.to / loading.set.count);
    await breathe(signal);
  }
  return { result: finished };

  function startBatch(batch: Batch): readonly tf.Tensor[] {
    try {
      return start(batch);
    } finally {
      batch.inputs.dispose();
    }
  }

  async function finishAfter(before: Promise<void>, results: Promise<Float32Array[]>, batch: Batch) {
    await before;
    finish(await results, batch);
    if (performance.now() < rested + stretchMs) return;
    await breathe(signal);
    rested = performance.now();
  }
}

/** The same, read by itself. */
export async function streamBatches(streamed: Streamed, work: BatchStream, job: Job): Promise<void> {
  return readAlone(job.signal, (reads) => startStream(streamed, work, job, reads));
}
