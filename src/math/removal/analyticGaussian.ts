/**
 * The Gaussian mechanism, exactly (B. Balle and Y.-X. Wang, "Improving the Gaussian mechanism for differential privacy: analytical calibration and optimal
 * denoising", ICML 2018, theorem 8): two normal distributions of deviation sigma, their means a distance D apart, are (epsilon, delta)-indistinguishable,
 * both ways, just when
 *   delta >= Phi(D / 2 sigma - epsilon sigma / D) - e^epsilon Phi(-D / 2 sigma - epsilon sigma / D).
 * With a = D / 2 sigma, b = epsilon sigma / D and Phi(-x) = e^(-x^2/2) erfcx(x / sqrt 2) / 2 no factor overflows, as 2 a b = epsilon:
 *   e^epsilon Phi(-a - b) = e^(-(a - b)^2 / 2) erfcx((a + b) / sqrt 2) / 2.
 */

import { scaledErfc } from './scaledErfc';

/** A promise of indistinguishability. */
export interface Privacy {
  readonly epsilon: number;
  readonly delta: number;
}

/**
 * The smallest delta for an epsilon.
 * @param epsilon 0 or more
 * @param distance D, of the means, 0 or more
 * @param sigma of the noise, positive
 * @returns from 0 to 1
 * @throws RangeError when a term is out of range
 */
export function analyticGaussianDelta(epsilon: number, distance: number, sigma: number): number {
  if (!(epsilon >= 0 && distance >= 0 && sigma > 0)) {
    throw new RangeError(
      `analyticGaussianDelta needs epsilon and distance from 0 and a positive sigma, got ${epsilon}, ${distance} and ${sigma}`,
    );
  }
  if (distance === 0) return 0;
  const a = distance / (2 * sigma);
  const b = (epsilon * sigma) / distance;
  const gap = a - b;
  const scale = Math.exp(-(gap ** 2) / 2) / 2;
  const far = scaledErfc((a + b) / Math.SQRT2);
  const near = scaledErfc(Math.abs(gap) / Math.SQRT2);
  const delta = gap >= 0 ? 1 - scale * (near + far) : scale * (near - far);
  return Math.max(0, Math.min(1, delta));
}

/** Larger than any rounding of `analyticGaussianDelta` where delta is 1e-12 or more: what is promised is never more than what holds. */
const safety = 1e-6;

/**
 * The largest distance of the means at which noise of deviation sigma gives (epsilon, delta): by bisection, delta taken a millionth smaller, and the lower
 * end of the last interval.
 * @throws RangeError when epsilon or sigma is not positive, or delta not between 0 and 1
 */
export function allowedDistance({ epsilon, delta }: Privacy, sigma: number): number {
  if (!(epsilon > 0 && sigma > 0 && delta > 0 && delta < 1)) {
    throw new RangeError(
      `allowedDistance needs a positive epsilon and sigma and a delta between 0 and 1, got ${epsilon}, ${sigma} and ${delta}`,
    );
  }
  const bound = delta * (1 - safety);
  let low = 0;
  let high = 1;
  // In units of sigma, on which alone delta depends.
  while (analyticGaussianDelta(epsilon, high, 1) <= bound) high *= 2;
  for (let step = 0; step < 200 && high - low > 1e-12 * high; step++) {
    const middle = (low + high) / 2;
    if (analyticGaussianDelta(epsilon, middle, 1) <= bound) low = middle;
    else high = middle;
  }
  return low * sigma;
}
