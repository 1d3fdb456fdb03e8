import { type GraphNode, type NetworkGraph, weightsOf } from './graph';

/** What of a network lies behind one of its nodes, as a network of its own. */
export interface DownstreamGraph {
  /** Its input is the output of `cut`; its weights are the last ones of the whole network. */
  readonly graph: NetworkGraph;
  /** The node of the whole network after which it begins: its node i is the whole network's cut + i. */
  readonly cut: number;
  /** Number of its first weight tensor in the whole network. */
  readonly firstWeight: number;
  /** Place of its first parameter in the whole network's flat vector: its own vector is the rest of that from there on. */
  readonly offset: number;
}

/**
 * The smallest part of a network that contains a node and everything that depends on it, and reads the output of one earlier node only. What comes before
 * does the same whatever the weights of this part are: derivatives in them are those of the part, from what it is given.
 * @param node not the input. The part begins as late as it can: right before this node, or before the branches that pass it by
 */
export function downstreamGraph(
  { nodes, weights, parameterCount, loss }: NetworkGraph,
  node: number,
): DownstreamGraph {
  if (!(node >= 1 && node < nodes.length)) {
    throw new RangeError(`a part begins at a node from 1 to ${nodes.length - 1}, got ${node}`);
  }
  const cut = findCut(nodes, node);
  const inside = nodes.slice(cut + 1);
  const firstWeight = Math.min(weights.length, ...inside.flatMap(weightsOf));
  const offset = weights[firstWeight]?.offset ?? parameterCount;
  return {
    graph: {
      nodes: [
        { op: 'input', reads: [], shape: nodes[cut]!.shape },
        ...inside.map((one) => renumber(one, cut, firstWeight)),
      ],
      weights: weights.slice(firstWeight).map((weight) => ({ ...weight, offset: weight.offset - offset })),
      parameterCount: parameterCount - offset,
      loss,
    },
    cut,
    firstWeight,
    offset,
  };
}

/** The last node before this one that nothing behind it reads past. */
function findCut(nodes: readonly GraphNode[], node: number): number {
  let cut = node - 1;
  for (let i = nodes.length - 1; i > cut; i--) cut = Math.min(cut, ...nodes[i]!.reads);
  return cut;
}

function renumber(node: GraphNode, cut: number, firstWeight: number): GraphNode {
  const moved = { ...node, reads: node.reads.map((read) => read - cut) };
  const place = (weight: number | null) => (weight === null ? null : weight - firstWeight);
  switch (moved.op) {
    case 'dense':
    case 'conv2d':
    case 'depthwiseConv2d':
      return { ...moved, kernel: moved.kernel - firstWeight, bias: place(moved.bias) };
    case 'batchNorm':
      return {
        ...moved,
        gamma: place(moved.gamma),
        beta: place(moved.beta),
        mean: moved.mean - firstWeight,
        variance: moved.variance - firstWeight,
      };
    case 'embed':
      return { ...moved, table: moved.table - firstWeight, positions: moved.positions - firstWeight };
    case 'layerNorm':
      return { ...moved, gamma: moved.gamma - firstWeight, beta: moved.beta - firstWeight };
    default:
      return moved;
  }
}
