/** What is fixed before anything is removed, and what was given away since: plain data, kept with the session. */

import * as v from 'valibot';
import { allowedDistance, type Privacy } from '../../math/removal/analyticGaussian';
import { list, measured, number, type Plain, whole } from '../../model/schema/plain';
import { errorOf } from '../../words/saidError';
import { checkNumber, type NumericParameter } from '../numericParameter';

/** The numbers of a certificate: one table for the panel, the command line and the checks. */
export const certificateNumbers = {
  epsilon: {
    words: 'certificateEpsilon',
    fallback: 1,
    minimum: 1e-3,
    maximum: 10,
    step: 0.1,
    whole: false,
  },
  delta: {
    words: 'certificateDelta',
    fallback: 1e-5,
    minimum: 1e-12,
    maximum: 0.1,
    step: 1e-5,
    whole: false,
  },
  sigma: {
    words: 'certificateSigma',
    fallback: 0.02,
    minimum: 1e-6,
    maximum: 10,
    step: 0.001,
    whole: false,
  },
  releases: {
    words: 'certificateReleases',
    fallback: 1,
    minimum: 1,
    maximum: 1000,
    step: 1,
    whole: true,
  },
} as const satisfies Record<string, NumericParameter>;

export type CertificateNumber = keyof typeof certificateNumbers;

const { epsilon, delta, sigma, releases } = certificateNumbers;

/** The terms: (epsilon, delta), the noise of a release on each weight, and how many releases there may be. */
export const certificateTerms = v.object({
  epsilon: number(epsilon.minimum, epsilon.maximum),
  delta: number(delta.minimum, delta.maximum),
  sigma: number(sigma.minimum, sigma.maximum),
  releases: whole(releases.minimum, releases.maximum),
});

export type CertificateTerms = Plain<typeof certificateTerms>;

export const certificateSchema = v.object({
  ...certificateTerms.entries,
  /** r of the original model. */
  originalBound: measured(0),
  /** What was given away: the state of the history, and r there when it was. */
  released: list(v.object({ state: whole(0), bound: measured(0) }), 0, releases.maximum),
});

/** A session's certificate. */
export type Certificate = Plain<typeof certificateSchema>;

/** Delta: what sqrt(r_1^2 + ... + r_T^2) of all releases may reach. */
export function allowedOf({ epsilon, delta, sigma }: Privacy & Pick<CertificateTerms, 'sigma'>): number {
  return allowedDistance({ epsilon, delta }, sigma);
}

/** @throws SaidError that names the number, its range and the value */
export function checkTerms(terms: CertificateTerms): void {
  for (const name of Object.keys(certificateNumbers) as CertificateNumber[]) {
    const complaint = checkNumber(certificateNumbers[name], terms[name]);
    if (complaint) throw errorOf(complaint);
  }
}
