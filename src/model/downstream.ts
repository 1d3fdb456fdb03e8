/**
 * Derivatives in a few layers need only the part of the network from the first of them on. What comes before is evaluated once for a set of images, and
 * every Hessian-vector product and every difference of gradients begins there: for the output layer of a convolutional network, a hundredth of the work.
 */

import * as tf from '@tensorflow/tfjs';
import { type Dataset, type ImageSet, normalise } from '../data/dataset';
import { costOfImage, type ImageCost } from '../math/network/cost';
import { downstreamGraph } from '../math/network/downstreamGraph';
import { sizeOf } from '../math/network/graph';
import { cutIntoPieces, type Piece } from './batches';
import type { Batch, ImageSource } from './batchStream';
import { forward, forwardFromHeld } from './forward';
import type { HeldBatch } from './heldOutputs';
import { breathe, type Job } from './job';
import { labelsOf } from './labels';
import { largestBatchValues, loadFlat, type Network, type NetworkPart } from './network';
import { readWith } from './reads';

/** What a batch gives at the beginning of the part. */
export type PartBatch = Pick<Batch, 'inputs' | 'labels'>;

/** A part of a network, and a set of images on their way into it. Who opens it closes it. */
export interface Downstream {
  readonly part: NetworkPart;
  /** Images in the set. */
  readonly count: number;
  /** The part's node i is the network's node `cut` + i, and its parameter i the network's `offset` + i. */
  readonly cut: number;
  readonly offset: number;
  /** Loads the part's parameters from the network's flat vector. */
  setParameters(parameters: Float32Array): void;
  /** Takes the set through `work`, batch by batch; the inputs stay the part's own. */
  forEachBatch(job: Job, work: (batch: PartBatch) => Promise<void>): Promise<void>;
  close(): void;
}

export interface DownstreamJob extends Job {
  /** Values that may be kept of a set. A larger one is sent through the first part of the network again for every pass. */
  readonly heldValues?: number;
  /** Where the set was taken from, if that is evaluated again and again (heldOutputs.ts). */
  readonly source?: DownstreamSource;
}

export interface DownstreamSource extends ImageSource {
  /** The network's present weights, flat. */
  readonly parameters: Float32Array;
}

/**
 * Opens the part of a network that begins with a node. Up to that, the network's present weights count.
 * @param node the first whose weights derivatives are wanted in
 * @throws RangeError when the set is empty; AbortError when cancelled
 */
export async function openDownstream(
  network: Network,
  dataset: Dataset,
  set: ImageSet,
  node: number,
  { signal, heldValues = largestBatchValues, source }: DownstreamJob = {},
): Promise<Downstream> {
  if (set.count === 0) throw new RangeError('the derivatives of a mean need at least one image, got 0');
  const { graph, cut, firstWeight, offset } = downstreamGraph(network.graph, node);
  const upstream = { ...network.graph, nodes: network.graph.nodes.slice(0, cut + 1) };
  const part = { graph, variables: network.variables.slice(firstWeight), classes: network.classes };
  const pieces = cutIntoPieces(set.count, network.batchRows);
  const heldOf = source && findHeld(network, source);
  const stream: Stream = async ({ signal, onProgress }, work) => {
    for (const piece of pieces) {
      const { from, to } = piece;
      const held = heldOf?.(piece);
      const load = () =>
        source
          ? network.images.load(source.set, dataset, Array.from(source.places).slice(from, to))
          : network.toTensor(normalise(set, dataset, from, to));
      const inputs = tf.tidy(() => {
        const output = held
          ? forwardFromHeld(network.graph, network.variables, load, held, cut)
          : forward(upstream, network.variables, load()).values.at(-1)!;
        return tf.clone(output);
      });
      await work({ inputs, labels: labelsOf(set, from, to) });
      onProgress?.(to / set.count);
      await breathe(signal);
    }
  };
  const fits = set.count * sizeOf(graph.nodes[0]!.shape) <= heldValues;
  const cost = costOfImage(upstream);
  const held = fits ? await holdBatches(stream, cost, { signal }) : null;
  return {
    part,
    count: set.count,
    cut,
    offset,
    setParameters: (parameters) => loadFlat(part, parameters.subarray(offset)),
    forEachBatch: (job, work) => (held ? passHeld(held, job, work) : passStreamed(stream, job, work)),
    close: () => tf.dispose(held?.map(({ inputs }) => inputs) ?? []),
  };
}

/**
 * What is known of a batch out of another set. Only where it is as long as that set's batches: a backend may add up shorter ones in another order, and
 * the numbers are to be those of without.
 */
function findHeld(network: Network, { set, places, parameters }: DownstreamSource) {
  const pieces = cutIntoPieces(set.count, network.batchRows);
  const full = pieces.filter(({ from, to }) => to - from === network.batchRows);
  const last = full.at(-1)?.to ?? 0;
  const pass = network.held.open(set, parameters);
  return ({ from, to }: Piece): HeldBatch | undefined => {
    if (to - from !== network.batchRows) return undefined;
    const own = Array.from({ length: to - from }, (_, i) => places[from + i]!);
    return own.every((place) => place < last) ? pass.rows(own, full) : undefined;
  };
}

type Stream = (job: Job, work: (batch: PartBatch) => Promise<void>) => Promise<void>;

/** Keeps what all batches give at the beginning of the part. */
async function holdBatches(stream: Stream, cost: ImageCost, job: Job): Promise<PartBatch[]> {
  const held: PartBatch[] = [];
  try {
    await readWith(job.signal, (reads) =>
      stream(job, async (batch) => {
        held.push(batch);
        const rows = batch.labels.length;
        await reads.recorded({
          multiplications: rows * cost.multiplications,
          values: rows * cost.values,
        });
      }),
    );
    return held;
  } catch (error) {
    tf.dispose(held.map(({ inputs }) => inputs));
    throw error;
  }
}

async function passHeld(
  held: readonly PartBatch[],
  { signal, onProgress }: Job,
  work: (batch: PartBatch) => Promise<void>,
): Promise<void> {
  for (const [done, batch] of held.entries()) {
    await work(batch);
    onProgress?.((done + 1) / held.length);
    await breathe(signal);
  }
}

function passStreamed(stream: Stream, job: Job, work: (batch: PartBatch) => Promise<void>): Promise<void> {
  return stream(job, async (batch) => {
    try {
      await work(batch);
    } finally {
      batch.inputs.dispose();
    }
  });
}
