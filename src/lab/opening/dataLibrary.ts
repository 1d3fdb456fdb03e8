/** Where data come from, and those that are kept. */

import type { Dataset } from '../../data/dataset';
import type { ReadShipped } from '../../data/shipped/readShipped';
import { findSource, sourceOf } from '../../data/sources';
import type { Text } from '../../words/catalogue';
import { message } from '../../words/say';
import type { FirstImages } from '../protocol';
import type { Visit } from '../store';

/** The seed of the built-in data, and of the weights that ship with it. */
const builtInSeed = 1;

export interface DataLibrary {
  /**
   * Data of a source that needs no files: as they lie in memory where they are the same, else made or downloaded.
   * @param trainingLimit only so many training images; null: all
   * @param fetchFrom for downloads, in place of the platform's own
   * @throws DataError when they cannot be had; AbortError when cancelled
   */
  load(
    id: string,
    trainingLimit: number | null,
    signal: AbortSignal,
    fetchFrom?: typeof fetch,
  ): Promise<Dataset>;
  /** Data by their digest: those kept last, others in memory, or made by the lab; null where they are not to be had. */
  find(id: string, digest: string, signal: AbortSignal): Promise<Dataset | null>;
  /** Keeps data in memory, in place of others under the same name. */
  keep(dataset: Dataset): void;
  /** What it takes to have the data again. */
  describe(dataset: Dataset): Visit['dataset'];
}

/**
 * @param readShipped reads the files that come with the lab
 * @param onLoading told how far the loading of a source is
 * @param onFirst given the first images while the others come
 */
export function createDataLibrary(
  readShipped: ReadShipped,
  onLoading: (what: Text, fraction: number) => void,
  onFirst: (images: FirstImages) => void,
): DataLibrary {
  /** By their ids, those kept last at the end. */
  const kept = new Map<string, Dataset>();
  /** How many training images a data set was limited to when it was loaded; null: it is whole. The user's files are not in here. */
  const limits = new WeakMap<Dataset, number | null>();

  async function load(
    id: string,
    trainingLimit: number | null,
    signal: AbortSignal,
    fetchFrom?: typeof fetch,
  ): Promise<Dataset> {
    const source = findSource(id);
    const before = kept.get(id);
    if (before && (source.kind === 'files' || limits.get(before) === trainingLimit)) return before;
    const loaded = await source.load({
      seed: builtInSeed,
      files: [],
      readShipped,
      onProgress: (fraction) => onLoading(message(`data.sources.${source.base}.name`), fraction),
      onFirst: (first) => onFirst({ ...first, shape: source.shape!, classNames: source.classNames! }),
      signal,
      ...(trainingLimit === null ? {} : { trainingLimit }),
      ...(fetchFrom ? { fetch: fetchFrom } : {}),
    });
    limits.set(loaded, trainingLimit);
    return loaded;
  }

  return {
    load,

    async find(id, digest, signal) {
      const known = [...kept.values()].findLast((dataset) => dataset.digest === digest);
      if (known) return known;
      const source = sourceOf(id);
      const made = source?.kind === 'builtin' ? await load(id, null, signal) : null;
      return made?.digest === digest ? made : null;
    },

    keep(dataset) {
      kept.delete(dataset.id);
      kept.set(dataset.id, dataset);
    },

    describe(dataset) {
      const { id, name, digest } = dataset;
      const limit = limits.get(dataset);
      const kind = limit === undefined ? 'files' : findSource(id).kind;
      return { id, name, digest, kind, trainingLimit: limit ?? null };
    },
  };
}
