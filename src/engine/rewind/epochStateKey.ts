import type { Session } from '../session';
import { sessionKey } from '../sessionKey';
import { inOrder, keyOfText } from '../yardstick/keyOfText';
import { knownStages } from '../yardstick/runStages';
import { type Stretch, trajectoryKey } from './trajectory';

/** What the key of an epoch's end depends on. */
export type EpochStateOwner = Pick<Session, 'dataset' | 'network' | 'trained' | 'training'> & {
  readonly compute: Pick<Session['compute'], 'backend' | 'device'>;
};

/**
 * Names the end of an epoch beyond a session: the original weights and their trainings, what computes them, as another device rounds otherwise, and the way there.
 * @throws SaidError where nobody knows how the original was trained
 */
export function epochStateKey(owner: EpochStateOwner, stretches: readonly Stretch[]): string {
  const { backend, device } = owner.compute;
  const stages = knownStages(owner).map(inOrder);
  const way = trajectoryKey(stretches);
  return keyOfText(JSON.stringify(['epoch', sessionKey(owner), stages, backend, device, way]));
}
