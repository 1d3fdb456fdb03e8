import { createRandom } from '../../../math/random/random';

/** L L' with a random L whose rows have a norm near 1 and whose pivots are not small; rounded to float32. */
export function drawPositive(size: number): Float32Array<ArrayBuffer> {
  const random = createRandom(8, `positive matrix of ${size}`);
  const factor = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) factor[i * size + j] = random.normal() / Math.sqrt(size);
    factor[i * size + i] = 0.5 + random.uniform();
  }
  return Float32Array.from(multiplyTransposed(factor, size));
}

/** L L' of a lower triangular L. */
export function multiplyTransposed(factor: Float32Array | Float64Array, size: number): Float64Array {
  const product = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k <= j; k++) sum += factor[i * size + k]! * factor[j * size + k]!;
      product[i * size + j] = sum;
      product[j * size + i] = sum;
    }
  }
  return product;
}
