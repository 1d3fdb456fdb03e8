/** Messages to the person. */

import { type Notice, store } from '../store';

let lastId = 0;

/** Shows a message; the same message again replaces the older one. */
export function notify(kind: Notice['kind'], message: string): void {
  lastId += 1;
  const notice: Notice = { id: lastId, kind, message };
  store.setState(({ notices }) => ({
    notices: [...notices.filter((other) => other.message !== message), notice],
  }));
}

/** Takes a message away. */
export function dismiss(id: number): void {
  store.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}

/** Takes warnings and information away; errors stay until they are dismissed. */
export function clearPassing(): void {
  store.setState(({ notices }) => ({ notices: notices.filter(({ kind }) => kind === 'error') }));
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The same as a sentence: the engine refuses numbers in few words. Other messages are sentences, and may begin with a file's name. */
export function sentenceOf(error: unknown): string {
  const message = messageOf(error);
  if (!(error instanceof Error && error.name === 'RangeError')) return message;
  const end = /[.!?]$/.test(message) ? '' : '.';
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}${end}`;
}

/** Whether a job was stopped on purpose. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
