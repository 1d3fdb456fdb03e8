/** What a person calls single states of a history. */

import { SaidError } from '../words/saidError';
import type { Session } from './session';

/** Letters that a state's name can have. */
export const longestStateName = 80;

/**
 * Gives a state a name, in the place of the one that it has; "" takes it away.
 * @throws SaidError where there is no such state, or the name is too long
 */
export function nameState(
  { names, removals }: Pick<Session, 'names' | 'removals'>,
  id: number,
  name: string,
): void {
  if (!Number.isInteger(id) || id < 0 || id > removals.length) {
    throw new SaidError('engine.refused.noSuchState', [{ last: removals.length, id }]);
  }
  const text = name.trim();
  if (text.length > longestStateName) {
    throw new SaidError('engine.refused.longName', [{ most: longestStateName, length: text.length }]);
  }
  if (text === '') names.delete(id);
  else names.set(id, text);
}
