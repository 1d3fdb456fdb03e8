import { createRandom } from '../math/random/random';
import type { RemovalRequest, SampleIndex } from './request';
import { removedSamples, type Session } from './session';

/** Places in the training set of what is left once these samples too are gone, in the order of the set. */
export function retainSet(session: Session, samples: readonly SampleIndex[]): Uint32Array {
  const gone = new Set([...removedSamples(session), ...samples]);
  return Uint32Array.from(session.dataset.training.labels.keys()).filter((sample) => !gone.has(sample));
}

/**
 * Of what is left once the request's samples are gone too, so many at random as an exact Hessian is measured on; all where there are no more.
 * In the order of the set; the request's seed decides.
 */
export function drawHessianSamples(session: Session, request: RemovalRequest): Uint32Array {
  const retained = retainSet(session, request.samples);
  if (retained.length <= request.hessianSamples) return retained;
  const shuffled = createRandom(request.seed, 'Hessian samples').shuffle(retained);
  return shuffled.subarray(0, request.hessianSamples).sort();
}
