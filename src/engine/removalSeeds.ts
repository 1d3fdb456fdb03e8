import { createRandom } from '../math/random';

/**
 * A seed for each of several removals one after the other. Under one seed for all, the selections `random` and `one` would draw the very same slices
 * every time, and every sample would see the same noise.
 */
export function removalSeeds(seed: number, count: number): number[] {
  const random = createRandom(seed, 'removals');
  return Array.from({ length: count }, () => random.bits());
}
