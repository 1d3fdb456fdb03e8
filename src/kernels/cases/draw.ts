import { createRandom } from '../../math/random/random';

/** Seeded standard normal entries in float32. */
export function drawNormals(length: number, label: string, scale = 1): Float32Array {
  const random = createRandom(7, label);
  return Float32Array.from({ length }, () => scale * random.normal());
}

export const absolute = (values: Float32Array): Float32Array => values.map(Math.abs);
