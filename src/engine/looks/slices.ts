import * as tf from '@tensorflow/tfjs';
import { smallestPlaces } from '../../math/dependence/distancesToSet';
import { embeddingOf, type MapShape } from '../../math/network/graph';
import { cutIntoPieces } from '../../model/batches';
import { type BatchStream, streamBatches } from '../../model/batchStream';
import type { Job } from '../../model/job';
import type { Network } from '../../model/network';
import { blockIndices, everyLayer, locateSlice, type SliceLayer, sliceLength } from '../../model/slices';
import { meanOfTokens } from '../../model/textForward';
import type { Looked } from './looked';
import type { LookAnswer, LookQuestion } from './questions';

/** The weights of one slice, as what they are weights of. */
export function readSlice(
  { session: { network }, parameters }: Looked,
  { slice }: LookQuestion<'sliceWeights'>,
): LookAnswer<'sliceWeights'> {
  const layers = everyLayer(network);
  const { layer, unit } = locateSlice(layers, slice);
  const values = Float32Array.from(blockIndices(layers, [slice]), (index) => parameters[index]!);
  return {
    slice,
    layer: layer.name,
    unit,
    shape: shapeOfWeights(network, layer),
    weights: layer.kind === 'heads' ? values : values.slice(0, layer.inputs),
    bias: layer.kind === 'heads' || layer.biasOffset === null ? null : values[layer.inputs]!,
  };
}

/** Of a filter its window; of a unit the map that it reads, through a flattening before it. */
function shapeOfWeights({ graph }: Network, layer: SliceLayer): MapShape {
  const node = graph.nodes[layer.node]!;
  const { projections } = layer;
  // A row for each unit, with its bias at the end.
  if (projections)
    return [sliceLength(layer) / sliceLength(projections[0]!), sliceLength(projections[0]!), 1];
  if (node.op === 'conv2d') {
    const [height, width, channels] = graph.weights[node.kernel]!.shape;
    return [height!, width!, channels!];
  }
  if (node.op === 'depthwiseConv2d') return [...node.size, 1];
  const read = graph.nodes[node.reads[0]!]!;
  return read.op === 'flatten' ? graph.nodes[read.reads[0]!]!.shape : read.shape;
}

/** The training samples that a slice answers to most, the strongest first. */
export async function findFavourites(
  { session: { network, dataset }, parameters }: Looked,
  { slice, count }: LookQuestion<'favourites'>,
  job: Job,
): Promise<LookAnswer<'favourites'>> {
  const { layer, unit } = locateSlice(everyLayer(network), slice);
  const outputs = new Float32Array(dataset.training.count);
  network.setParameters(parameters);
  const pieces = cutIntoPieces(dataset.training.count, network.batchRows);
  const work: BatchStream = {
    passes: 1,
    start: ({ inputs }) => [
      tf.tidy(() => {
        const outputs = network.evaluate(inputs).values[layer.node]!;
        const isOfTokens = outputs.rank === 4 && embeddingOf(network.graph) !== null;
        const means = isOfTokens ? meanOfTokens(outputs, inputs) : outputs;
        return layer.kind === 'heads' ? meanOfHead(means, layer.units, unit) : outputOf(means, unit);
      }),
    ],
    finish: ([values], { from }) => outputs.set(values!, from),
  };
  await streamBatches({ network, dataset, set: dataset.training, pieces }, work, job);
  const samples = smallestPlaces(
    outputs.map((value) => -value),
    count,
  );
  return {
    samples: Uint32Array.from(samples),
    values: Float32Array.from(samples, (sample) => outputs[sample]!),
  };
}

/** The mean over one head's channels, which stand one after another. */
function meanOfHead(means: tf.Tensor, heads: number, head: number): tf.Tensor {
  const width = means.shape.at(-1)! / heads;
  return tf.mean(tf.slice(means, [0, head * width], [-1, width]), 1);
}

/** One unit's output for every image of a batch, of a filter the mean over the pixels; that over the tokens is one already. */
function outputOf(outputs: tf.Tensor, unit: number): tf.Tensor {
  const { rank } = outputs;
  const begin = [...Array(rank - 1).fill(0), unit];
  const one = tf.slice(outputs, begin, [...outputs.shape.slice(0, -1), 1]);
  return tf.mean(tf.reshape(one, [outputs.shape[0]!, -1]), 1);
}
