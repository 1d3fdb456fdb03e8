/** FOCI as a user of tfjs writes it, with stock operations only: the rival of the GPU kernels. */
import * as tf from '@tensorflow/tfjs';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { Gpu } from '../../src/gpu/device';
import { rank } from '../../src/math/dependence/ranks';
import type { Matrix } from '../../src/math/linear/matrix';

/** Candidates judged together: with n = 1000 a chunk's distances take 32 MB. */
const CHUNK = 8;

/** Makes tfjs compute on this device. */
export async function pointTfjsAt(gpu: Gpu): Promise<void> {
  if (tf.findBackendFactory('webgpu')) tf.removeBackend('webgpu');
  tf.registerBackend('webgpu', () => new WebGPUBackend(gpu.device, gpu.adapterInfo));
  await tf.setBackend('webgpu');
  await tf.ready();
}

export interface TfjsSelection {
  readonly selected: number[];
  readonly steps: number;
}

/**
 * Forward selection: per step the distances of every pair of rows for chunks of candidates by broadcasting, argMin over the rows,
 * the ranks gathered there, and their sum. Distances over the chosen columns are kept. The host picks the winner.
 */
export async function fociOnTfjs(y: Float64Array, x: Matrix): Promise<TfjsSelection> {
  const { rows: n, columns: p } = x;
  const ranks = rank(y);
  const atMost = tf.tensor1d(Float32Array.from(ranks.atMost));
  const columns = tf.tidy(() => tf.tensor2d(x.values as Float32Array, [n, p]).transpose());
  let kept: tf.Tensor2D = tf.tidy(() => tf.eye(n).mul(1e30));
  const candidates = Array.from({ length: p }, (_, column) => column);
  const selected: number[] = [];
  let completed = 0;
  let steps = 0;
  while (candidates.length > 0) {
    const scores = await scoreAll(columns as tf.Tensor2D, kept, atMost, candidates);
    steps += 1;
    const best = scores.indexOf(Math.max(...scores));
    if (selected.length > 0 && scores[best]! <= completed) break;
    completed = scores[best]!;
    const column = candidates.splice(best, 1)[0]!;
    selected.push(column);
    const grown = tf.tidy(
      (): tf.Tensor2D => kept.add(squares(columns as tf.Tensor2D, [column]).squeeze([0])),
    );
    kept.dispose();
    kept = grown;
  }
  tf.dispose([atMost, columns, kept]);
  return { selected, steps };
}

/** (x_i - x_j)^2 of every pair of rows, for each of the columns named: k x n x n. */
function squares(columns: tf.Tensor2D, named: readonly number[]): tf.Tensor3D {
  const chunk = tf.gather(columns, tf.tensor1d([...named], 'int32'));
  return tf.squaredDifference(chunk.expandDims(2), chunk.expandDims(1));
}

/** Scores of the candidates given the kept distances, chunk by chunk. */
async function scoreAll(
  columns: tf.Tensor2D,
  kept: tf.Tensor2D,
  atMost: tf.Tensor1D,
  candidates: readonly number[],
): Promise<number[]> {
  const scores: number[] = [];
  for (let k = 0; k < candidates.length; k += CHUNK) {
    const sums = tf.tidy(() => {
      const distances = squares(columns, candidates.slice(k, k + CHUNK)).add(kept);
      const nearest = distances.argMin(2);
      return tf.minimum(tf.gather(atMost, nearest as tf.Tensor2D), atMost).sum(1);
    });
    scores.push(...(await sums.data()));
    sums.dispose();
  }
  return scores;
}

/** What one chunk of candidates takes, the least of two after a warm-up. */
export async function timeChunks(x: Matrix): Promise<{ chunkMs: number; chunksPerStep: number }> {
  const { rows: n, columns: p } = x;
  const candidates = Array.from({ length: Math.min(CHUNK, p) }, (_, column) => column);
  const columns = tf.tidy(() => tf.tensor2d(x.values as Float32Array, [n, p]).transpose()) as tf.Tensor2D;
  const kept = tf.tidy(() => tf.eye(n).mul<tf.Tensor2D>(1e30));
  const atMost = tf.range(1, n + 1);
  let chunkMs = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3; run++) {
    const start = performance.now();
    await scoreAll(columns, kept, atMost, candidates);
    if (run > 0) chunkMs = Math.min(chunkMs, performance.now() - start);
  }
  tf.dispose([columns, kept, atMost]);
  return { chunkMs, chunksPerStep: Math.ceil(p / CHUNK) };
}
