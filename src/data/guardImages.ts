/**
 * Images for the guard: neither trained on nor reported. The next of the source where there are more, else half of the validation set, every second
 * image of it, which is then no longer reported. Where that would leave either with fewer than a hundred images the guard goes by the validation set.
 * Data that ship as files have a file of further images (shipped/), data that are drawn have further ones drawn (made/).
 */

import type { DatasetParts, GuardImages, ImageSet } from './dataset';
import { joinSets, takeRows } from './takeSamples';

/** Images that are taken of a source that has more. */
export const mostGuardImages = 1000;
/** With fewer, one image is too much of an accuracy. */
export const fewestGuardImages = 100;

/** Images for the guard that are there already. */
export function guardInMemory(from: GuardImages['from'], images: ImageSet): GuardImages {
  return { from, count: images.count, load: async () => images };
}

/**
 * The data with images for the guard: as they are where they have some.
 * @returns the same object where there is nothing to split
 */
export function withGuard<T extends DatasetParts>(dataset: T): T {
  const { validation } = dataset;
  if (dataset.guard || validation.count < 2 * fewestGuardImages) return dataset;
  const every = (rest: number) => [...validation.labels.keys()].filter((index) => index % 2 === rest);
  const take = (indices: readonly number[]): ImageSet => takeRows(validation, indices);
  return { ...dataset, validation: take(every(0)), guard: guardInMemory('validation', take(every(1))) };
}

/**
 * The next images of a training set of which only some are trained on: of each class the first that are left, in equal number.
 * @param taken places of those that are trained on
 * @returns undefined where too few are left
 */
export function nextImages(
  { training, classNames }: DatasetParts,
  taken: ReadonlySet<number>,
): GuardImages | undefined {
  const byClass = classNames.map((_, label) =>
    [...training.labels.keys()].filter((index) => training.labels[index] === label && !taken.has(index)),
  );
  const most = Math.floor(mostGuardImages / classNames.length);
  const each = Math.min(most, ...byClass.map(({ length }) => length));
  if (each * classNames.length < fewestGuardImages) return undefined;
  const indices = byClass.flatMap((places) => places.slice(0, each)).sort((a, b) => a - b);
  return guardInMemory('source', takeRows(training, indices));
}

/** Held-out images in all, those that the guard took of them among them: as many as before there were images for the guard. */
export function countHeldOut({ validation, guard }: Pick<DatasetParts, 'validation' | 'guard'>): number {
  return validation.count + (guard?.from === 'validation' ? guard.count : 0);
}

/** The data with all held-out images in the validation set, in their old order: where nothing is removed, no guard needs any. */
export async function withoutGuard<T extends DatasetParts>(dataset: T): Promise<T> {
  const { validation, guard } = dataset;
  if (guard?.from !== 'validation') return dataset;
  const whole = joinSets(validation, await guard.load());
  const order = Array.from(
    { length: whole.count },
    (_, i) => (i >> 1) + (i % 2 === 0 ? 0 : validation.count),
  );
  return { ...dataset, validation: takeRows(whole, order), guard: undefined };
}
