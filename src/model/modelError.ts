import type { Code, Given, ValuesOf } from '../words/catalogue';
import { SaidError } from '../words/saidError';

/** Why the lab cannot take a model. */
export type ModelCode = Extract<Code, `model.refused.${string}`>;

/** A model that the lab cannot take: which layer, and why. */
export class ModelError<C extends ModelCode = ModelCode> extends SaidError<C> {
  override readonly name = 'ModelError';

  constructor(code: C, values?: ValuesOf<C>, options?: ErrorOptions) {
    super(code, (values === undefined ? [] : [values]) as unknown as Given<C>, options);
  }
}
