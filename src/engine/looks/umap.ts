/**
 * UMAP (L. McInnes, J. Healy and J. Melville, "UMAP: uniform manifold approximation and projection for dimension reduction", 2018) by the library umap-js,
 * with our exact neighbours in place of its approximate ones, and our generator. It is fetched when it is first asked for.
 */

import { nearestRowsInPieces } from '../../math/dependence/nearestRows';
import type { Matrix } from '../../math/linear/matrix';
import { createRandom } from '../../math/random/random';
import { breathe, type Job, runInPieces } from '../../model/job';

const neighbours = 15;
const epochs = 300;
/** Share of the time that the neighbours take, about. */
const searchShare = 0.2;

/** Places of the rows in two dimensions, x and y by turns. The same seed gives the same map on one machine. */
export async function mapByNeighbours(
  rows: Matrix,
  seed: number,
  { signal, onProgress }: Job,
): Promise<Float32Array> {
  const count = Math.min(neighbours, rows.rows - 1);
  if (count < 2) return new Float32Array(2 * rows.rows);
  const { indices, distances } = await runInPieces(nearestRowsInPieces(rows, count), signal);
  onProgress?.(searchShare);
  const { UMAP } = await import('umap-js');
  const { uniform } = createRandom(seed, 'umap');
  const map = new UMAP({ nNeighbors: count + 1, nEpochs: epochs, random: uniform });
  // The library counts a row as its own first neighbour.
  const list = (values: ArrayLike<number>, own: (row: number) => number) =>
    Array.from({ length: rows.rows }, (_, row) => [
      own(row),
      ...Array.from({ length: count }, (_, k) => values[row * count + k]!),
    ]);
  map.setPrecomputedKNN(
    list(indices, (row) => row),
    list(distances, () => 0),
  );
  const vectors = Array.from({ length: rows.rows }, (_, row) => [
    ...rows.values.subarray(row * rows.columns, (row + 1) * rows.columns),
  ]);
  const total = map.initializeFit(vectors);
  for (let epoch = 0; epoch < total; epoch++) {
    map.step();
    if (epoch % 5 !== 4) continue;
    onProgress?.(searchShare + ((1 - searchShare) * epoch) / total);
    await breathe(signal);
  }
  return Float32Array.from(map.getEmbedding().flat());
}
