/** The certificate of a run: its terms are fixed before the first removal, and its one release lies in the folder (release.json). */

import { join } from 'node:path';
import { fixCertificate } from '../../engine/certificate/fixCertificate';
import { makeRelease } from '../../engine/certificate/release';
import type { CertificateTerms } from '../../engine/certificate/terms';
import type { Session } from '../../engine/session';
import { writeRelease } from '../../lab/schema/release';
import { SaidError, sayError } from '../../words/saidError';
import { say } from '../../words/say';
import { readOptional, replaceFile } from '../folder/files';

const fileOf = (folder: string) => join(folder, 'release.json');

/** Fixes the terms of a session without removals. A release that lies in the folder counts. */
export async function beginCertificate(
  folder: string,
  session: Session,
  terms: CertificateTerms,
  signal: AbortSignal,
): Promise<void> {
  const certificate = await fixCertificate(session, terms, signal);
  if (await readOptional(fileOf(folder))) {
    session.certificate = { ...certificate, released: [{ state: 0, bound: 0 }] };
  }
}

/** Makes the release of a finished run, or says why there is none. One that is there stays. */
export async function releaseRun(folder: string, session: Session, signal: AbortSignal): Promise<void> {
  if (!session.certificate) return;
  try {
    const release = await makeRelease(session, signal);
    await replaceFile(fileOf(folder), `${writeRelease(release)}\n`);
    console.log(say('cli.released', { file: fileOf(folder) }));
  } catch (error) {
    if (!(error instanceof SaidError)) throw error;
    console.log(sayError(error));
  }
}
