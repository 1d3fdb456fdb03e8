import { takeSamples } from '../../data/takeSamples';
import { linearCka } from '../../math/dependence/cka';
import { fitRowScale, gramMatrix, scaleRows } from '../../math/linear/gram';
import type { Matrix } from '../../math/linear/matrix';
import { evaluateSet, summarise } from '../../model/evaluation';
import { hiddenLayers, readLayers } from '../../model/hiddenLayers';
import { breathe, type Job } from '../../model/job';
import { blockIndices, gather, type SliceLayer } from '../../model/slices';
import { drawProbeImages } from '../yardstick/layerReadings';
import type { Looked } from './looked';
import type { LayerDistance, LookAnswer, LookQuestion } from './questions';

/**
 * What a model takes images for; of the training set those that are left in its state. Of samples that have several labels the first and the most probable are
 * counted, and the accuracy is micro F1.
 */
export async function countPredictions(
  { session: { network, dataset }, parameters, removed }: Looked,
  { set }: LookQuestion<'predictions'>,
  job: Job,
): Promise<LookAnswer<'predictions'>> {
  network.setParameters(parameters);
  const images = dataset[set];
  const evaluation = await evaluateSet(network, dataset, images, job);
  const { losses, predicted } = evaluation;
  const { classes } = network;
  const gone = new Set(set === 'training' ? removed : []);
  const counts = new Uint32Array(classes * classes);
  let loss = 0;
  images.labels.forEach((label, i) => {
    if (gone.has(i)) return;
    counts[label * classes + predicted[i]!]! += 1;
    loss += losses[i]!;
  });
  const count = images.count - gone.size;
  const included = Uint8Array.from(images.labels, (_, i) => (gone.has(i) ? 0 : 1));
  const { accuracy } = summarise(evaluation, images.labels, included)!;
  return { classes, counts, count, accuracy, loss: loss / count };
}

/** Held-out images that layers are compared on are drawn by this seed. */
const imageSeed = 1;

/** How far two models are from each other, layer by layer: in their weights, and in what their layers make of held-out images. */
export async function compareLayers(
  one: Looked,
  other: Looked,
  { signal, onProgress }: Job,
): Promise<LookAnswer<'layers'>> {
  const { network, dataset } = one.session;
  const places = hiddenLayers(network.graph);
  const { fitted } = drawProbeImages(dataset.validation.count, imageSeed);
  const images = takeSamples({ ...dataset, training: dataset.validation }, fitted);
  const grams = async ({ parameters }: Looked) => {
    network.setParameters(parameters);
    const made: Matrix[] = [];
    for (const rows of await readLayers(network, dataset, images, places, { signal })) {
      await breathe(signal);
      const scaled = scaleRows(rows, fitRowScale(rows));
      made.push(gramMatrix(scaled, scaled));
    }
    return made;
  };
  const first = await grams(one);
  onProgress?.(0.5);
  const second = await grams(other);
  onProgress?.(1);
  return network.layers.map((layer, i) => {
    const isHidden = i < first.length;
    return {
      ...distanceOf(network.layers, layer, one.parameters, other.parameters),
      cka: isHidden ? linearCka(first[i]!, second[i]!) : null,
    };
  });
}

function distanceOf(
  layers: readonly SliceLayer[],
  layer: SliceLayer,
  one: Float32Array,
  other: Float32Array,
): Omit<LayerDistance, 'cka'> {
  let squares = 0;
  let own = 0;
  let changed = 0;
  for (let unit = 0; unit < layer.units; unit++) {
    const block = blockIndices(layers, [layer.firstSlice + unit]);
    const a = gather(one, block);
    const b = gather(other, block);
    let moved = 0;
    for (let i = 0; i < a.length; i++) {
      moved += (a[i]! - b[i]!) ** 2;
      own += a[i]! ** 2;
    }
    squares += moved;
    if (moved > 0) changed += 1;
  }
  return {
    layer: layer.name,
    distance: Math.sqrt(squares),
    norm: Math.sqrt(own),
    slices: layer.units,
    changed,
  };
}
