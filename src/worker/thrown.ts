/** Errors on their way between page and worker: one with a code keeps it, so that the page says it in its own language. */

import { transferHandlers } from 'comlink';
import { fromPlain, type PlainSaidError, SaidError, toPlain } from '../words/saidError';

/** What comlink wraps around whatever was thrown. */
interface Thrown {
  readonly value: unknown;
}

/** What crosses instead: of an error with a code all that it says, of any other what comlink makes of it. */
interface Crossing {
  readonly said?: PlainSaidError;
  readonly other?: unknown;
}

let isKept = false;

/** From now on this thread sends and takes errors with their codes; both threads have to. */
export function keepSaidErrors(): void {
  const plain = transferHandlers.get('throw');
  if (isKept || plain === undefined) return;
  isKept = true;
  transferHandlers.set('throw', {
    canHandle: plain.canHandle,
    serialize(thrown: unknown) {
      const { value } = thrown as Thrown;
      if (value instanceof SaidError) return [{ said: toPlain(value) } satisfies Crossing, []];
      const [other, transfers] = plain.serialize(thrown);
      return [{ other } satisfies Crossing, transfers];
    },
    deserialize(crossing: unknown) {
      const { said, other } = crossing as Crossing;
      if (said) throw fromPlain(said);
      return plain.deserialize(other);
    },
  });
}
