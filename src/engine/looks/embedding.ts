import type { Dataset, ImageSet } from '../../data/dataset';
import { takeSamples } from '../../data/takeSamples';
import type { Matrix } from '../../math/linear/matrix';
import { principalComponentsInPieces, projectRows } from '../../math/linear/principalComponents';
import { createRandom } from '../../math/random/random';
import { penultimate, readLayers } from '../../model/hiddenLayers';
import { type Job, runInPieces } from '../../model/job';
import type { Looked } from './looked';
import type { LookAnswer, LookQuestion } from './questions';
import { mapByNeighbours } from './umap';

/** So many samples decide the axes, at most, drawn by a fixed seed; all of them have a place. */
const mostFitted = 10_000;
/** So many samples a map by neighbours has, at most: it looks at all pairs. */
const mostMapped = 6000;
/** Directions that a map by neighbours goes by, at most. */
const mostDirections = 30;
const seed = 1;

/** What the last layer reads of every image of a set. */
export async function readPenultimate(
  { session: { network, dataset }, parameters }: Pick<Looked, 'session' | 'parameters'>,
  set: ImageSet,
  job: Job,
  data: Dataset = dataset,
): Promise<Matrix> {
  network.setParameters(parameters);
  return (await readLayers(network, data, set, [penultimate(network.graph)], job))[0]!;
}

/** Some of so many samples at random, rising; all where there are no more. */
function drawSome(count: number, most: number, label: string): Uint32Array {
  const all = Uint32Array.from({ length: count }, (_, i) => i);
  if (count <= most) return all;
  return createRandom(seed, label).shuffle(all).subarray(0, most).sort();
}

function rowsAt({ columns, values }: Matrix, rows: Uint32Array): Matrix {
  const taken = new Float32Array(rows.length * columns);
  rows.forEach((row, i) => {
    taken.set(values.subarray(row * columns, (row + 1) * columns), i * columns);
  });
  return { rows: rows.length, columns, values: taken };
}

/** Places of the training samples in two dimensions, by what the last layer reads of them. */
export async function embed(
  looked: Looked,
  { map }: LookQuestion<'embedding'>,
  job: Job,
): Promise<LookAnswer<'embedding'>> {
  const { dataset } = looked.session;
  return map === 'pca' ? embedByAxes(looked, job) : embedByNeighbours(looked, dataset, job);
}

async function embedByAxes(looked: Looked, { signal, onProgress }: Job): Promise<LookAnswer<'embedding'>> {
  const { training } = looked.session.dataset;
  const reading = (fraction: number) => onProgress?.(fraction * 0.7);
  const rows = await readPenultimate(looked, training, { signal, onProgress: reading });
  const fitted = rowsAt(rows, drawSome(rows.rows, mostFitted, 'axes of an embedding'));
  const axes = Math.min(2, rows.columns);
  const components = await runInPieces(principalComponentsInPieces(fitted, axes), signal);
  const { values } = projectRows(rows, components);
  const places = new Float32Array(2 * rows.rows);
  for (let i = 0; i < rows.rows; i++)
    for (let j = 0; j < axes; j++) places[2 * i + j] = values[axes * i + j]!;
  const [first = 0, second = 0] = components.explained;
  return {
    samples: Uint32Array.from({ length: rows.rows }, (_, i) => i),
    places,
    explained: [first, second],
  };
}

async function embedByNeighbours(
  looked: Looked,
  dataset: Dataset,
  { signal, onProgress }: Job,
): Promise<LookAnswer<'embedding'>> {
  const samples = drawSome(dataset.training.count, mostMapped, 'samples of a map');
  const rows = await readPenultimate(looked, takeSamples(dataset, samples), { signal });
  onProgress?.(0.05);
  const directions = Math.min(mostDirections, rows.columns);
  const components = await runInPieces(principalComponentsInPieces(rows, directions), signal);
  onProgress?.(0.1);
  const places = await mapByNeighbours(projectRows(rows, components), seed, {
    signal,
    onProgress: (fraction) => onProgress?.(0.1 + 0.9 * fraction),
  });
  return { samples, places, explained: null };
}
