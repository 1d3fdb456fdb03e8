/**
 * Kronecker factors of the curvature of chosen slices, layer by layer: G (x) A approximates the Fisher information of the mean loss, and with it
 * the generalised Gauss-Newton Hessian (J. Martens and R. Grosse, ICML 2015; convolutions: R. Grosse and J. Martens, "A Kronecker-factored
 * approximate Fisher matrix for convolution layers", ICML 2016, with its assumption that pixels are independent and alike). With a_np the input of
 * the layer's units for image n at output pixel p (the patch under the window, and a 1 where there is a bias), d_np the gradient of image n's loss
 * in the outputs of the chosen units there, N images and P pixels (1 for a dense layer):
 *   A = 1/N sum_n sum_p a_np a_np'        G = 1/(N P) sum_n sum_p d_np d_np'
 * A sums over the pixels and G averages: for a dense layer and one image, G (x) A is the outer product of the gradient. Entry
 * (s D + i, t D + j) of G (x) A belongs to input i of slice s and input j of slice t: slice by slice, weights first and the bias last, the order of
 * blockIndices. Labels come from the model's own predictions, one drawn for each image or every one by its probability: the true Fisher information,
 * not the empirical one.
 */

import * as tf from '@tensorflow/tfjs';
import type { Dataset, ImageSet } from '../data/dataset';
import { type KroneckerBlock, refuseLargeInputs } from '../math/linear/kroneckerSolve';
import { createRandom } from '../math/random/random';
import { forEachIncludedBatch, predictLabels, predictProbabilities } from './includedBatches';
import type { Job } from './job';
import type { Network } from './network';
import {
  differentiateOutputs,
  type OutputGradient,
  patchesOf,
  pixelsOf,
  sampleBatchRows,
} from './outputGradients';
import { locateSlice, type SliceIndex, type SliceLayer, sliceLength } from './slices';

/** The factors of one layer; `units` counts its chosen slices. */
export interface KroneckerFactors extends KroneckerBlock {
  readonly layer: SliceLayer;
  /** Its chosen slices, in the order given: that of the rows of G. */
  readonly slices: readonly SliceIndex[];
  /** Where the parameters of G (x) A stand in the vector of blockIndices(layers, all chosen slices). */
  readonly positions: Uint32Array;
}

export interface KroneckerJob extends Job {
  /** Seed of the labels drawn from the model's predictions. */
  readonly seed: number;
  /**
   * `drawn`: one back-propagation for an image, good for the mean over many. `every`: one for each class, and no chance in it; for a few
   * images, whose single draws would as good as always be what the model is sure of, and the curvature next to nothing.
   */
  readonly labels: 'drawn' | 'every';
}

/**
 * The factors at the current parameters, of every layer that has chosen slices, in the order in which the slices name them.
 * @param included one entry per image: 1 counts, 0 does not
 * @returns sums over batches in float64
 * @throws RangeError when no image is included, no slice is given, or a layer has too many inputs
 */
export async function kroneckerFactors(
  network: Network,
  dataset: Dataset,
  set: ImageSet,
  included: Uint8Array,
  slices: readonly SliceIndex[],
  job: KroneckerJob,
): Promise<KroneckerFactors[]> {
  const blocks = chooseBlocks(network.layers, slices);
  const nodes = blocks.map(({ layer }) => layer.node);
  const random = createRandom(job.seed, 'labels of the Kronecker factors');
  const rows = sampleBatchRows(network);
  const count = await forEachIncludedBatch(network, dataset, set, included, rows, job, async ({ inputs }) => {
    const choices =
      job.labels === 'every'
        ? await everyLabel(network, inputs)
        : [{ labels: await predictLabels(network, inputs, random), weights: null }];
    for (const [choice, { labels, weights }] of choices.entries()) {
      const products = tf.tidy(() =>
        differentiateOutputs(network, inputs, labels, nodes).outputs.map((output, k) =>
          tf.tidy(() => multiplyOut(output, blocks[k]!, weights)),
        ),
      );
      try {
        for (const [k, { a, g }] of products.entries()) {
          // The inputs are the same whatever the labels.
          if (choice === 0) await addTo(blocks[k]!.inputFactor, a);
          await addTo(blocks[k]!.outputFactor, g);
        }
      } finally {
        tf.dispose(products.flatMap(({ a, g }) => [a, g]));
      }
    }
  });
  for (const { layer, inputFactor, outputFactor } of blocks) {
    const [height, width] = network.graph.nodes[layer.node]!.shape;
    const pixels = layer.kind === 'conv' ? height * width : 1;
    scale(inputFactor, 1 / count);
    scale(outputFactor, 1 / (count * pixels));
  }
  return blocks;
}

/** Labels of the images of a batch, and by how much each image counts with its label. */
interface LabelChoice {
  readonly labels: ArrayLike<number>;
  /** Non-negative, one per image; null: 1 each. */
  readonly weights: Float32Array | null;
}

/** Each class as the label of all images, by the probability that the model gives it. */
async function everyLabel(network: Network, inputs: tf.Tensor): Promise<LabelChoice[]> {
  const { classes } = network;
  const probabilities = await predictProbabilities(network, inputs);
  const images = probabilities.length / classes;
  return Array.from({ length: classes }, (_, label) => ({
    labels: new Uint8Array(images).fill(label),
    weights: Float32Array.from({ length: images }, (_, i) => probabilities[i * classes + label]!),
  }));
}

/** One block of zeros for every layer that has some of the slices. */
function chooseBlocks(layers: readonly SliceLayer[], slices: readonly SliceIndex[]): KroneckerFactors[] {
  if (slices.length === 0) throw new RangeError('Kronecker factors need at least one slice, got 0');
  const chosen = new Map<SliceLayer, { slices: SliceIndex[]; positions: number[] }>();
  let position = 0;
  for (const slice of slices) {
    const { layer } = locateSlice(layers, slice);
    const block = chosen.get(layer) ?? { slices: [], positions: [] };
    chosen.set(layer, block);
    block.slices.push(slice);
    const end = position + sliceLength(layer);
    while (position < end) block.positions.push(position++);
  }
  return [...chosen].map(([layer, block]) => {
    const inputs = sliceLength(layer);
    refuseLargeInputs(inputs);
    return {
      layer,
      slices: block.slices,
      positions: Uint32Array.from(block.positions),
      units: block.slices.length,
      inputs,
      inputFactor: new Float64Array(inputs ** 2),
      outputFactor: new Float64Array(block.slices.length ** 2),
    };
  });
}

/** The sums over images and pixels of a a' and, weighted, d d' of a batch; the caller disposes them. */
function multiplyOut(
  output: OutputGradient,
  { layer, slices }: KroneckerFactors,
  weights: Float32Array | null,
): { readonly a: tf.Tensor2D; readonly g: tf.Tensor2D } {
  const patches = tf.reshape(patchesOf(output), [-1, layer.inputs]);
  const ones = () => tf.ones([patches.shape[0]!, 1]);
  const inputs = layer.biasOffset === null ? patches : tf.concat([patches, ones()], 1);
  const units = tf.tensor1d(
    slices.map((slice) => slice - layer.firstSlice),
    'int32',
  );
  const pixels = pixelsOf(output);
  const roots = weights?.map(Math.sqrt);
  const weighted = roots ? tf.mul(pixels, tf.tensor3d(roots, [roots.length, 1, 1])) : pixels;
  const gradients = tf.gather(tf.reshape(weighted, [-1, layer.units]), units, 1);
  return {
    a: tf.matMul(inputs, inputs, true, false) as tf.Tensor2D,
    g: tf.matMul(gradients, gradients, true, false) as tf.Tensor2D,
  };
}

async function addTo(sum: Float64Array, tensor: tf.Tensor): Promise<void> {
  const values = (await tensor.data()) as Float32Array;
  for (let i = 0; i < sum.length; i++) sum[i]! += values[i]!;
}

function scale(values: Float64Array, factor: number): void {
  for (let i = 0; i < values.length; i++) values[i]! *= factor;
}
