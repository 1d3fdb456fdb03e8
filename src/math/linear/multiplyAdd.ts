/**
 * A chain of multiplications with an addition, x_{k+1} = factor x_k + shift, after so many steps:
 *   x_k = factor^k x_0 + shift (1 + factor + ... + factor^(k-1))
 * Four chains that start at x, x + 1, x + 2 and x + 3, added up. The oracle of the kernel multiplyAdd.
 */
export function multiplyAdd(x: number, steps: number, factor: number, shift: number): number {
  const power = factor ** steps;
  const geometric = factor === 1 ? steps : (1 - power) / (1 - factor);
  return power * (4 * x + 6) + 4 * shift * geometric;
}
