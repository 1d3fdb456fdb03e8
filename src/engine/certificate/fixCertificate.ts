/** A certificate begins: its preconditions are checked, and its terms fixed, before anything is removed. */

import { norm } from '../../math/linear/vector';
import { distanceBound } from '../../math/removal/distanceBound';
import { minimumGradient } from '../../model/minimise';
import type { Message } from '../../words/catalogue';
import { errorOf, SaidError } from '../../words/saidError';
import { message } from '../../words/say';
import type { Session } from '../session';
import { hasBound, openObjective } from './measureBound';
import { type Certificate, type CertificateTerms, checkTerms } from './terms';

/**
 * Why nothing can be certified for a session, as far as that is seen without computing: model, training, data, history. null: nothing is in the way.
 * The decay of a training is on every weight, biases too, the step of `newton` has no damping, and takes the whole gradient.
 */
export function whyNoCertificate(session: Session): Message | null {
  const { network, dataset, removals } = session;
  if (!hasBound(session)) {
    return message('engine.certificate.otherModel', { model: network.architecture.name });
  }
  if (!dataset.normalisation.isFixed) {
    return message('engine.certificate.measuredNormalisation', { data: dataset.name });
  }
  if (removals.length > 0) return message('engine.certificate.begun');
  return null;
}

/**
 * Fixes the terms of a session's certificate.
 * @throws SaidError where a term is out of range, a precondition does not hold, or terms are fixed already; AbortError when cancelled
 */
export async function fixCertificate(
  session: Session,
  terms: CertificateTerms,
  signal?: AbortSignal,
): Promise<Certificate> {
  checkTerms(terms);
  if (session.certificate) throw new SaidError('engine.certificate.fixedAlready', []);
  const reason = whyNoCertificate(session);
  if (reason) throw errorOf(reason);
  const objective = openObjective(session, [])!;
  const { gradient } = await objective.evaluate(objective.toRows(session.parameters), signal);
  const length = norm(gradient);
  if (!(length <= minimumGradient)) {
    throw new SaidError('engine.certificate.notAtMinimum', [{ gradient: length, wanted: minimumGradient }]);
  }
  const { epsilon, delta, sigma, releases } = terms;
  const originalBound = distanceBound(length, minimumGradient, session.training.weightDecay);
  session.certificate = { epsilon, delta, sigma, releases, originalBound, released: [] };
  return session.certificate;
}
