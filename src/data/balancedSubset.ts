import { SaidError } from '../words/saidError';
import type { Dataset, DatasetParts, ImageSet } from './dataset';
import { withDigest } from './digest';
import { nextImages } from './guardImages';
import { takeSamples } from './takeSamples';

/**
 * The data set with fewer training images: the first trainingLimit / classes of each class, in their original order;
 * the validation part stays, and the guard gets the next images of each class where there are enough, else those that it had. Drawn data keep what was
 * drawn for the guard. So are the 10,000 images defined that weights for MNIST and CIFAR-10 are trained on.
 * @throws SaidError when trainingLimit is not a positive multiple of the number of classes, or a class has too few
 */
export function balancedSubset(dataset: DatasetParts, trainingLimit: number): Dataset {
  const { classNames, training } = dataset;
  const perClass = trainingLimit / classNames.length;
  if (!Number.isInteger(perClass) || perClass < 1) {
    throw new SaidError('data.limit.noMultiple', [{ classes: classNames.length, limit: trainingLimit }]);
  }
  const taken = firstOfEachClass(training, classNames, perClass);
  const { guard: had } = dataset;
  const isOwn = had !== undefined && had.from !== 'validation' && !had.isLater;
  const guard = isOwn ? had : (nextImages(dataset, new Set(taken)) ?? had);
  return withDigest({ ...dataset, guard, training: takeSamples(dataset, taken) });
}

/** Indices of the first `perClass` images of each class, ascending. */
function firstOfEachClass({ labels }: ImageSet, classNames: readonly string[], perClass: number): number[] {
  const taken = new Array<number>(classNames.length).fill(0);
  const indices: number[] = [];
  for (let index = 0; index < labels.length; index++) {
    const label = labels[index]!;
    if (taken[label]! >= perClass) continue;
    taken[label]!++;
    indices.push(index);
  }
  const short = taken.findIndex((count) => count < perClass);
  if (short >= 0) {
    throw new SaidError('data.limit.tooFew', [
      { perClass, found: taken[short]!, label: short, class: classNames[short]! },
    ]);
  }
  return indices;
}
