import * as tf from '@tensorflow/tfjs';
import { crossEntropy } from '../math/denseNetwork';
import { type Matrix, matrix } from '../math/matrix';
import { createRandom, type Random } from '../math/random';
import { breathe, type Job } from '../model/job';
import type { Network } from '../model/network';
import { countSlices } from '../model/slices';
import type { LabelledInput } from './forgottenSample';
import type { RemovalRequest } from './report';

/** Copies that go through the network at once. */
const batchRows = 1000;

export interface Perturbation {
  /** m x slices: the pre-activation output of every unit for every noisy copy (equation 9). */
  readonly activations: Matrix;
  /** The loss of every noisy copy, nats. */
  readonly losses: Float64Array;
}

/** m, the standard deviation of the noise in units of the normalised input, and the seed. */
type PerturbationSettings = Pick<RemovalRequest, 'perturbations' | 'perturbationDeviation' | 'seed'>;

/**
 * Step 1 of Algorithm 1: m copies of the sample with Gaussian noise, through the network. The noise depends on the seed alone, so
 * every backend sees the same copies.
 * @param onCopies sees the copies themselves, batch by batch
 */
export async function perturb(
  network: Network,
  { input, label }: LabelledInput,
  { perturbations: count, perturbationDeviation: deviation, seed }: PerturbationSettings,
  { signal, onProgress }: Job = {},
  onCopies?: (copies: Float32Array, firstRow: number) => void,
): Promise<Perturbation> {
  const slices = countSlices(network.layers);
  const activations = new Float32Array(count * slices);
  const losses = new Float64Array(count);
  const random = createRandom(seed, 'perturbation');
  for (let from = 0; from < count; from += batchRows) {
    const rows = Math.min(batchRows, count - from);
    const copies = drawCopies(input, rows, deviation, random);
    onCopies?.(copies, from);
    const outputs = tf.tidy(() => network.preActivations(tf.tensor2d(copies, [rows, input.length])));
    try {
      const values = (await Promise.all(outputs.map((output) => output.data()))) as Float32Array[];
      for (let row = 0; row < rows; row++) {
        network.layers.forEach(({ firstSlice, units }, k) => {
          const own = values[k]!.subarray(row * units, (row + 1) * units);
          activations.set(own, (from + row) * slices + firstSlice);
          if (k === network.layers.length - 1) losses[from + row] = crossEntropy(own, label);
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

/** Noisy copies of an input, one a row. */
function drawCopies(input: Float32Array, rows: number, deviation: number, random: Random): Float32Array {
  const copies = new Float32Array(rows * input.length);
  for (let i = 0; i < copies.length; i++) copies[i] = input[i % input.length]! + deviation * random.normal();
  return copies;
}
