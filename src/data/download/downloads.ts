import { CIFAR10, FASHION_MNIST, type KnownData, MNIST } from '../knownData';

/** One parquet file of a data set: a row for each image. */
export interface RemoteSplit {
  readonly url: string;
  readonly sizeBytes: number;
  readonly count: number;
  /** The rows [from, to) in the order that the data set's authors gave the images; absent where the file has that order. */
  readonly officialOrder?: readonly RowRange[];
}

export type RowRange = readonly [from: number, to: number];

/** A data set that the lab can fetch: what it is, and where. */
export interface Download {
  readonly data: KnownData;
  /** The columns that hold the images (a struct with PNG `bytes`) and the class numbers. */
  readonly imageColumn: string;
  readonly labelColumn: string;
  readonly training: RemoteSplit;
  readonly validation: RemoteSplit;
}

const HUB = 'https://huggingface.co/datasets';
const MNIST_FILES = `${HUB}/ylecun/mnist/resolve/77f3279092a1c1579b2250db8eafed0ad422088c/mnist`;
const FASHION_MNIST_FILES = `${HUB}/zalando-datasets/fashion_mnist/resolve/531be5e2ccc9dba0c201ad3ae567a4f3d16ecdd2/fashion_mnist`;
const CIFAR10_FILES = `${HUB}/uoft-cs/cifar10/resolve/0b2714987fa478483af9968de7c934580d0bb9a2/plain_text`;

/** Addresses name a revision, so what they give does not change under us. Sizes are those of that revision. */
export const downloads: Readonly<Record<KnownData['id'], Download>> = {
  mnist: {
    data: MNIST,
    imageColumn: 'image',
    labelColumn: 'label',
    training: {
      url: `${MNIST_FILES}/train-00000-of-00001.parquet`,
      sizeBytes: 15_561_616,
      count: 60_000,
    },
    validation: {
      url: `${MNIST_FILES}/test-00000-of-00001.parquet`,
      sizeBytes: 2_595_890,
      count: 10_000,
    },
  },
  'fashion-mnist': {
    data: FASHION_MNIST,
    imageColumn: 'image',
    labelColumn: 'label',
    training: {
      url: `${FASHION_MNIST_FILES}/train-00000-of-00001.parquet`,
      sizeBytes: 30_931_277,
      count: 60_000,
    },
    validation: {
      url: `${FASHION_MNIST_FILES}/test-00000-of-00001.parquet`,
      sizeBytes: 5_175_617,
      count: 10_000,
    },
  },
  cifar10: {
    data: CIFAR10,
    imageColumn: 'img',
    labelColumn: 'label',
    training: {
      url: `${CIFAR10_FILES}/train-00000-of-00001.parquet`,
      sizeBytes: 119_705_255,
      count: 50_000,
      // The rows follow the official archive, whose members are data_batch_4, 3, 2, 5, 1 in this sequence.
      officialOrder: [
        [40_000, 50_000],
        [20_000, 30_000],
        [10_000, 20_000],
        [0, 10_000],
        [30_000, 40_000],
      ],
    },
    validation: {
      url: `${CIFAR10_FILES}/test-00000-of-00001.parquet`,
      sizeBytes: 23_940_850,
      count: 10_000,
    },
  },
};
