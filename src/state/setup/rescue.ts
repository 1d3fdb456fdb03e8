/** Ways out of a lab that cannot go on. */

import { sayMessage } from '../../words/say';
import { giveFile } from '../history/giveFile';
import type { LabStore } from '../store';

/** In an address: opens the lab without what the last visit left, which stays saved. */
const withoutVisitMark = 'without-last-visit';

/** The address that opens the lab without the last visit. */
export const addressWithoutVisit = `?${withoutVisitMark}`;

/** Whether an address asks for that. */
export const isWithoutVisit = (address: string): boolean =>
  new URLSearchParams(address.split('#')[0]).has(withoutVisitMark);

/**
 * Gives everything that is saved to the person as files, by a new worker that opens nothing.
 * @returns how many files, and a sentence for each thing that could not be made a file of
 */
export async function exportSaved(store: LabStore): Promise<{ files: number; problems: readonly string[] }> {
  store.connection.restart();
  const { files, problems } = await store.connection.lab.exportSaved();
  for (const file of files) giveFile(file);
  return { files: files.length, problems: problems.map(sayMessage) };
}
