/**
 * The images of sets that are evaluated again and again, where the backend has them: on a GPU as bytes, uploaded once and normalised there; elsewhere, and
 * where a set is larger than the device can bind or has features in the images' place, they are made on the CPU each time. The values are the same, bit for bit.
 */

import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import {
  type Dataset,
  type ImageSet,
  imageSizeBytes,
  inputShapeOf,
  type Normalisation,
  normalisedLevels,
  normaliseSamples,
} from '../data/dataset';
import type { Gpu } from '../gpu/device';
import { normaliseImagesKernel, packImages, recordNormaliseImages } from '../kernels/network/normaliseImages';
import { sharedGpu } from '../kernels/tfjs/sharedGpu';
import { runPlan } from '../kernels/tfjs/tfjsPlan';

export interface ImageStore {
  /**
   * Images of a set that is kept, in any order, as the network takes them; the caller disposes them.
   * @param places of the images in the set
   * @returns [places, height, width, channels]
   */
  load(set: ImageSet, dataset: Dataset, places: ArrayLike<number>): tf.Tensor;
  /** Drops all images; they are uploaded again when they are needed. */
  dispose(): void;
}

interface StoredSet {
  readonly normalisation: Normalisation;
  readonly images: tf.Tensor1D;
  readonly levels: tf.Tensor1D;
}

/** Makes a store. Sets are told apart by identity. */
export function createImageStore(): ImageStore {
  const sets = new Map<ImageSet, StoredSet>();

  function store(set: ImageSet, dataset: Dataset): StoredSet {
    const known = sets.get(set);
    if (known?.normalisation === dataset.normalisation) return known;
    known?.levels.dispose();
    const stored = {
      normalisation: dataset.normalisation,
      images: known?.images ?? tf.keep(tf.tensor1d(packImages(set.images), 'int32')),
      levels: tf.keep(tf.tensor1d(normalisedLevels(dataset))),
    };
    sets.set(set, stored);
    return stored;
  }

  return {
    load(set, dataset, places) {
      const gpu = sharedGpu();
      if (!gpu || set.features || !fitsDevice(gpu, set)) {
        const shape = inputShapeOf({ shape: dataset.shape, training: set });
        return tf.tensor(normaliseSamples(set, dataset, places), [places.length, ...shape]);
      }
      const { images, levels } = store(set, dataset);
      return tf.tidy(() => {
        const rows = tf.tensor1d(Int32Array.from(places), 'int32');
        return normaliseOnGpu(gpu, dataset, images, levels, rows);
      });
    },
    dispose() {
      for (const { images, levels } of sets.values()) tf.dispose([images, levels]);
      sets.clear();
    },
  };
}

/** Whether the device can bind the images of a set. */
export function fitsDevice({ device }: Pick<Gpu, 'device'>, { images }: Pick<ImageSet, 'images'>): boolean {
  return images.length + 8 <= device.limits.maxStorageBufferBindingSize;
}

function normaliseOnGpu(
  gpu: Gpu,
  { shape }: Pick<Dataset, 'shape'>,
  images: tf.Tensor1D,
  levels: tf.Tensor1D,
  places: tf.Tensor1D,
): tf.Tensor {
  const sizes = { rows: places.size, size: imageSizeBytes(shape), channels: shape[2] };
  const info = runPlan(gpu, tf.backend() as WebGPUBackend, {
    inputs: [images, levels, places],
    outputShape: [places.size, ...shape],
    kernels: [normaliseImagesKernel],
    record: ({ list }, [words, table, rows], output) =>
      recordNormaliseImages(list, sizes, { images: words!, levels: table!, places: rows!, output }),
  });
  return tf.engine().makeTensorFromTensorInfo(info);
}
