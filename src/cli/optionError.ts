/** A word of the command line that cannot be taken: which option, what was given, what is allowed. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}
