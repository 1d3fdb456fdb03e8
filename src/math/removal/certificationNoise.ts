/** Loss constants of the bound: Lipschitz constants of gradient (L) and Hessian (M), as fixed in the authors' code. */
const hessianLipschitz = 0.25;
const gradientLipschitz = 1;

export interface CertificationTerms {
  /** Privacy parameters of the removal, both positive. */
  readonly epsilon: number;
  readonly delta: number;
  /** n, training samples before the removal. */
  readonly sampleCount: number;
  /** How many samples are removed at once (m in the formula); 1 for a single removal. */
  readonly removedCount: number;
  /** lambda, the damping (strong convexity) of the loss. */
  readonly damping: number;
}

/**
 * Standard deviation of the Gaussian certification noise on each updated parameter:
 *   sigma = 2 M L^2 m^2 / (n^2 lambda^3) / epsilon * sqrt(2 ln(1.25 / delta)),  M = 0.25, L = 1.
 * Source: Sekhari, Acharya, Kamath, Suresh (NeurIPS 2021), as used by Mehta et al. (CVPR 2022), Algorithm 1, step 5.
 * @throws RangeError when a term is not positive, or delta is 1.25 or more
 */
export function certificationSigma({
  epsilon,
  delta,
  sampleCount,
  removedCount,
  damping,
}: CertificationTerms): number {
  for (const [name, value] of Object.entries({ epsilon, delta, sampleCount, removedCount, damping })) {
    if (!(value > 0)) throw new RangeError(`certification noise needs a positive ${name}, got ${value}`);
  }
  if (!(delta < 1.25)) throw new RangeError(`certification noise needs delta < 1.25, got ${delta}`);
  const sensitivity =
    (2 * hessianLipschitz * gradientLipschitz ** 2 * removedCount ** 2) / (sampleCount ** 2 * damping ** 3);
  return (sensitivity / epsilon) * Math.sqrt(2 * Math.log(1.25 / delta));
}
