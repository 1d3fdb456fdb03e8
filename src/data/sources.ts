import type { Dataset } from './dataset';
import { makeDigits } from './digits';
import { type NamedBytes, readMnistFiles } from './mnistFiles';

/** What a source may need; each takes what it uses and leaves the rest. */
export interface LoadOptions {
  /** For data made from a seed. */
  readonly seed: number;
  /** For data read from the user's files. */
  readonly files: readonly NamedBytes[];
  /** Called with the share done, from 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
}

/** A place that data can come from; its id is the id of the data set that it loads. */
export interface DataSource {
  readonly id: string;
  readonly name: string;
  /** One sentence for the menu. */
  readonly description: string;
  /** Made by the lab itself from a seed, or read from files that the user hands over. */
  readonly kind: 'builtin' | 'files';
  load(options: LoadOptions): Promise<Dataset>;
}

/** The one table that menus, permalinks, the command line and tests go by. */
export const dataSources: readonly DataSource[] = [
  {
    id: 'digits',
    name: 'Handwritten-like digits',
    description: '6,000 training and 1,000 validation digits drawn by the lab itself; nothing to download.',
    kind: 'builtin',
    load: async ({ seed, onProgress }) => makeDigits(onProgress ? { seed, onProgress } : { seed }),
  },
  {
    id: 'mnist-files',
    name: 'MNIST (your files)',
    description: 'The IDX files of MNIST from your disk, gzipped or not; they never leave your machine.',
    kind: 'files',
    load: ({ files, onProgress }) => readMnistFiles(files, onProgress),
  },
];

/** @throws RangeError when no source has this id */
export function findSource(id: string): DataSource {
  const source = dataSources.find((candidate) => candidate.id === id);
  if (source) return source;
  const known = dataSources.map((candidate) => candidate.id).join(', ');
  throw new RangeError(`unknown data source "${id}"; there are ${known}`);
}
