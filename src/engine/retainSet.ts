import type { SampleIndex } from './request';
import { removedSamples, type Session } from './session';

/** Places in the training set of what is left once these samples too are gone, in the order of the set. */
export function retainSet(session: Session, samples: readonly SampleIndex[]): Uint32Array {
  const gone = new Set([...removedSamples(session), ...samples]);
  return Uint32Array.from(session.dataset.training.labels.keys()).filter((sample) => !gone.has(sample));
}
