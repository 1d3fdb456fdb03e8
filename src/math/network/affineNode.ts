/**
 * Dense layers and convolutions: out[pixel, unit] = bias[unit] + sum over the window's places and the channels of
 * in[pixel under the place, channel] * kernel[place, channel, unit]. A dense layer is the case of one pixel with all inputs as channels.
 */

import { type GraphNode, type MapShape, sizeOf, type Window } from './graph';
import type { NodeGradients, NodeInput, PartOf } from './nodeValues';
import { slide } from './slidingWindow';

type AffineNode = Extract<GraphNode, { op: 'dense' | 'conv2d' }>;

const onePixel: Window = { size: [1, 1], stride: [1, 1], padding: 'valid' };

function asConvolution(node: AffineNode, shape: MapShape): { window: Window; from: MapShape } {
  return node.op === 'conv2d'
    ? { window: node, from: shape }
    : { window: onePixel, from: [1, 1, sizeOf(shape)] };
}

/** The output map of the layer, pixel by pixel. */
export function evaluateAffine(node: AffineNode, { shape, values }: NodeInput, weight: PartOf): Float64Array {
  const { window, from } = asConvolution(node, shape);
  const channels = from[2];
  const units = node.shape[2];
  const kernel = weight(node.kernel);
  const output = new Float64Array(sizeOf(node.shape));
  if (node.bias !== null) {
    const bias = weight(node.bias);
    for (let i = 0; i < output.length; i++) output[i] = bias[i % units]!;
  }
  slide(from, node.shape, window, (out, at, place) => {
    for (let c = 0; c < channels; c++) {
      const value = values[at * channels + c]!;
      if (value === 0) continue;
      const row = (place * channels + c) * units;
      for (let unit = 0; unit < units; unit++) output[out * units + unit]! += value * kernel[row + unit]!;
    }
  });
  return output;
}

/** Adds to the gradients in kernel, bias and input. */
export function differentiateAffine(
  node: AffineNode,
  { shape, values }: NodeInput,
  weight: PartOf,
  { upstream, downstream, weightGradient }: NodeGradients,
): void {
  const { window, from } = asConvolution(node, shape);
  const channels = from[2];
  const units = node.shape[2];
  const kernel = weight(node.kernel);
  const kernelGradient = weightGradient(node.kernel);
  if (node.bias !== null) {
    const biasGradient = weightGradient(node.bias);
    for (let i = 0; i < upstream.length; i++) biasGradient[i % units]! += upstream[i]!;
  }
  slide(from, node.shape, window, (out, at, place) => {
    for (let c = 0; c < channels; c++) {
      const value = values[at * channels + c]!;
      const row = (place * channels + c) * units;
      let sum = 0;
      for (let unit = 0; unit < units; unit++) {
        const above = upstream[out * units + unit]!;
        kernelGradient[row + unit]! += value * above;
        sum += kernel[row + unit]! * above;
      }
      downstream[at * channels + c]! += sum;
    }
  });
}
