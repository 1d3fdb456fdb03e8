/** Checkpoints: trained weights kept in the browser, or given to the person as a file. */

import { giveFile } from '../history/giveFile';
import { adoptData, runJob } from '../jobs/job';
import { messageOf, notify } from '../jobs/notices';
import type { LabStore, State } from '../store';
import { followLab, unchanged } from './chooseData';

/** Why there is nothing to keep now, in a sentence, or null. */
export function whyNotSave({ lab }: State): string | null {
  if (lab === null) return 'The lab is not open yet.';
  return lab.model.training === null ? `${lab.model.name} is not trained yet.` : null;
}

/** What a checkpoint is called unless the person says otherwise. */
export function usualName({ lab }: State): string {
  return lab === null ? '' : `${lab.model.name} on ${lab.dataset.name}`;
}

/** Looks up what the browser keeps. */
export async function listCheckpoints(store: LabStore): Promise<void> {
  try {
    store.setState({ checkpoints: await store.connection.lab.savedCheckpoints() });
  } catch (error) {
    notify(store, 'error', messageOf(error));
  }
}

/** Keeps the trained weights on the bench, without the removals since. */
export async function saveCheckpoint(store: LabStore, name: string): Promise<void> {
  await runJob(store, { kind: 'checkpoint', what: 'Saving the checkpoint' }, async (lab) => {
    store.setState({ checkpoints: await lab.saveCheckpoint(name) });
    notify(store, 'information', `Saved \u201c${name}\u201d in this browser.`);
  });
}

/** Puts a checkpoint on the bench, with the data that it belongs to. */
export async function loadCheckpoint(store: LabStore, id: string): Promise<void> {
  const done = await runJob(
    store,
    { kind: 'loading', what: 'Opening the checkpoint', fraction: 0 },
    async (lab) => adoptData(store, lab, await lab.loadCheckpoint(id)),
    unchanged,
  );
  if (done) followLab(store, store.getState().settings.images);
}

/** Deletes a checkpoint from the browser's storage. */
export async function deleteCheckpoint(store: LabStore, id: string): Promise<void> {
  await runJob(store, { kind: 'checkpoint', what: 'Deleting the checkpoint' }, async (lab) =>
    store.setState({ checkpoints: await lab.deleteCheckpoint(id) }),
  );
}

/** Gives the trained weights on the bench to the person as one file. */
export async function exportCheckpoint(store: LabStore): Promise<void> {
  await runJob(store, { kind: 'checkpoint', what: 'Packing the checkpoint' }, async (lab) => {
    giveFile(await lab.exportCheckpoint());
  });
}
