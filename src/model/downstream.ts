/**
 * Derivatives in a few layers need only the part of the network from the first of them on. What comes before is evaluated once for a set of images, and
 * every Hessian-vector product and every difference of gradients begins there: for the output layer of a convolutional network, a hundredth of the work.
 */

import * as tf from '@tensorflow/tfjs';
import type { Dataset, ImageSet } from '../data/dataset';
import { downstreamGraph } from '../math/network/downstreamGraph';
import { sizeOf } from '../math/network/graph';
import { type Batch, forEachBatch } from './batchStream';
import { forward } from './forward';
import { breathe, type Job } from './job';
import { largestBatchValues, loadFlat, type Network, type NetworkPart } from './network';

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
  { signal, heldValues = largestBatchValues }: DownstreamJob = {},
): Promise<Downstream> {
  if (set.count === 0) throw new RangeError('the derivatives of a mean need at least one image, got 0');
  const { graph, cut, firstWeight, offset } = downstreamGraph(network.graph, node);
  const upstream = { ...network.graph, nodes: network.graph.nodes.slice(0, cut + 1) };
  const part = { graph, variables: network.variables.slice(firstWeight), classes: network.classes };
  const stream = (job: Job, work: (batch: PartBatch) => Promise<void>) =>
    forEachBatch(network, dataset, set, job, async ({ inputs, labels }) => {
      const into = tf.tidy(() => tf.clone(forward(upstream, network.variables, inputs).values.at(-1)!));
      await work({ inputs: into, labels });
    });
  const fits = set.count * sizeOf(graph.nodes[0]!.shape) <= heldValues;
  const held = fits ? await holdBatches(stream, { signal }) : null;
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

type Stream = (job: Job, work: (batch: PartBatch) => Promise<void>) => Promise<void>;

/** Keeps what all batches give at the beginning of the part. */
async function holdBatches(stream: Stream, job: Job): Promise<PartBatch[]> {
  const held: PartBatch[] = [];
  try {
    await stream(job, async (batch) => {
      held.push(batch);
    });
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
