/** Nodes that put values in another place: zeros around a map, and the channels of several maps beside each other. */

import type { GraphNode, MapShape } from './graph';
import type { NodeGradients, NodeInput } from './nodeValues';

type ZeroPadNode = Extract<GraphNode, { op: 'zeroPad' }>;
type ConcatNode = Extract<GraphNode, { op: 'concat' }>;

/** Where value i of the input stands in the padded map. */
function padPlace({ rows, columns, shape }: ZeroPadNode, [, width, channels]: MapShape) {
  return (i: number) => {
    const pixel = Math.floor(i / channels);
    const [row, column] = [Math.floor(pixel / width) + rows[0], (pixel % width) + columns[0]];
    return (row * shape[1] + column) * channels + (i % channels);
  };
}

/** The map with zeros around it. */
export function evaluateZeroPad(node: ZeroPadNode, { shape, values }: NodeInput): Float64Array {
  const place = padPlace(node, shape);
  const output = new Float64Array(node.shape[0] * node.shape[1] * node.shape[2]);
  for (const [i, value] of values.entries()) output[place(i)] = value;
  return output;
}

/** Adds to the gradient in the input. */
export function differentiateZeroPad(
  node: ZeroPadNode,
  { shape }: NodeInput,
  { upstream, downstream }: NodeGradients,
): void {
  const place = padPlace(node, shape);
  for (let i = 0; i < downstream.length; i++) downstream[i]! += upstream[place(i)]!;
}

/** Where value i of an input stands among the channels of all. */
function concatPlace({ shape }: ConcatNode, own: number, before: number) {
  return (i: number) => Math.floor(i / own) * shape[2] + before + (i % own);
}

/** The channels of the inputs, pixel by pixel. */
export function evaluateConcat(node: ConcatNode, inputs: readonly NodeInput[]): Float64Array {
  const output = new Float64Array(node.shape[0] * node.shape[1] * node.shape[2]);
  let before = 0;
  for (const { shape, values } of inputs) {
    const place = concatPlace(node, shape[2], before);
    for (const [i, value] of values.entries()) output[place(i)] = value;
    before += shape[2];
  }
  return output;
}

/**
 * Adds to the gradient in one input.
 * @param before channels of the inputs before it
 */
export function differentiateConcat(
  node: ConcatNode,
  { shape }: NodeInput,
  before: number,
  { upstream, downstream }: NodeGradients,
): void {
  const place = concatPlace(node, shape[2], before);
  for (let i = 0; i < downstream.length; i++) downstream[i]! += upstream[place(i)]!;
}
