/** What the page is told of a session's certificate: whether there can be one, what is fixed, and the meter. */

import { whyNoCertificate } from '../engine/certificate/fixCertificate';
import { presentBound, releasedTogether } from '../engine/certificate/release';
import { allowedOf } from '../engine/certificate/terms';
import { methodNumbers } from '../engine/methods/table';
import type { Session } from '../engine/session';
import type { TrainedModel } from './opening/openedModel';
import type { CertificateState, RemovalOffer } from './protocol';

/** Newton steps that a training to the minimum takes as long as: 175 products with the Hessian, where a step takes some 50 (docs/certificate.md). */
const stepsOfTraining = 4;

export function describeCertificate(trained: TrainedModel | null): CertificateState | null {
  if (!trained) return null;
  const { session } = trained;
  const { certificate } = session;
  if (!certificate) return { refused: whyNoCertificate(session), fixed: null };
  const { epsilon, delta, sigma, releases, originalBound, released } = certificate;
  const bound = presentBound(session);
  const allowed = allowedOf(certificate);
  const together = bound === null ? null : releasedTogether(certificate, bound);
  return {
    refused: null,
    fixed: {
      ...{ epsilon, delta, sigma, releases, allowed, bound, together },
      ...{ originalBound, released, made: released.length },
      offers: together !== null && together > allowed ? offersOf(trained) : [],
    },
  };
}

/** Other ways to make the last removal, which leave less of the gradient, and how long each takes. */
function offersOf({ session, comparisons }: TrainedModel): RemovalOffer[] {
  const removal = lastRemoval(session);
  if (!removal) return [];
  const { request, durationsMs } = removal;
  const isNewton = request.method === 'newton';
  const made = isNewton ? methodNumbers('newton', request.methodNumbers).steps : 0;
  const stepMs = isNewton ? durationsMs.update / made : null;
  const measured = comparisons.at(-1)?.retrainingMs ?? null;
  const again = { ...request, method: 'newton', methodNumbers: { steps: made + 1 } } as const;
  const retrain = { ...request, method: 'retraining', methodNumbers: {} } as const;
  return [
    { kind: 'newton', steps: made + 1, request: again, ms: stepMs && stepMs * (made + 1), isMeasured: false },
    ...(request.method === 'retraining'
      ? []
      : [
          {
            kind: 'retraining',
            steps: 0,
            request: retrain,
            ms: measured ?? (stepMs && stepMs * stepsOfTraining),
            isMeasured: measured !== null,
          } as const,
        ]),
  ];
}

/** The removal that the model stands after, where it was accepted; null where it is the original, or was rejected. */
function lastRemoval({ current, removals }: Session) {
  const report = removals[current - 1]?.report;
  return report?.accepted ? report : null;
}
