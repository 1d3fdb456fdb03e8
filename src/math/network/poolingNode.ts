/** Pooling: the maximum or the mean of each channel under a window that slides over the map. Padding takes no part in either. */

import { type GraphNode, type MapShape, sizeOf } from './graph';
import type { NodeGradients, NodeInput } from './nodeValues';
import { slide } from './slidingWindow';

type PoolNode = Extract<GraphNode, { op: 'maxPool' | 'averagePool' }>;

/** The pooled map. */
export function evaluatePool(node: PoolNode, input: NodeInput): Float64Array {
  if (node.op === 'maxPool') return Float64Array.from(maximumPlaces(node, input), (at) => input.values[at]!);
  const channels = node.shape[2];
  const covered = countCovered(node, input.shape);
  const output = new Float64Array(sizeOf(node.shape));
  slide(input.shape, node.shape, node, (out, at) => {
    for (let c = 0; c < channels; c++) {
      output[out * channels + c]! += input.values[at * channels + c]! / covered[out]!;
    }
  });
  return output;
}

/** Adds to the gradient in the input: of a maximum at its place, the first of equals; of a mean to all that it is of. */
export function differentiatePool(
  node: PoolNode,
  input: NodeInput,
  { upstream, downstream }: NodeGradients,
): void {
  if (node.op === 'maxPool') {
    maximumPlaces(node, input).forEach((at, i) => {
      downstream[at]! += upstream[i]!;
    });
    return;
  }
  const channels = node.shape[2];
  const covered = countCovered(node, input.shape);
  slide(input.shape, node.shape, node, (out, at) => {
    for (let c = 0; c < channels; c++) {
      downstream[at * channels + c]! += upstream[out * channels + c]! / covered[out]!;
    }
  });
}

/** Where in the input each maximum stands; the first of equals. */
function maximumPlaces(node: PoolNode, { shape, values }: NodeInput): Int32Array {
  const channels = node.shape[2];
  const places = new Int32Array(sizeOf(node.shape)).fill(-1);
  slide(shape, node.shape, node, (out, at) => {
    for (let c = 0; c < channels; c++) {
      const best = places[out * channels + c]!;
      const candidate = at * channels + c;
      if (best < 0 || values[candidate]! > values[best]!) places[out * channels + c] = candidate;
    }
  });
  return places;
}

/** How many input pixels lie under the window at each output pixel. */
function countCovered(node: PoolNode, shape: MapShape): Uint32Array {
  const counts = new Uint32Array(node.shape[0] * node.shape[1]);
  slide(shape, node.shape, node, (out) => {
    counts[out]! += 1;
  });
  return counts;
}
