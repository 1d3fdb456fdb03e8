/**
 * How far weights are from those of retraining, by what is left of the gradient. F is mu-strongly convex, w* its minimum, w_r weights where training stopped
 * with a gradient of at most tau:
 *   |w - w_r| <= |w - w*| + |w_r - w*| <= (|grad F(w)| + tau) / mu,
 * whatever made w. The gradient of what is left as the measure of a removal is from C. Guo, T. Goldstein, A. Hannun and L. van der Maaten, "Certified data
 * removal from machine learning models", ICML 2020, section 3; their mechanism, which perturbs the loss, is not used here.
 */

/**
 * r = (|grad F(w)| + tau) / mu.
 * @param gradientNorm |grad F(w)|, of loss and decay, over what is left
 * @param trainingGradient tau, the gradient at which a training stops
 * @param decay mu, positive, on every weight
 */
export function distanceBound(gradientNorm: number, trainingGradient: number, decay: number): number {
  if (!(gradientNorm >= 0 && trainingGradient >= 0 && decay > 0)) {
    throw new RangeError(
      `distanceBound needs gradients from 0 and a positive decay, got ${gradientNorm}, ${trainingGradient} and ${decay}`,
    );
  }
  return (gradientNorm + trainingGradient) / decay;
}

/** What several releases with the same noise amount to: normal noise composes as one release at the distance sqrt(sum of r^2). */
export function togetherAt(bounds: readonly number[]): number {
  return Math.hypot(...bounds);
}
