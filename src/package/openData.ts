import { loadData } from '../cli/loadData';
import type { Dataset } from '../data/dataset';

export interface OpenDataOptions {
  /** Of data that the lab draws; default 1, the seed that the shipped weights were trained with. */
  readonly seed?: number;
  /** The first images of each class, so many in all; default all. */
  readonly trainingLimit?: number;
}

/**
 * Opens a data set.
 * @param data the id of a source (fashion, digits, shapes-32, mnist, fashion-mnist, cifar10), or paths of files and folders of one data set
 * @throws SaidError when there is neither a source nor a file of this name; DataError when the files are no data set
 */
export function openData(
  data: string | readonly string[],
  { seed = 1, trainingLimit }: OpenDataOptions = {},
): Promise<Dataset> {
  const parts = typeof data === 'string' ? [data] : data;
  return loadData(parts, { seed, ...(trainingLimit === undefined ? {} : { trainingLimit }) });
}
