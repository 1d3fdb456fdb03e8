import type { Code, Given, ValuesOf } from '../words/catalogue';
import { SaidError } from '../words/saidError';

/** What can be wrong with files of data. */
export type DataCode = Extract<Code, `data.wrong.${string}`>;

/** A file that cannot be used as data: which one, what should be in it, what is, and what to do about it. */
export class DataError<C extends DataCode = DataCode> extends SaidError<C> {
  override readonly name = 'DataError';
  /** The file; null where it is of several that something is wrong. */
  readonly fileName: string | null;

  constructor(code: C, values: ValuesOf<C> & { readonly fileName?: string | null }, options?: ErrorOptions) {
    super(code, [values] as unknown as Given<C>, options);
    this.fileName = values.fileName ?? null;
  }
}

/** What an error of the platform or of a library says, to stand in brackets in a sentence of ours. */
export function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
