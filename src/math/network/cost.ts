import { type NetworkGraph, sizeOf, weightsOf } from './graph';

/** What one image costs on its way through a network. */
export interface ImageCost {
  /** Multiplications of weights: every weight is used once for each pixel of its layer's output. */
  readonly multiplications: number;
  /** Entries of all maps. */
  readonly values: number;
}

/** What one image costs on its way through a network, forward. */
export function costOfImage({ nodes, weights }: NetworkGraph): ImageCost {
  let multiplications = 0;
  let values = 0;
  for (const node of nodes) {
    const [height, width] = node.shape;
    for (const weight of weightsOf(node)) multiplications += weights[weight]!.size * height * width;
    values += sizeOf(node.shape);
  }
  return { multiplications, values };
}
