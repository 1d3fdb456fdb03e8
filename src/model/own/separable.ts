/** A separable convolution is two layers: a depthwise convolution without a bias, and a convolution of 1 x 1 on it. */

import type { FindWeight } from './buildOwn';
import type { PlainLayer, PlainModel } from './plainLayers';

/**
 * The same model with two layers in place of each separable convolution. TensorFlow.js does not write how many filters a channel of one has (depth_multiplier):
 * the shape of the kernel says it.
 */
export function splitSeparable(plain: PlainModel, find: FindWeight): PlainModel {
  if (!plain.layers.some(({ kind }) => kind === 'SeparableConv2D')) return plain;
  const taken = new Set(plain.layers.map(({ name }) => name));
  const layers = plain.layers.flatMap((layer) =>
    layer.kind === 'SeparableConv2D' ? split(layer, find, taken) : [layer],
  );
  return { ...plain, layers };
}

function split(layer: PlainLayer, find: FindWeight, taken: Set<string>): PlainLayer[] {
  let name = `${layer.name}_depthwise`;
  while (taken.has(name)) name = `${name}_1`;
  taken.add(name);
  const multiplier = find(layer, 'depthwise_kernel')?.shape[3] ?? layer.config.depth_multiplier;
  const depthwise = { use_bias: false, activation: 'linear', depth_multiplier: multiplier };
  const onePixel = { kernel_size: 1, strides: 1, padding: 'valid', dilation_rate: 1, groups: 1 };
  return [
    { ...layer, kind: 'DepthwiseConv2D', name, config: { ...layer.config, ...depthwise } },
    { ...layer, kind: 'Conv2D', reads: [name], config: { ...layer.config, ...onePixel } },
  ];
}
