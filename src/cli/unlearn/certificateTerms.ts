/** The terms of a run's certificate as they are typed. */

import {
  type CertificateNumber,
  type CertificateTerms,
  certificateNumbers,
} from '../../engine/certificate/terms';
import { OptionError } from '../commandError';
import { readNumber } from '../options/option';

const names = ['epsilon', 'delta', 'sigma'] as const satisfies readonly CertificateNumber[];

/**
 * Reads "1,1e-5,0.02": epsilon, delta, sigma.
 * @throws OptionError that names the number, its value and what is allowed
 */
export function readTerms(text: string): CertificateTerms {
  const parts = text.split(',');
  if (parts.length !== names.length) throw new OptionError('cli.certificateTerms', [{ text }]);
  const [epsilon, delta, sigma] = names.map((name, i) =>
    readNumber(`certificate ${name}`, parts[i]!, certificateNumbers[name]),
  ) as [number, number, number];
  return { epsilon, delta, sigma, releases: 1 };
}

/** The terms as they are read. */
export const writeTerms = (terms: CertificateTerms) => names.map((name) => terms[name]).join();
