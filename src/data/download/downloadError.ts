/** Data that could not be fetched: what, from where, why, and what to do about it. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';

  constructor(
    readonly what: string,
    readonly host: string,
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(
      `${what} could not be downloaded from ${host} (${reason}). Check the connection, or use the built-in data or your own files.`,
      options,
    );
  }
}
