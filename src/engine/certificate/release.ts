/**
 * A release: the model as it may be given away, w' + fresh N(0, sigma^2 I) on all weights. It is (epsilon, delta)-indistinguishable, both ways and up to
 * floating point, from the model retrained on what is left and released with the same sigma: the two are normal distributions whose means are at most r
 * apart, and r, with that of all releases before, is at most Delta. The session's model stays without noise.
 */

import { togetherAt } from '../../math/removal/distanceBound';
import { SaidError } from '../../words/saidError';
import { removedSamples, type Session, standing } from '../session';
import { measureBound } from './measureBound';
import { drawReleaseNoise } from './releaseNoise';
import { allowedOf, type Certificate, type CertificateTerms } from './terms';

/** What is given away: the weights, and what was promised of them. Nothing else leaves with it. */
export interface Release extends Pick<CertificateTerms, 'epsilon' | 'delta' | 'sigma'> {
  /** The flat vector, with noise. */
  readonly weights: Float32Array;
}

/** r of the session's present model; null where there is no bound, or it was not measured. */
export function presentBound(session: Session): number | null {
  const state = standing(session);
  if (state === 0) return session.certificate?.originalBound ?? null;
  return session.removals[state - 1]!.report.distanceBound ?? null;
}

/** What all releases would amount to, with one more at a bound. */
export function releasedTogether({ released }: Pick<Certificate, 'released'>, bound: number): number {
  return togetherAt([...released.map((made) => made.bound), bound]);
}

/**
 * Makes a release of the session's present model. r is measured anew. The release counts from then on, also where the model goes back in its history.
 * @throws SaidError where no terms are fixed, no release is left, or r is over Delta; AbortError when cancelled
 */
export async function makeRelease(session: Session, signal?: AbortSignal): Promise<Release> {
  const { certificate, parameters } = session;
  if (!certificate) throw new SaidError('engine.certificate.notFixed', []);
  const { epsilon, delta, sigma, releases, released } = certificate;
  if (released.length >= releases) throw new SaidError('engine.certificate.noneLeft', [{ releases }]);
  const bound = await measureBound(session, parameters, removedSamples(session), signal);
  const allowed = allowedOf(certificate);
  if (bound === null || !(releasedTogether(certificate, bound) <= allowed)) {
    const together = bound === null ? Number.NaN : releasedTogether(certificate, bound);
    throw new SaidError('engine.certificate.tooFar', [{ together, allowed, before: released.length }]);
  }
  session.certificate = { ...certificate, released: [...released, { state: standing(session), bound }] };
  const noise = drawReleaseNoise(parameters.length, sigma);
  return { epsilon, delta, sigma, weights: parameters.map((value, i) => value + noise[i]!) };
}
