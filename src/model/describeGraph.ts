/** A network in rows: what is shown of a model before anything is computed with it. */

import { type GraphNode, type MapShape, type NetworkGraph, weightsOf } from '../math/network/graph';
import { countSlices, sliceLayers, sliceLength } from './slices';

export interface LayerRow {
  /** Of a layer with slices; the others have no names in a graph. */
  readonly name: string | null;
  readonly op: Exclude<GraphNode['op'], 'input'>;
  /** Of its output. */
  readonly shape: MapShape;
  readonly parameters: number;
  readonly slices: number;
  /** Parameters of one slice; 0 where the layer has none. */
  readonly sliceLength: number;
}

export interface GraphDescription {
  readonly input: MapShape;
  readonly classes: number;
  readonly parameterCount: number;
  readonly sliceCount: number;
  readonly layers: readonly LayerRow[];
}

/** Layers with their outputs, parameters and slices, in the order of evaluation. */
export function describeGraph(graph: NetworkGraph): GraphDescription {
  const { nodes, weights, parameterCount } = graph;
  const sliced = sliceLayers(graph);
  const layers = nodes.flatMap((node, index): LayerRow[] => {
    if (node.op === 'input') return [];
    const own = sliced.find((layer) => layer.node === index);
    return [
      {
        name: own?.name ?? null,
        op: node.op,
        shape: node.shape,
        parameters: weightsOf(node).reduce((sum, weight) => sum + weights[weight]!.size, 0),
        slices: own?.units ?? 0,
        sliceLength: own ? sliceLength(own) : 0,
      },
    ];
  });
  return {
    input: nodes[0]!.shape,
    classes: nodes.at(-1)!.shape[2],
    parameterCount,
    sliceCount: countSlices(sliced),
    layers,
  };
}
