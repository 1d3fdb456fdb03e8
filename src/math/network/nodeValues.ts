/** What the rules of the single nodes of a graph are given: numbers in, and where gradients go. */

import type { MapShape, WeightTensor } from './graph';

export type Vector = Float32Array | Float64Array;

/** The weight tensor with this number, as a part of a flat vector. */
export type PartOf = (tensor: number) => Vector;

/** The parts of one flat vector: the parameters, or their gradient. */
export function partsOf(flat: Vector, weights: readonly WeightTensor[]): PartOf {
  return (tensor) => {
    const { offset, size } = weights[tensor]!;
    return flat.subarray(offset, offset + size);
  };
}

/** A map that a node reads. */
export interface NodeInput {
  readonly shape: MapShape;
  readonly values: Float64Array;
}

/** Back-propagation through one node: `upstream` is read, its share is added to the others. */
export interface NodeGradients {
  /** Of the loss in the node's output. */
  readonly upstream: Float64Array;
  /** In what the node reads. */
  readonly downstream: Float64Array;
  /** In the node's weights. */
  readonly weightGradient: PartOf;
}
