/**
 * The output of a layer of which a few units have other weights than before: these units alone are computed, and put in their places. Each value is a sum of its own, whatever
 * stands beside it, so that every bit is that of the whole layer (test/model/heldOutputs.test.ts).
 */

import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { isOwnChosen } from '../kernels/tfjs/kernelChoice';
import { currentRegistration } from '../kernels/tfjs/tfjsKernels';
import { viewValues } from '../kernels/wasm/wasmCall';
import { type NetworkGraph, weightsOf } from '../math/network/graph';

/** Units that the kernels compute at once: fewer of them take as long. */
const UNITS_AT_ONCE = 8;

/**
 * Whether single units of a node can be computed, to the same bits and in less time. A GPU's own kernels add up in an order that may depend on the shape; ours do not, but their convolutions
 * gain less than it costs to put units in their places.
 */
function canRenew({ nodes }: NetworkGraph, node: number): boolean {
  const { op } = nodes[node]!;
  if (tf.getBackend() !== 'webgpu') return op === 'dense' || op === 'conv2d';
  const registration = currentRegistration();
  return op === 'dense' && registration !== null && isOwnChosen(registration.gpu, registration.choice);
}

/**
 * The units of a node whose weights differ, where they are so few that they are worth computing by themselves; not fewer than two, as a convolution with one unit is another kernel.
 * @returns in ascending order; null where the whole layer is as quick
 */
export function findRenewed(
  graph: NetworkGraph,
  node: number,
  differs: (parameter: number) => boolean,
): number[] | null {
  if (!canRenew(graph, node)) return null;
  const count = graph.nodes[node]!.shape[2];
  const most = Math.floor(Math.ceil(count / UNITS_AT_ONCE) / 2) * UNITS_AT_ONCE;
  const units = new Set<number>();
  for (const weight of weightsOf(graph.nodes[node]!)) {
    const { offset, size } = graph.weights[weight]!;
    for (let i = 0; i < size; i++) if (differs(offset + i)) units.add(i % count);
    if (units.size > most) return null;
  }
  if (most === 0) return null;
  if (units.size === 1) units.add(units.has(0) ? 1 : 0);
  return [...units].sort((a, b) => a - b);
}

/** Some units of a layer's weights or output, which stand along the last axis. */
export function pickUnits<T extends tf.Tensor>(tensor: T, units: readonly number[]): T {
  const picked = tf.gather(tensor, tf.tensor1d([...units], 'int32'), tensor.rank - 1);
  // tfjs's WASM backend takes what was gathered for four axes where it is a bias.
  return (tensor.rank === 1 ? tf.mul(picked, 1) : picked) as T;
}

/** Computes something that no gradient passes through. */
export function untaped(compute: () => tf.Tensor): tf.Tensor {
  // What a kernel does within itself is not on the tape.
  return tf.customGrad(() => ({ value: compute(), gradFunc: () => [] }))();
}

/**
 * Puts units in their places.
 * @param output of the whole layer, the last axis its units; its owner takes the answer in its stead
 * @param renewed the same of `units` alone
 * @returns `output` itself, changed, where that is quicker and nobody else has its values
 */
export function replaceUnits(output: tf.Tensor, renewed: tf.Tensor, units: readonly number[]): tf.Tensor {
  const backend = tf.backend();
  if (tf.getBackend() === 'wasm' && backend.refCount(output.dataId) === 1) {
    replaceInPlace(backend as BackendWasm, output, renewed, units);
    return output;
  }
  const count = output.shape.at(-1)!;
  const places = Array.from({ length: count }, (_, unit) => {
    const place = units.indexOf(unit);
    return place < 0 ? unit : count + place;
  });
  return pickUnits(tf.concat([output, renewed], output.rank - 1), places);
}

function replaceInPlace(
  backend: BackendWasm,
  output: tf.Tensor,
  renewed: tf.Tensor,
  units: readonly number[],
): void {
  const [to, from] = [viewValues(backend, output), viewValues(backend, renewed)];
  const count = output.shape.at(-1)!;
  let read = 0;
  for (let row = 0; row < to.length; row += count) {
    for (const unit of units) to[row + unit] = from[read++]!;
  }
}
