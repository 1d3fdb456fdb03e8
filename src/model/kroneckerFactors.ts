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
 * not the empirical one. Where units of a layer read inputs of their own (the channels of a depthwise convolution), each group of units has factors of its
 * own. For sigmoids a label is a yes or no of each output, and G times their number is the factor of the Gauss-Newton Hessian (math/network/outputLoss.ts).
 */

import * as tf from '@tensorflow/tfjs';
import type { Dataset, ImageSet } from '../data/dataset';
import { type KroneckerBlock, refuseLargeInputs } from '../math/linear/kroneckerSolve';
import { outputLosses } from '../math/network/outputLoss';
import { createRandom, type Random } from '../math/random/random';
import { drawTargets, forEachIncludedBatch, predictProbabilities } from './includedBatches';
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

/** The factors of one layer, or of one group of its units; `units` counts their chosen slices. */
export interface KroneckerFactors extends KroneckerBlock {
  readonly layer: SliceLayer;
  /** The group; 0 where the layer is one. */
  readonly group: number;
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
  const nodes = [...new Set(blocks.map(({ layer }) => layer.node))];
  const random = createRandom(job.seed, 'labels of the Kronecker factors');
  const rows = sampleBatchRows(network);
  const count = await forEachIncludedBatch(network, dataset, set, included, rows, job, async ({ inputs }) => {
    const choices = await chooseTargets(network, inputs, job.labels, random);
    for (const [choice, { targets, weights }] of choices.entries()) {
      const products = tf.tidy(() => {
        const wanted = tf.tensor2d(targets, [inputs.shape[0]!, network.classes]);
        const { outputs } = differentiateOutputs(network, inputs, wanted, nodes);
        return blocks.map((block) =>
          tf.tidy(() => multiplyOut(outputs[nodes.indexOf(block.layer.node)]!, block, weights)),
        );
      });
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
  const drawn = job.labels === 'drawn' ? outputLosses[network.graph.loss].drawnScale(network.classes) : 1;
  for (const { layer, inputFactor, outputFactor } of blocks) {
    const [height, width] = network.graph.nodes[layer.node]!.shape;
    const pixels = layer.kind === 'dense' ? 1 : height * width;
    scale(inputFactor, 1 / count);
    scale(outputFactor, drawn / (count * pixels));
  }
  return blocks;
}

/** What the outputs of the images of a batch are compared with, and by how much each image counts with it. */
interface TargetChoice {
  /** Images x classes. */
  readonly targets: Float32Array;
  /** Non-negative, one per image; null: 1 each. */
  readonly weights: Float32Array | null;
}

/** One drawn choice, or every one. */
async function chooseTargets(
  network: Network,
  inputs: tf.Tensor,
  labels: KroneckerJob['labels'],
  random: Random,
): Promise<readonly TargetChoice[]> {
  if (labels === 'drawn') return [{ targets: await drawTargets(network, inputs, random), weights: null }];
  const { classes, graph } = network;
  return outputLosses[graph.loss].everyTarget(await predictProbabilities(network, inputs), classes);
}

interface ChosenUnits {
  readonly layer: SliceLayer;
  readonly group: number;
  readonly slices: SliceIndex[];
  readonly positions: number[];
}

/** One block of zeros for every layer, or group of units, that has some of the slices. */
function chooseBlocks(layers: readonly SliceLayer[], slices: readonly SliceIndex[]): KroneckerFactors[] {
  if (slices.length === 0) throw new RangeError('Kronecker factors need at least one slice, got 0');
  const chosen = new Map<string, ChosenUnits>();
  let position = 0;
  for (const slice of slices) {
    const { layer, unit } = locateSlice(layers, slice);
    const group = Math.floor(unit / (layer.units / layer.groups));
    const key = `${layer.node} ${group}`;
    const block = chosen.get(key) ?? { layer, group, slices: [], positions: [] };
    chosen.set(key, block);
    block.slices.push(slice);
    const end = position + sliceLength(layer);
    while (position < end) block.positions.push(position++);
  }
  return [...chosen.values()].map(({ layer, group, slices: own, positions }) => {
    const inputs = sliceLength(layer);
    refuseLargeInputs(inputs);
    return {
      layer,
      group,
      slices: own,
      positions: Uint32Array.from(positions),
      units: own.length,
      inputs,
      inputFactor: new Float64Array(inputs ** 2),
      outputFactor: new Float64Array(own.length ** 2),
    };
  });
}

/** The sums over images and pixels of a a' and, weighted, d d' of a batch; the caller disposes them. */
function multiplyOut(
  output: OutputGradient,
  { layer, group, slices }: KroneckerFactors,
  weights: Float32Array | null,
): { readonly a: tf.Tensor2D; readonly g: tf.Tensor2D } {
  const seen = tf.reshape(patchesOf(output), [-1, layer.inputs, layer.groups]);
  const patches = tf.reshape(tf.slice(seen, [0, 0, group], [-1, -1, 1]), [-1, layer.inputs]);
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
