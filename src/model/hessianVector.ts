import * as tf from '@tensorflow/tfjs';
import { outputLoss } from '../kernels/autodiff/gradientLoss';
import type { Step } from '../kernels/autodiff/steppedLayers';
import { summedLoss } from './batchGradient';
import { meanOverBatches, multiplyOverBatches, refuseOtherLength, sumOfProducts } from './batchProducts';
import type { Downstream, PartBatch } from './downstream';
import { forward } from './forward';
import type { Job } from './job';
import type { NetworkPart } from './network';
import { targetsOf } from './targetsOf';
import { canStep, fillQuartets, type NodeUnits, placesInVector, placesOf } from './unitSteps';

/**
 * The exact product of a Hessian and a vector, H v with H the second derivative of the mean loss over a set in the parameters of a part of the network, by
 * reverse differentiation of the directional derivative (B. Pearlmutter, "Fast exact multiplication by the Hessian", Neural Computation 6, 1994):
 *   H v = d/dw (v' dL/dw)
 * ReLU and max pooling count as linear around the present weights; batch normalisation is frozen.
 * @param vector in the part's flat layout; what it says of running statistics counts for nothing
 * @returns in the same layout; sums over batches in float64
 */
export function hessianVector(
  downstream: Downstream,
  vector: Float32Array | Float64Array,
  job: Job = {},
): Promise<Float64Array> {
  return multiplyOverBatches(downstream, vector, multiplyBatch, job);
}

/** H v of the summed loss over a batch, as tensors of the weights; the caller disposes them. */
function multiplyBatch(
  part: NetworkPart,
  { inputs, labels }: PartBatch,
  along: readonly tf.Tensor[],
): readonly tf.Tensor[] {
  return tf.tidy(() => {
    const { trained, loss, spread } = summedLoss(part, inputs, labels);
    const slope = (...given: tf.Tensor[]) => sumOfProducts(tf.grads(loss)(given), along);
    return spread(tf.grads(slope)([...trained]));
  });
}

/**
 * The same for a vector that is zero but in some units, and as far as the product is in them: the way back begins at the first of their layers, and no derivative
 * in other weights is made (unitSteps.ts).
 * @param chosen units of nodes of the part; the vector is zero in all other weights
 * @returns in the part's layout, zero in all other weights
 */
export async function hessianVectorOfUnits(
  downstream: Downstream,
  chosen: readonly NodeUnits[],
  vector: Float32Array | Float64Array,
  job: Job = {},
): Promise<Float64Array> {
  const { graph } = downstream.part;
  if (!chosen.every(({ node }) => canStep(graph.nodes[node]!))) return hessianVector(downstream, vector, job);
  refuseOtherLength(downstream, vector);
  const stepped = chosen.map(({ node, units }): SteppedNode => {
    const all = graph.nodes[node]!.shape[2];
    const filled = fillQuartets(units, all);
    const { inKernel, inBias, kernelShape } = placesInVector(graph, { node, units: filled });
    const take = (places: Uint32Array) => Float32Array.from(places, (place) => vector[place]!);
    return {
      ...{ node, inKernel, inBias },
      places: placesOf(filled, all),
      along: [tf.tensor(take(inKernel), kernelShape), ...(inBias ? [tf.tensor1d(take(inBias))] : [])],
    };
  });
  const inVector = stepped.flatMap(({ inKernel, inBias }) => (inBias ? [inKernel, inBias] : [inKernel]));
  const length = inVector.reduce((sum, places) => sum + places.length, 0);
  try {
    const multiply = (batch: PartBatch) => multiplyUnits(downstream.part, batch, stepped);
    const values = await meanOverBatches(downstream, length, multiply, job);
    const product = new Float64Array(vector.length);
    let at = 0;
    for (const places of inVector) for (const place of places) product[place] = values[at++]!;
    return product;
  } finally {
    tf.dispose(stepped.flatMap(({ along, places }) => (places ? [...along, places] : along)));
  }
}

/** A node whose units are stepped along a vector. */
interface SteppedNode {
  readonly node: number;
  readonly inKernel: Uint32Array;
  readonly inBias: Uint32Array | null;
  readonly places: tf.Tensor2D | null;
  /** The vector in the kernel, and in the bias where there is one. */
  readonly along: readonly tf.Tensor[];
}

/** H v of the summed loss over a batch in the steps of the units; the caller disposes them. */
function multiplyUnits(
  { graph, variables, classes }: NetworkPart,
  { inputs, labels }: PartBatch,
  stepped: readonly SteppedNode[],
): readonly tf.Tensor[] {
  return tf.tidy(() => {
    const targets = targetsOf(labels, classes);
    const along = stepped.flatMap((one) => one.along);
    const loss = (...steps: tf.Tensor[]) => {
      const next = steps.values();
      const taken = stepped.map(({ node, inBias, places }): [number, Step] => {
        const kernel = next.next().value!;
        return [node, { kernel, bias: inBias && next.next().value!, places }];
      });
      const { logits } = forward(graph, variables, inputs, { steps: new Map(taken) });
      return tf.sum(outputLoss(graph.loss, logits, targets)) as tf.Scalar;
    };
    const slope = (...steps: tf.Tensor[]) => sumOfProducts(tf.grads(loss)(steps), along);
    return tf.grads(slope)(along.map((direction) => tf.zerosLike(direction)));
  });
}
