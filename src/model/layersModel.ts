import * as tf from '@tensorflow/tfjs';
import type { NetworkGraph } from '../math/network/graph';
import { readFlat } from './network';

/** The weights of a tf.layers model as one flat vector: layer after layer, the order of its graph (readGraph.ts). */
export function readLayerWeights(model: tf.LayersModel): Promise<Float32Array> {
  return readFlat(model.layers.flatMap((layer) => layer.getWeights()));
}

/** Gives a tf.layers model the weights of its graph. */
export function writeLayerWeights(
  model: tf.LayersModel,
  { weights }: NetworkGraph,
  parameters: Float32Array,
): void {
  tf.tidy(() => {
    let next = 0;
    for (const layer of model.layers) {
      const count = layer.getWeights().length;
      const own = weights.slice(next, next + count);
      next += count;
      layer.setWeights(
        own.map(({ offset, size, shape }) => tf.tensor(parameters.slice(offset, offset + size), [...shape])),
      );
    }
  });
}
