/**
 * A model of the user's own for large images, on their pictures: its body turns every picture into a row of features, once, and the head is the network that
 * is trained on and unlearned from. Of the pictures small ones are kept, for people to see.
 */

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { type Dataset, type ImageSet, imageSizeBytes } from '../../data/dataset';
import { LARGEST_SIDE } from '../../data/formats/limits';
import { fitSquare } from '../../data/formats/picture';
import { guardInMemory } from '../../data/guardImages';
import { digestOf } from '../../engine/digest';
import { evaluateSet, summarise } from '../../model/evaluation';
import type { Job } from '../../model/job';
import { ModelError } from '../../model/modelError';
import { createNetwork } from '../../model/network';
import { bodyInput, bodyWidth, type OwnBody, readFeatures } from '../../model/own/body';
import {
  type MeasuredScaling,
  type ModelScaling,
  type ScalingId,
  scalingsFor,
} from '../../model/own/scaling';
import type { OwnModel } from '../../model/ownModel';
import { SaidError } from '../../words/saidError';

/** Images of each part that every scaling is measured on: the body takes seconds for a hundred. */
const measuredPictures = 40;

/** Features of all images together: 256 MB. */
const mostFeatures = 64e6;

export interface OnFeatures {
  readonly dataset: Dataset;
  /** The scaling that is taken; the others are no choice any more, as the features are made under it. */
  readonly scaling: ModelScaling;
}

/**
 * The data as the head of a model takes them.
 * @param dataset pictures of the size that the body takes
 * @param wanted this scaling of the pixels, in place of the best
 * @throws ModelError where the pictures are of another size, or too many for their features
 */
export async function withFeatures(
  dataset: Dataset,
  own: OwnModel & { readonly body: OwnBody },
  wanted: ScalingId | undefined,
  { signal, onProgress }: Job = {},
): Promise<OnFeatures> {
  const { body } = own;
  const takes = bodyInput(body);
  if (takes.some((size, axis) => size !== dataset.shape[axis])) {
    throw new ModelError('model.refused.needsPictures', { takes, input: dataset.shape });
  }
  const guard = await dataset.guard?.load(signal);
  const count = dataset.training.count + dataset.validation.count + (guard?.count ?? 0);
  if (count * bodyWidth(body) > mostFeatures) {
    throw new ModelError('model.refused.tooManyFeatures', { count, width: bodyWidth(body) });
  }
  const row = await chooseScaling(dataset, own, wanted, { signal });
  const normalisation = { mean: row.mean, standardDeviation: row.standardDeviation };
  let done = 0;
  const read = async (set: ImageSet): Promise<ImageSet> => {
    const before = done;
    const features = await readFeatures(body, { ...dataset, normalisation }, set, {
      signal,
      onProgress: (fraction) => onProgress?.((before + fraction * set.count) / count),
    });
    done += set.count;
    return { ...shrink(set, dataset), features };
  };
  const training = await read(dataset.training);
  const validation = await read(dataset.validation);
  const guarded = guard && guardInMemory(dataset.guard!.from, await read(guard));
  const side = Math.min(LARGEST_SIDE, dataset.shape[0]);
  return {
    dataset: {
      ...dataset,
      shape: [side, side, dataset.shape[2]],
      training,
      validation,
      ...(guarded && { guard: guarded }),
      digest: bytesToHex(sha256(utf8ToBytes(`${dataset.digest} ${digestOf(body.parameters)} ${row.id}`))),
    },
    scaling: { id: row.id, measured: [row] },
  };
}

/** The scaling under which the head does best on some of the pictures; the one that is wanted. */
async function chooseScaling(
  dataset: Dataset,
  { architecture, parameters, body, scaling: layers }: OwnModel & { readonly body: OwnBody },
  wanted: ScalingId | undefined,
  job: Job,
): Promise<MeasuredScaling> {
  const network = createNetwork(architecture, [1, 1, bodyWidth(body)], dataset.classNames.length);
  try {
    network.setParameters(parameters);
    const rows: MeasuredScaling[] = [];
    for (const { id, normalisation } of scalingsFor(dataset, layers)) {
      const measure = async (all: ImageSet) => {
        const some = firstOf(all, dataset);
        const features = await readFeatures(body, { ...dataset, normalisation }, some, job);
        const set = { ...some, features };
        return summarise(await evaluateSet(network, dataset, set, job), set.labels)!;
      };
      const [trained, held] = [await measure(dataset.training), await measure(dataset.validation)];
      if (!Number.isFinite(trained.loss + held.loss)) continue;
      rows.push({ id, ...normalisationOf(normalisation), trainingLoss: trained.loss, ...held });
    }
    const able = wanted ? rows.filter(({ id }) => id === wanted) : rows;
    if (able.length === 0 && wanted) {
      throw new SaidError('model.notMeasured', [{ id: wanted, measured: rows.map(({ id }) => id) }]);
    }
    if (able.length === 0) throw new SaidError('model.training.lossNotFinite', []);
    return able.reduce((best, row) =>
      row.trainingLoss + row.loss < best.trainingLoss + best.loss ? row : best,
    );
  } finally {
    network.dispose();
  }
}

function normalisationOf({ mean, standardDeviation }: Dataset['normalisation']) {
  return { mean, standardDeviation };
}

function firstOf({ count, images, labels }: ImageSet, { shape }: Dataset): ImageSet {
  const most = Math.min(count, measuredPictures);
  return {
    count: most,
    images: images.subarray(0, most * imageSizeBytes(shape)),
    labels: labels.subarray(0, most),
  };
}

/** The pictures as people see them. */
function shrink({ count, images, labels }: ImageSet, { shape }: Dataset): ImageSet {
  const [side, , channels] = shape;
  if (side <= LARGEST_SIDE) return { count, images, labels };
  const size = imageSizeBytes(shape);
  const small = new Uint8Array(count * LARGEST_SIDE ** 2 * channels);
  for (let i = 0; i < count; i++) {
    const pixels = images.subarray(i * size, (i + 1) * size);
    const picture = { width: side, height: side, channels: channels as 1 | 3, pixels };
    small.set(fitSquare(picture, LARGEST_SIDE).pixels, i * LARGEST_SIDE ** 2 * channels);
  }
  return { count, images: small, labels };
}
