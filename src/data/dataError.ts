/** A file that cannot be used as data: which one, what should be in it, what is, and what to do about it. */
export class DataError extends Error {
  override readonly name = 'DataError';

  constructor(
    readonly fileName: string,
    readonly expected: string,
    readonly found: string,
    readonly advice: string,
    options?: ErrorOptions,
  ) {
    super(`${fileName}: expected ${expected}, found ${found}. ${advice}`, options);
  }
}
