/**
 * Depthwise convolutions: every channel of a map has filters of its own, M of them:
 *   out[pixel, c M + m] = bias[c M + m] + sum over the window's places of in[pixel under the place, c] * kernel[place, c, m]
 */

import { type GraphNode, sizeOf } from './graph';
import type { NodeGradients, NodeInput, PartOf } from './nodeValues';
import { slide } from './slidingWindow';

type DepthwiseNode = Extract<GraphNode, { op: 'depthwiseConv2d' }>;

/** The output map of the layer, pixel by pixel. */
export function evaluateDepthwise(
  node: DepthwiseNode,
  { shape, values }: NodeInput,
  weight: PartOf,
): Float64Array {
  const units = node.shape[2];
  const multiplier = units / shape[2];
  const kernel = weight(node.kernel);
  const output = new Float64Array(sizeOf(node.shape));
  if (node.bias !== null) {
    const bias = weight(node.bias);
    for (let i = 0; i < output.length; i++) output[i] = bias[i % units]!;
  }
  slide(shape, node.shape, node, (out, at, place) => {
    for (let unit = 0; unit < units; unit++) {
      const value = values[at * shape[2] + Math.floor(unit / multiplier)]!;
      output[out * units + unit]! += value * kernel[place * units + unit]!;
    }
  });
  return output;
}

/** Adds to the gradients in kernel, bias and input. */
export function differentiateDepthwise(
  node: DepthwiseNode,
  { shape, values }: NodeInput,
  weight: PartOf,
  { upstream, downstream, weightGradient }: NodeGradients,
): void {
  const units = node.shape[2];
  const multiplier = units / shape[2];
  const kernel = weight(node.kernel);
  const kernelGradient = weightGradient(node.kernel);
  if (node.bias !== null) {
    const biasGradient = weightGradient(node.bias);
    for (let i = 0; i < upstream.length; i++) biasGradient[i % units]! += upstream[i]!;
  }
  slide(shape, node.shape, node, (out, at, place) => {
    for (let unit = 0; unit < units; unit++) {
      const read = at * shape[2] + Math.floor(unit / multiplier);
      const above = upstream[out * units + unit]!;
      kernelGradient[place * units + unit]! += values[read]! * above;
      downstream[read]! += kernel[place * units + unit]! * above;
    }
  });
}
