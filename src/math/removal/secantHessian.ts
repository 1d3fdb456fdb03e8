/**
 * Hessians from a secant pair s = w2 - w1, y = g2 - g1, and their combination for one removal.
 *   secant      H = y y' / (s' y)                       the rank-one matrix with H s = y (symmetric rank one, H0 = 0)
 *   secant-l1   H = y y' / sum_i |s_i + 1e-6|           what the authors' code divides by (grad_utils.py)
 *   equation 13 H' = (n H_full - H_sample) / (n - 1)    Mehta, Pal, Singh, Ravi, CVPR 2022; with m samples at once, whose mean loss has
 *               H_sample, (n H_full - m H_sample) / (n - m)
 * All are of rank one or two, and are kept as terms scale * v v' in O(p) memory.
 */

import { dot } from '../linear/vector';

/** The matrix scale * vector vector'. */
export interface RankOne {
  readonly scale: number;
  readonly vector: Float64Array;
}

export interface SecantPair {
  /** Difference of parameters. */
  readonly s: Float64Array;
  /** Difference of gradients at those parameters. */
  readonly y: Float64Array;
}

/** s' y relative to |s| |y| below which the pair shows no positive curvature that float32 gradients could be trusted for. */
const smallestCurvature = 1e-8;

/**
 * y y' / (s' y). Guard: where s' y is not clearly positive (non-convex, or no step at all) the pair tells nothing about a
 * positive curvature, and the Hessian is 0: the damping alone remains.
 */
export function secantHessian({ s, y }: SecantPair): RankOne & { readonly curvature: number } {
  const curvature = dot(s, y);
  const used = curvature > smallestCurvature * Math.sqrt(dot(s, s) * dot(y, y));
  return { scale: used ? 1 / curvature : 0, vector: y, curvature };
}

/** y y' / sum |s_i + 1e-6|, the authors' formula; for comparison. The offset comes from torch's PairwiseDistance. */
export function secantHessianL1({ s, y }: SecantPair): RankOne {
  const length = s.reduce((sum, value) => sum + Math.abs(value + 1e-6), 0);
  return { scale: 1 / length, vector: y };
}

/**
 * Equation 13: the Hessian of the training loss without the samples, (n H_full - m H_sample) / (n - m).
 * @param sampleCount n, with the samples
 * @param removedCount m
 * @throws RangeError unless n > m >= 1
 */
export function removeSample(
  full: RankOne,
  sample: RankOne,
  sampleCount: number,
  removedCount = 1,
): RankOne[] {
  const rest = countRest(sampleCount, removedCount);
  return [
    { scale: (full.scale * sampleCount) / rest, vector: full.vector },
    { scale: (-sample.scale * removedCount) / rest, vector: sample.vector },
  ];
}

/** n - m. @throws RangeError unless n > m >= 1 */
export function countRest(sampleCount: number, removedCount: number): number {
  if (!(sampleCount > removedCount && removedCount >= 1)) {
    throw new RangeError(
      `a removal needs more training samples than it removes, got n=${sampleCount} and m=${removedCount}`,
    );
  }
  return sampleCount - removedCount;
}

/** The p x p matrix sum_k scale_k v_k v_k' + damping I, row-major. The oracle of the kernel, and of the closed-form solve. */
export function writeOut(terms: readonly RankOne[], damping: number, size: number): Float64Array {
  const dense = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      let entry = i === j ? damping : 0;
      for (const { scale, vector } of terms) entry += scale * vector[i]! * vector[j]!;
      dense[i * size + j] = entry;
    }
  }
  return dense;
}
