/**
 * Steps of some units of a layer as variables of their own (kernels/autodiff/steppedLayers.ts): a derivative in a step is the one in the units' weights, at the price of
 * these units alone.
 */

import * as tf from '@tensorflow/tfjs';
import { type GraphNode, hasUnits, type NetworkGraph, type UnitNode } from '../math/network/graph';

/** Some units of a node of a graph, in ascending order. */
export interface NodeUnits {
  readonly node: number;
  readonly units: readonly number[];
}

/** Whether single units of a node can be stepped: of all layers but depthwise ones, where each unit reads a channel of its own. */
export function canStep(node: GraphNode): node is Exclude<UnitNode, { op: 'depthwiseConv2d' }> {
  return hasUnits(node) && node.op !== 'depthwiseConv2d';
}

/** Units that the kernels compute at once: fewer of them may take another way, with sums in another order. */
const unitsAtOnce = 4;

/** The same units and as many others as fill the last quartet; all where that is no fewer. */
export function fillQuartets(units: readonly number[], all: number): number[] {
  const wanted = Math.ceil(units.length / unitsAtOnce) * unitsAtOnce;
  if (wanted >= all) return Array.from({ length: all }, (_, unit) => unit);
  const filled = new Set(units);
  for (let unit = 0; filled.size < wanted; unit++) filled.add(unit);
  return [...filled].sort((a, b) => a - b);
}

/** P of some units; the caller disposes it. */
export function placesOf(units: readonly number[], all: number): tf.Tensor2D | null {
  if (units.length === all) return null;
  const values = new Float32Array(units.length * all);
  units.forEach((unit, row) => {
    values[row * all + unit] = 1;
  });
  return tf.tensor2d(values, [units.length, all]);
}

/** Where the weights of some units of a node stand in the flat vector of a graph: kernel, then bias, each as its tensor has them. */
export function placesInVector({ nodes, weights }: NetworkGraph, { node, units }: NodeUnits) {
  const { kernel, bias, shape } = nodes[node] as UnitNode;
  const { offset, size } = weights[kernel]!;
  const all = shape[2];
  const inKernel = new Uint32Array((size / all) * units.length);
  let at = 0;
  for (let row = offset; row < offset + size; row += all)
    for (const unit of units) inKernel[at++] = row + unit;
  const inBias = bias === null ? null : Uint32Array.from(units, (unit) => weights[bias]!.offset + unit);
  return { inKernel, inBias, kernelShape: [...weights[kernel]!.shape.slice(0, -1), units.length] };
}
