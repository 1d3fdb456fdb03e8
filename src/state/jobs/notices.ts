/** Messages to the person. */

import { sayError } from '../../words/saidError';
import type { LabStore } from '../store';
import type { Notice } from './jobsState';

/** Shows a message; the same message again replaces the older one. */
export function notify(store: LabStore, kind: Notice['kind'], message: string): void {
  const { jobs } = store.work;
  jobs.lastNotice += 1;
  const notice: Notice = { id: jobs.lastNotice, kind, message };
  store.setState(({ notices }) => ({
    notices: [...notices.filter((other) => other.message !== message), notice],
  }));
}

/** Says to a screen reader, once and politely, what eyes see of the page. */
export function announce(store: LabStore, message: string): void {
  store.setState({ announced: message });
}

/** Takes a message away. */
export function dismiss(store: LabStore, id: number): void {
  store.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}

/** Takes warnings and information away; errors stay until they are dismissed. */
export function clearPassing(store: LabStore): void {
  store.setState(({ notices }) => ({ notices: notices.filter(({ kind }) => kind === 'error') }));
}

/** What was thrown, as a sentence: the engine refuses numbers in few words. Other messages are sentences, and may begin with a file's name. */
export function sentenceOf(error: unknown): string {
  const message = sayError(error);
  if (!(error instanceof Error && error.name === 'RangeError')) return message;
  const end = /[.!?]$/.test(message) ? '' : '.';
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}${end}`;
}

/** Whether a job was stopped on purpose. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
