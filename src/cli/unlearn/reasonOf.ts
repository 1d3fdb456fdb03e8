import { sayError } from '../../words/saidError';
import { say } from '../../words/say';

/** Characters of a reason in a line and a row. */
const longestReason = 2000;

/** What V8 says where a stack, an array or the memory was too small. */
const outOfRoom =
  /^(Maximum call stack size exceeded|Invalid \S+( \S+)? length|Array buffer allocation failed)/;

/** Why something failed, for a line and a row: the words of what was thrown, of whatever kind. */
export function reasonOf(error: unknown): string {
  const reason = sayError(error);
  const isOutOfRoom = error instanceof RangeError && outOfRoom.test(reason);
  return (isOutOfRoom ? say('cli.outOfRoom', { reason }) : reason).slice(0, longestReason);
}
