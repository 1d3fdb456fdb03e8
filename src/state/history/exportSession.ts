/** Files of the session. */

import { say } from '../../words/say';
import type { SessionFormat } from '../../worker/protocol';
import { runJob } from '../jobs/job';
import type { LabStore } from '../store';
import { giveFile } from './giveFile';

/**
 * Gives the session to the person as a file.
 * @returns whether it was given
 */
export function exportSession(store: LabStore, format: SessionFormat): Promise<boolean> {
  return runJob(
    store,
    { kind: 'session', what: say(`page.history.export.packing.${format}`) },
    async (lab) => giveFile(await lab.exportSession(format)),
    () => say('page.history.import.cancelled'),
  );
}
