import { createRandom } from '../math/random/random';
import type { RemovalRequest, SampleIndex } from './request';
import { removedSamples, type Session } from './session';

/** Places in the training set of what is left once these samples too are gone, in the order of the set. */
export function retainSet(session: Session, samples: readonly SampleIndex[]): Uint32Array {
  const gone = new Set([...removedSamples(session), ...samples]);
  return Uint32Array.from(session.dataset.training.labels.keys()).filter((sample) => !gone.has(sample));
}

/** Where a request leaves it to the curvature: good enough for the step, and quick. */
const usualHessianSamples = 1024;

/**
 * Samples that a Hessian is to be measured on: those asked for, or by the rule 1,024, and for the one product of the secant in a net of dense layers all
 * (0.2 s for 6,000 samples of the two-layer net).
 */
function countHessianSamples(
  { network }: Pick<Session, 'network'>,
  { hessianSamples, method, curvature }: RemovalRequest,
): number {
  if (hessianSamples !== null) return hessianSamples;
  const isDense = network.layers.every(({ kind }) => kind === 'dense');
  const isOneProduct = method === 'algorithm1' && curvature === 'secant';
  return isDense && isOneProduct ? Number.POSITIVE_INFINITY : usualHessianSamples;
}

/**
 * Of what is left once the request's samples are gone too, so many at random as an exact Hessian is measured on; all where there are no more.
 * In the order of the set; the request's seed decides.
 */
export function drawHessianSamples(session: Session, request: RemovalRequest): Uint32Array {
  const retained = retainSet(session, request.samples);
  const wanted = countHessianSamples(session, request);
  if (retained.length <= wanted) return retained;
  const shuffled = createRandom(request.seed, 'Hessian samples').shuffle(retained);
  return shuffled.subarray(0, wanted).sort();
}
