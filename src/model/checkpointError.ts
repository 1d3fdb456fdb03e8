import type { Code, Given, ValuesOf } from '../words/catalogue';
import { SaidError } from '../words/saidError';

/** What can be wrong with a checkpoint, on its own or beside the data at hand. */
export type CheckpointCode = Extract<Code, `model.checkpoint.${string}`>;

/** A checkpoint that cannot be used: what is wrong with it, and what to do. */
export class CheckpointError<C extends CheckpointCode = CheckpointCode> extends SaidError<C> {
  override readonly name = 'CheckpointError';

  constructor(code: C, values?: ValuesOf<C>, options?: ErrorOptions) {
    super(code, (values === undefined ? [] : [values]) as unknown as Given<C>, options);
  }
}
