/** A session that cannot be read: where in it, what is wrong, and what to do. */
export class SessionFileError extends Error {
  override readonly name = 'SessionFileError';

  /**
   * @param where the place in the file, for example "removals[3].report.samples"
   * @param problem what was expected there and what was found
   * @param advice one sentence
   */
  constructor(
    readonly where: string,
    readonly problem: string,
    readonly advice = 'Export the session again where it was made.',
    options?: ErrorOptions,
  ) {
    super(`The session cannot be opened: ${where}: ${problem}. ${advice}`, options);
  }
}
