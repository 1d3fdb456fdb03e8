/**
 * The exact Hessian of a set's mean loss in slices of one dense layer. The layer's input x does not depend on its weights, so with z = W x + b
 *   d2 loss_n / dw_u dw_v' = K_n[u, v] x_n x_n',   K_n[u, v] = d2 loss_n / dz_u dz_v,   x_n with a 1 at its end for the bias:
 * one second derivative a unit, of all samples at once, and one product of matrices a pair of units, where Hessian-vector products would need one a
 * parameter.
 */

import * as tf from '@tensorflow/tfjs';
import { outputLoss } from '../kernels/autodiff/gradientLoss';
import type { Downstream, PartBatch } from './downstream';
import { forward } from './forward';
import type { Job } from './job';
import { type SliceLayer, sliceLength } from './slices';
import { targetsOf } from './targetsOf';

/**
 * @param layer a dense one, in the part of the network
 * @param units of the layer, in the order that the result is to have
 * @returns row-major, unit by unit, each with its weights first and its bias last; sums over batches in float64
 * @throws RangeError when the layer is not dense; AbortError when cancelled
 */
export async function denseLayerHessian(
  downstream: Downstream,
  layer: SliceLayer,
  units: readonly number[],
  job: Job = {},
): Promise<Float64Array> {
  if (layer.kind !== 'dense') throw new RangeError(`${layer.name} is not a dense layer`);
  const length = sliceLength(layer);
  const size = units.length * length;
  const hessian = new Float64Array(size * size);
  await downstream.forEachBatch(job, async (batch) => {
    const { rows, curvatures } = differentiateUnits(downstream, batch, layer, units);
    try {
      for (const [a, curvature] of curvatures.entries()) {
        for (let b = 0; b <= a; b++) {
          const product = tf.tidy(() =>
            tf.matMul(rows, tf.mul(rows, tf.slice(curvature, [0, b], [-1, 1])), true, false),
          );
          const part = (await product.data()) as Float32Array;
          product.dispose();
          addPart(hessian, size, length, a, b, part, downstream.count);
        }
      }
    } finally {
      tf.dispose([rows, ...curvatures]);
    }
  });
  return hessian;
}

/** Adds X' diag(K_ab) X / count to the blocks (a, b) and (b, a), which are equal. */
function addPart(
  hessian: Float64Array,
  size: number,
  length: number,
  a: number,
  b: number,
  part: Float32Array,
  count: number,
): void {
  for (let i = 0; i < length; i++) {
    for (let j = 0; j < length; j++) {
      const share = part[i * length + j]! / count;
      hessian[(a * length + i) * size + b * length + j]! += share;
      if (a !== b) hessian[(b * length + i) * size + a * length + j]! += share;
    }
  }
}

/** The layer's inputs, [batch, slice length], and for every unit u the second derivatives K[u, v] of every sample, [batch, units]. The caller disposes them. */
function differentiateUnits(
  { part: { graph, variables, classes }, cut }: Downstream,
  { inputs, labels }: PartBatch,
  { node: place, biasOffset, units: outputs }: SliceLayer,
  units: readonly number[],
): { readonly rows: tf.Tensor2D; readonly curvatures: readonly tf.Tensor2D[] } {
  return tf.tidy(() => {
    const batch = labels.length;
    const targets = targetsOf(labels, classes);
    const node = place - cut;
    const read = graph.nodes[node]!.reads[0]!;
    let input: tf.Tensor | undefined;
    const loss = (probe: tf.Tensor) => {
      const { logits, values } = forward(graph, variables, inputs, { probes: new Map([[node, probe]]) });
      input ??= tf.keep(tf.clone(values[read]!));
      return tf.sum(outputLoss(graph.loss, logits, targets));
    };
    const probe = tf.zeros([batch, outputs]);
    const chosen = tf.tensor1d(Int32Array.from(units), 'int32');
    const curvatures = units.map((unit) => {
      const only = targetsOf([unit], outputs);
      const slope = (at: tf.Tensor) => tf.sum(tf.mul(tf.grad(loss)(at), only));
      return tf.gather(tf.grad(slope)(probe), chosen, 1) as tf.Tensor2D;
    });
    const rows = tf.reshape(input!, [batch, -1]) as tf.Tensor2D;
    const extended = biasOffset === null ? rows.clone() : tf.concat([rows, tf.ones([batch, 1])], 1);
    input!.dispose();
    return { rows: extended as tf.Tensor2D, curvatures };
  });
}
