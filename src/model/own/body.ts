/** The body of a model of one's own for large images: it turns an image into a row of features, and stays as it is. */

import * as tf from '@tensorflow/tfjs';
import { type Dataset, type ImageSet, normalise } from '../../data/dataset';
import type { MapShape, NetworkGraph } from '../../math/network/graph';
import { sizeOf } from '../../math/network/graph';
import { forward } from '../forward';
import { breathe, type Job } from '../job';
import { largestBatchValues } from '../network';

export interface OwnBody {
  /** Its last node gives the features. */
  readonly graph: NetworkGraph;
  /** Flat, in the layout of its graph. */
  readonly parameters: Float32Array;
}

/** Of the images that a body takes. */
export function bodyInput({ graph }: OwnBody): MapShape {
  return graph.nodes[0]!.shape;
}

export function bodyWidth({ graph }: OwnBody): number {
  return sizeOf(graph.nodes.at(-1)!.shape);
}

/**
 * What a body makes of the images of a set, image after image.
 * @param dataset how the pixels are scaled
 * @throws AbortError when cancelled
 */
export async function readFeatures(
  body: OwnBody,
  dataset: Pick<Dataset, 'shape' | 'normalisation'>,
  set: ImageSet,
  { signal, onProgress }: Job = {},
): Promise<Float32Array> {
  const { graph, parameters } = body;
  const width = bodyWidth(body);
  const features = new Float32Array(set.count * width);
  const values = graph.nodes.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const rows = Math.max(1, Math.min(32, Math.floor(largestBatchValues / values)));
  const weights = graph.weights.map(({ offset, size, shape }) =>
    tf.tensor(parameters.slice(offset, offset + size), [...shape]),
  );
  try {
    for (let from = 0; from < set.count; from += rows) {
      const to = Math.min(set.count, from + rows);
      const output = tf.tidy(() => {
        const pixels = normalise(set, dataset, from, to);
        return forward(graph, weights, tf.tensor(pixels, [to - from, ...bodyInput(body)])).logits;
      });
      features.set((await output.data()) as Float32Array, from * width);
      output.dispose();
      onProgress?.(to / set.count);
      await breathe(signal);
    }
  } finally {
    tf.dispose(weights);
  }
  return features;
}
