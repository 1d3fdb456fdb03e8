import * as tf from '@tensorflow/tfjs';
import { compileNoisyCopies, noisyCopiesOnGpu } from '../kernels/noisyCopies';
import { noiseKey, noiseTable, noisyCopies } from '../math/counterNoise';
import { crossEntropy } from '../math/crossEntropy';
import { type Matrix, matrix } from '../math/matrix';
import type { Compute } from '../model/compute';
import { breathe, type Job } from '../model/job';
import type { Network } from '../model/network';
import { countSlices } from '../model/slices';
import type { LabelledInput } from './forgottenSample';
import type { RemovalRequest } from './report';

export interface Perturbation {
  /** m x slices: the pre-activation output of every slice for every noisy copy (equation 9); of a filter the mean over the pixels. */
  readonly activations: Matrix;
  /** The loss of every noisy copy, nats. */
  readonly losses: Float64Array;
}

/** m, the standard deviation of the noise in units of the normalised input, and the seed. */
type PerturbationSettings = Pick<RemovalRequest, 'perturbations' | 'perturbationDeviation' | 'seed'>;

const keyOf = (seed: number) => noiseKey(seed, 'perturbation');

/** The m noisy copies of an input, one a row. They depend on the seed alone: every backend sees the same, bit for bit. */
export function drawCopies(
  input: Float32Array,
  { perturbations, perturbationDeviation, seed }: PerturbationSettings,
): Float32Array {
  return noisyCopies(input, 0, perturbations, noiseTable(perturbationDeviation), keyOf(seed));
}

/** A way to make some of the copies as a tensor: drawn on the GPU where there is one. */
async function openCopies(
  { gpu }: Compute,
  network: Network,
  input: Float32Array,
  { perturbationDeviation, seed }: PerturbationSettings,
): Promise<(from: number, rows: number) => tf.Tensor> {
  const table = noiseTable(perturbationDeviation);
  const key = keyOf(seed);
  if (!gpu) return (from, rows) => network.toTensor(noisyCopies(input, from, rows, table, key));
  const kernel = await compileNoisyCopies(gpu);
  return (from, rows) =>
    noisyCopiesOnGpu(gpu, kernel, tf.tensor(input, [...network.input]), tf.tensor1d(table), key, from, rows);
}

/** Step 1 of Algorithm 1: m copies of the sample with Gaussian noise, through the network. */
export async function perturb(
  compute: Compute,
  network: Network,
  { input, label }: LabelledInput,
  settings: PerturbationSettings,
  { signal, onProgress }: Job = {},
): Promise<Perturbation> {
  const { layers, batchRows } = network;
  const count = settings.perturbations;
  const slices = countSlices(layers);
  const activations = new Float32Array(count * slices);
  const losses = new Float64Array(count);
  const copies = await openCopies(compute, network, input, settings);
  for (let from = 0; from < count; from += batchRows) {
    const rows = Math.min(batchRows, count - from);
    const outputs = tf.tidy(() => {
      const { logits, preActivations } = network.evaluate(copies(from, rows));
      return [logits, ...preActivations.map(meanOverPixels)];
    });
    try {
      const [logits, ...means] = (await Promise.all(
        outputs.map((output) => output.data()),
      )) as Float32Array[];
      const { classes } = network;
      for (let row = 0; row < rows; row++) {
        losses[from + row] = crossEntropy(logits!.subarray(row * classes, (row + 1) * classes), label);
        layers.forEach(({ firstSlice, units }, k) => {
          const own = means[k]!.subarray(row * units, (row + 1) * units);
          activations.set(own, (from + row) * slices + firstSlice);
        });
      }
    } finally {
      tf.dispose(outputs);
    }
    onProgress?.((from + rows) / count);
    await breathe(signal);
  }
  return { activations: matrix(count, slices, activations), losses };
}

/** [batch, units] of a dense layer as it is; [batch, height, width, filters] averaged over height and width. */
function meanOverPixels(output: tf.Tensor): tf.Tensor {
  return output.rank === 4 ? tf.mean(output, [1, 2]) : output;
}
