/** Measures a model of one's own under the usual scalings, and proposes one. */

import type { Dataset, ImageSet } from '../../data/dataset';
import { imageSizeBytes } from '../../data/dataset';
import { evaluateSet, summarise } from '../evaluation';
import type { Job } from '../job';
import type { Network } from '../network';
import { type InputScaling, type MeasuredScaling, type ModelScaling, scalingsFor } from './scaling';

/** So many images of each part are looked at: the same ones under each scaling. */
export const measuredImages = 2000;

/**
 * Accuracy and loss under each usual scaling. The one with the smallest loss on training and held-out images together is proposed. Held-out images alone would
 * reward an overconfident model for being fed with less, and training images alone one that has them all right for being fed with more.
 * @param layers the scaling that the model's own first layers do
 * @returns null where the loss is a number under none of them
 */
export async function measureScalings(
  network: Network,
  dataset: Dataset,
  parameters: Float32Array,
  layers: InputScaling | null,
  { signal, onProgress }: Job = {},
): Promise<ModelScaling | null> {
  network.setParameters(parameters);
  const size = imageSizeBytes(dataset.shape);
  const training = firstImages(dataset.training, size);
  const validation = firstImages(dataset.validation, size);
  const rows: MeasuredScaling[] = [];
  const scalings = scalingsFor(dataset, layers);
  for (const [i, { id, normalisation }] of scalings.entries()) {
    const scaled = { ...dataset, normalisation };
    const trained = await measure(network, scaled, training, signal);
    const held = (await measure(network, scaled, validation, signal)) ?? trained;
    onProgress?.((i + 1) / scalings.length);
    if (!trained || !held || !Number.isFinite(trained.loss + held.loss)) continue;
    const { mean, standardDeviation } = normalisation;
    rows.push({ id, mean, standardDeviation, trainingLoss: trained.loss, ...held });
  }
  if (rows.length === 0) return null;
  const lossOf = ({ trainingLoss, loss }: MeasuredScaling) => trainingLoss + loss;
  const best = rows.reduce((least, row) => (lossOf(row) < lossOf(least) ? row : least));
  return { id: best.id, measured: rows };
}

async function measure(network: Network, dataset: Dataset, set: ImageSet, signal: AbortSignal | undefined) {
  if (set.count === 0) return null;
  return summarise(await evaluateSet(network, dataset, set, { signal }), set.labels);
}

function firstImages({ count, images, labels }: ImageSet, size: number): ImageSet {
  const most = Math.min(count, measuredImages);
  return { count: most, images: images.subarray(0, most * size), labels: labels.subarray(0, most) };
}
