/** Certificates: the form of their terms, releases, and what can be done where the model is too far for one. */

import { rowWords } from '../../words/rowWords';
import { say, sayMessage } from '../../words/say';
import {
  type CertificateNumber,
  type CertificateTerms,
  certificateNumbers,
  checkNumber,
  type FixedCertificate,
  type RemovalOffer,
} from '../../worker/protocol';
import { giveFile } from '../history/giveFile';
import { applyMoment } from '../jobs/applyMoment';
import { runJob } from '../jobs/job';
import { notify } from '../jobs/notices';
import { cancelledSentence } from '../removal/outcome';
import type { LabStore, State } from '../store';

export const certificateNames = Object.keys(certificateNumbers) as CertificateNumber[];

/** The text of a field of the form. */
export function termText(
  { certificateEdits }: Pick<State, 'certificateEdits'>,
  name: CertificateNumber,
): string {
  return certificateEdits[name] ?? String(certificateNumbers[name].fallback);
}

/** What is wrong with the text of a field, in a sentence, or null. */
export function termComplaint(name: CertificateNumber, text: string): string | null {
  const { label } = rowWords('engine.numbers', certificateNumbers[name].words);
  if (text.trim() === '') return say('page.settings.complaints.empty', { label });
  const value = Number(text);
  if (Number.isNaN(value)) return say('page.settings.complaints.number', { label, text });
  const complaint = checkNumber(certificateNumbers[name], value);
  return complaint && sayMessage(complaint);
}

/** What the meter shows of r, and of what all releases come to with one of the model as it is now. */
export interface ReleaseMeter {
  readonly bound: number;
  readonly together: number;
  readonly allowed: number;
  /** Whether a release is allowed; where not, whether r alone is too much, or only what was released before. */
  readonly says: 'within' | 'over' | 'overTogether';
}

/** The meter, or null where nobody knows how far retraining is. */
export function releaseMeter({
  bound,
  together,
  allowed,
}: Pick<FixedCertificate, 'bound' | 'together' | 'allowed'>): ReleaseMeter | null {
  if (bound === null || together === null) return null;
  const says = together <= allowed ? 'within' : bound > allowed ? 'over' : 'overTogether';
  return { bound, together, allowed, says };
}

/** Changes a field of the form. */
export function editTerm(store: LabStore, name: CertificateNumber, text: string): void {
  store.setState(({ certificateEdits }) => ({ certificateEdits: { ...certificateEdits, [name]: text } }));
}

/** The terms that the form has, or null while one of its texts is no value. */
export function termsOf(state: Pick<State, 'certificateEdits'>): CertificateTerms | null {
  const texts = certificateNames.map((name) => [name, termText(state, name)] as const);
  if (texts.some(([name, text]) => termComplaint(name, text) !== null)) return null;
  return Object.fromEntries(texts.map(([name, text]) => [name, Number(text)])) as unknown as CertificateTerms;
}

/** Fixes the terms. */
export async function fixCertificate(store: LabStore): Promise<void> {
  const terms = termsOf(store.getState());
  if (terms === null) return;
  await runJob(
    store,
    { kind: 'session', what: say('page.certificate.fixing') },
    async (lab) => applyMoment(store, lab, await lab.fixCertificate(terms)),
    () => say('page.certificate.cancelled'),
  );
}

/** Makes a release, and gives it to the person as a file. */
export async function release(store: LabStore): Promise<void> {
  await runJob(
    store,
    { kind: 'session', what: say('page.certificate.releasing') },
    async (lab) => {
      const { moment, file } = await lab.release();
      await applyMoment(store, lab, moment);
      giveFile(file);
      notify(store, 'information', say('page.certificate.released', { file: file.fileName }));
    },
    () => say('page.certificate.cancelled'),
  );
}

/** Takes the last removal back, and makes it in another way. */
export async function takeOffer(store: LabStore, { request }: RemovalOffer): Promise<void> {
  const { reports, lab: before } = store.getState();
  const last = reports[(before?.history.current ?? 0) - 1];
  if (!last) return;
  await runJob(
    store,
    {
      ...{ kind: 'removal', what: say('page.jobs.does.unlearn'), samples: request.samples, request },
      ...{ removals: 1, position: 0, rejected: 0, phase: 'perturb', phaseFraction: 0 },
    },
    async (lab) => {
      await lab.goTo(last.parent);
      await applyMoment(store, lab, await lab.unlearn(request), { shown: null });
    },
    () => cancelledSentence(0, 1),
  );
  // A removal that did not come about leaves the state before it: the page has not heard of that one yet.
  const { lab } = store.connection;
  if (store.getState().lab?.history.current === last.id) {
    await applyMoment(store, lab, await lab.moment()).catch(() => {});
  }
}
