/** The random halves of the training data that the models of an ensemble see: all from one seed, so that a model can be made alone, and again. */

import { createRandom } from '../../math/random/random';

/** What model number `model` is trained on: half of so many samples (less a half where they are odd), rising. */
export function drawHalf(seed: number, model: number, count: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, sample) => sample);
  createRandom(seed, `ensemble half ${model}`).shuffle(order);
  return order.slice(0, Math.floor(count / 2)).sort();
}

/** The seed of its training: of its initial weights and the order of its samples. */
export function memberSeed(seed: number, model: number): number {
  return createRandom(seed, `ensemble training ${model}`).bits();
}

/** 1 for every sample that the model is trained on. */
export function halfMask(seed: number, model: number, count: number): Uint8Array {
  const mask = new Uint8Array(count);
  for (const sample of drawHalf(seed, model, count)) mask[sample] = 1;
  return mask;
}
