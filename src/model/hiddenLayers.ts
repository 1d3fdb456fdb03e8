/**
 * What the layers of a network make of images. A hidden layer is a dense or convolutional layer before the last one; its representation is what
 * leaves it, after the batch normalisation and activation that follow it alone. Maps are averaged over at most 4 x 4 fields (as G. Alain and
 * Y. Bengio, 2016, pool before their probes), so that no layer has more than 16 values a filter.
 */

import * as tf from '@tensorflow/tfjs';
import type { Dataset, ImageSet } from '../data/dataset';
import { type Matrix, matrix } from '../math/linear/matrix';
import { hasUnits, type NetworkGraph, pointwiseOperations } from '../math/network/graph';
import { cutIntoPieces } from './batches';
import { type BatchStream, streamBatches } from './batchStream';
import type { Job } from './job';
import type { Network } from './network';

/** A place in a network that is read. */
export interface LayerPlace {
  readonly name: string;
  /** The node whose output is read. */
  readonly node: number;
}

const follows: ReadonlySet<string> = new Set(['batchNorm', ...pointwiseOperations]);

/** The hidden layers of a network, in its order; none where it has one layer. */
export function hiddenLayers(graph: Pick<NetworkGraph, 'nodes'>): LayerPlace[] {
  return outputPlaces(graph).slice(0, -1);
}

/** What leaves each dense and convolutional layer, in the network's order. */
export function outputPlaces({ nodes }: Pick<NetworkGraph, 'nodes'>): LayerPlace[] {
  const readersOf = (node: number) => nodes.flatMap(({ reads }, i) => (reads.includes(node) ? [i] : []));
  const layers = nodes.flatMap((node, i) => (hasUnits(node) ? [{ name: node.name, node: i }] : []));
  return layers.map(({ name, node }) => {
    let end = node;
    for (;;) {
      const [next, ...others] = readersOf(end);
      if (next === undefined || others.length > 0 || !follows.has(nodes[next]!.op))
        return { name, node: end };
      end = next;
    }
  });
}

/** What the last dense layer reads: the penultimate layer, or the input of a network of one layer. */
export function penultimate({ nodes }: Pick<NetworkGraph, 'nodes'>): LayerPlace {
  const last = nodes.findLastIndex(hasUnits);
  return { name: 'penultimate', node: nodes[last]!.reads[0]! };
}

/** Fields along each side of a map. */
const fields = 4;

/**
 * What leaves the places for every image of a set, under the network's present weights.
 * @returns a matrix for each place, images x values
 */
export async function readLayers(
  network: Network,
  dataset: Dataset,
  set: ImageSet,
  places: readonly LayerPlace[],
  job: Job = {},
): Promise<Matrix[]> {
  const rows = places.map(() => [] as Float32Array[]);
  const pieces = cutIntoPieces(set.count, network.batchRows);
  const work: BatchStream = {
    passes: 1,
    start: ({ inputs }) =>
      tf.tidy(() => {
        const { values } = network.evaluate(inputs);
        return places.map(({ node }) => averageFields(values[node]!));
      }),
    finish: (results) => {
      for (const [k, values] of results.entries()) rows[k]!.push(values);
    },
  };
  await streamBatches({ network, dataset, set, pieces }, work, job);
  return rows.map((pieces) => {
    const values = joinPieces(pieces);
    return matrix(set.count, set.count === 0 ? 0 : values.length / set.count, values);
  });
}

/** [batch, units] as it is; [batch, height, width, filters] averaged over fields, those at the edge over what they have. */
function averageFields(output: tf.Tensor): tf.Tensor {
  const [batch, height = 1, width = 1] = output.shape as number[];
  if (output.rank !== 4 || (height <= fields && width <= fields)) return tf.reshape(output, [batch!, -1]);
  const size: [number, number] = [Math.ceil(height / fields), Math.ceil(width / fields)];
  return tf.reshape(tf.avgPool(output as tf.Tensor4D, size, size, 'same'), [batch!, -1]);
}

function joinPieces(pieces: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}
