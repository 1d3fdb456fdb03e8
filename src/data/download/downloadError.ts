import type { Code, Given, ValuesOf } from '../../words/catalogue';
import { SaidError } from '../../words/saidError';

/** Why data could not be fetched. */
export type DownloadCode = Extract<Code, `data.download.${string}`>;

/** Data that could not be fetched: what, from where, why, and what to do about it. */
export class DownloadError<C extends DownloadCode = DownloadCode> extends SaidError<C> {
  override readonly name = 'DownloadError';

  /** @param values `what` is fetched, from which `host`, and what the code needs besides */
  constructor(code: C, values: ValuesOf<C>, options?: ErrorOptions) {
    super(code, [values] as unknown as Given<C>, options);
  }
}
