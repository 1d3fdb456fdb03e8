import { balancedSubset } from './balancedSubset';
import type { Dataset, DatasetParts, ImageShape, Normalisation } from './dataset';
import { withDigest } from './digest';
import { loadDownload } from './download';
import { CIFAR10, FASHION_MNIST, type KnownData, MNIST } from './knownData';
import type { LoadOptions } from './loadOptions';
import { makeDigits } from './made/digits';
import { makeShapes } from './made/shapes';
import { SHAPE_CLASSES } from './made/shapes/drawings';
import { readFiles } from './readFiles';

/** A place that data can come from, and what is known of the data before they are loaded. */
export interface DataSource {
  /** Also the id of the data set that it loads. */
  readonly id: string;
  readonly name: string;
  /** One sentence for the menu. */
  readonly description: string;
  /** Made by the lab itself from a seed, fetched from a public host, or read from files that the user hands over. */
  readonly kind: 'builtin' | 'download' | 'files';
  /** null where the user's files decide, as with the next two. */
  readonly shape: ImageShape | null;
  readonly classNames: readonly string[] | null;
  readonly normalisation: Normalisation | null;
  /** One plain sentence: where the images come from. */
  readonly origin: string;
  readonly licence: string;
  /** As plain text; empty where there is nothing to cite. */
  readonly citation: string;
  /**
   * Loads the data set.
   * @throws DataError when the data cannot be had, or are not what they should be
   * @throws RangeError when trainingLimit asks for more images of a class than there are
   */
  load(options: LoadOptions): Promise<Dataset>;
}

/** For data that the lab makes. */
const OWN_WORK = 'Made by the lab itself: nobody has rights in it.';

/** The one table that menus, permalinks, the command line and tests go by. */
export const dataSources: readonly DataSource[] = [
  {
    id: 'digits',
    name: 'Handwritten-like digits',
    description: '6,000 training and 1,000 validation digits drawn by the lab itself; nothing to download.',
    kind: 'builtin',
    shape: [28, 28, 1],
    classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    normalisation: { mean: [0.12], standardDeviation: [0.2836] },
    origin: 'Drawn by the lab itself from stroke skeletons; no person wrote them.',
    licence: OWN_WORK,
    citation: '',
    load: async ({ seed, trainingLimit, onProgress }) =>
      ownWork(makeDigits(onProgress ? { seed, onProgress } : { seed }), trainingLimit),
  },
  {
    id: 'shapes-32',
    name: 'Shapes in colour',
    description: '6,000 training and 1,000 validation pictures of ten things, painted by the lab itself.',
    kind: 'builtin',
    shape: [32, 32, 3],
    classNames: SHAPE_CLASSES.map(({ name }) => name),
    normalisation: { mean: [0.4329, 0.4243, 0.4345], standardDeviation: [0.2224, 0.2223, 0.2195] },
    origin: 'Painted by the lab itself from drawings of its own.',
    licence: OWN_WORK,
    citation: '',
    load: async ({ seed, trainingLimit, onProgress }) =>
      ownWork(makeShapes(onProgress ? { seed, onProgress } : { seed }), trainingLimit),
  },
  downloadSource(MNIST, '60,000 training and 10,000 test images of handwritten digits, 28 x 28, grey.'),
  downloadSource(
    FASHION_MNIST,
    '60,000 training and 10,000 test images of clothes and shoes, 28 x 28, grey.',
  ),
  downloadSource(CIFAR10, '50,000 training and 10,000 test photographs, 32 x 32, in colour.'),
  {
    id: 'files',
    name: 'Your files',
    description:
      'Data from your disk, which never leave your machine: MNIST (IDX), CIFAR-10 (.bin), NumPy (.npz), or pictures in one folder per class.',
    kind: 'files',
    shape: null,
    classNames: null,
    normalisation: null,
    origin: 'Your own files.',
    licence: 'Yours to know.',
    citation: '',
    load: ({ files, ...options }) => readFiles(files, options),
  },
];

function ownWork(made: DatasetParts, trainingLimit: number | undefined): Dataset {
  const parts = { ...made, licence: OWN_WORK, citation: '' };
  return trainingLimit === undefined ? withDigest(parts) : balancedSubset(parts, trainingLimit);
}

function downloadSource(known: KnownData, description: string): DataSource {
  return { ...known, description, kind: 'download', load: (options) => loadDownload(known.id, options) };
}

/** @throws RangeError when no source has this id */
export function findSource(id: string): DataSource {
  const source = dataSources.find((candidate) => candidate.id === id);
  if (source) return source;
  const known = dataSources.map((candidate) => candidate.id).join(', ');
  throw new RangeError(`unknown data source "${id}"; there are ${known}`);
}
