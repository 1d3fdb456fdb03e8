/** A global pooling that keeps its two sizes of 1 (keepdims) is two layers: the pooling, which TensorFlow.js has without them, and a reshape. */

import type * as tf from '@tensorflow/tfjs';
import type { PlainLayer, PlainModel } from './plainLayers';

const globalPoolings = new Set(['GlobalAveragePooling2D', 'GlobalMaxPooling2D']);

/** The same model with two layers in place of each such pooling: the reshape takes its name, as that is what other layers read. */
export function splitKeptSizes(plain: PlainModel): PlainModel {
  const taken = new Set(plain.layers.map(({ name }) => name));
  const layers = plain.layers.flatMap((layer) =>
    globalPoolings.has(layer.kind) && layer.config.keepdims === true ? split(layer, taken) : [layer],
  );
  return { ...plain, layers };
}

function split(layer: PlainLayer, taken: Set<string>): PlainLayer[] {
  let name = `${layer.name}_pooled`;
  while (taken.has(name)) name = `${name}_1`;
  taken.add(name);
  return [
    { ...layer, name },
    { ...layer, kind: 'Reshape', reads: [name], config: { target_shape: [1, 1, -1] } },
  ];
}

/** A reshape with a number in place of its -1, which TensorFlow.js counts only once the number of images is known; any other layer as it is. */
export function withFreeSize(layer: PlainLayer, read: tf.SymbolicTensor): PlainLayer {
  const sizes = [layer.config.target_shape ?? []].flat().map(Number);
  if (layer.kind !== 'Reshape' || !sizes.includes(-1)) return layer;
  const product = (numbers: readonly number[]) => numbers.reduce((all, size) => all * size, 1);
  const known = product(sizes.filter((size) => size !== -1));
  const free = product(read.shape.slice(1) as number[]) / known;
  if (!Number.isSafeInteger(free)) return layer;
  return { ...layer, config: { target_shape: sizes.map((size) => (size === -1 ? free : size)) } };
}
