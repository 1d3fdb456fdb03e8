/** How many training images a person can take so that each class has equally many. */

/** Sizes worth offering. */
const sizes = [1000, 10_000];

/** The sizes below all that are there, for which every class has enough images. */
export function balancedLimits(trainingCounts: readonly number[]): number[] {
  const total = trainingCounts.reduce((sum, count) => sum + count, 0);
  return sizes.filter((size) => {
    const perClass = size / trainingCounts.length;
    const isEnough = trainingCounts.every((count) => count >= perClass);
    return size < total && Number.isInteger(perClass) && isEnough;
  });
}
