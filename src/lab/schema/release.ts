/**
 * A release as one JSON file (docs/certificate.md): weights with certified noise, and what was promised of them. Nothing else leaves with it: no seed, no
 * digest, no date, no number of removals.
 */

import * as v from 'valibot';
import type { Release } from '../../engine/certificate/release';
import { certificateTerms } from '../../engine/certificate/terms';
import { type Form, readForm } from '../../model/schema/read';
import { encodeBase64 } from './base64';
import { words } from './bytes';

const { epsilon, delta, sigma } = certificateTerms.entries;

export const releaseSchema = v.object({
  format: v.literal('lethe-release'),
  version: v.literal(1),
  epsilon,
  delta,
  /** Deviation of the noise on each weight. */
  sigma,
  /** Float32, little-endian, base64: the kernel (inputs x classes, row by row), then the biases. */
  weights: words,
});

export const releaseForm = {
  format: 'lethe-release',
  versionIn: 'version',
  version: 1,
  schema: releaseSchema,
  migrations: {},
} satisfies Form<typeof releaseSchema>;

/** The text of a release's file. */
export function writeRelease({ epsilon, delta, sigma, weights }: Release): string {
  const { format, version } = releaseForm;
  return JSON.stringify({ format, version, epsilon, delta, sigma, weights: encodeBase64(weights) });
}

/**
 * Reads the text of a release's file back.
 * @param file its name, for the message
 * @throws FieldError that names the field, what it may be and what it is
 */
export function readRelease(text: string, file: string): Release {
  const { epsilon, delta, sigma, weights } = readForm(releaseForm, JSON.parse(text), file);
  return { epsilon, delta, sigma, weights: new Float32Array(weights) };
}
