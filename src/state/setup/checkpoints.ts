/** Checkpoints: trained weights kept in the browser, or given to the person as a file. */

import { modelName } from '../../words/names';
import { sayError } from '../../words/saidError';
import { say } from '../../words/say';
import { giveFile } from '../history/giveFile';
import { applyData } from '../jobs/applyMoment';
import { runJob } from '../jobs/job';
import { notify } from '../jobs/notices';
import type { LabStore, State } from '../store';
import { followLab, unchanged } from './chooseData';

/** Why there is nothing to keep now, in a sentence, or null. */
export function whyNotSave({ lab }: State): string | null {
  if (lab === null) return say('lab.notOpen');
  return lab.model.training === null
    ? say('page.setup.checkpoints.notTrained', { model: modelName(lab.model) })
    : null;
}

/** What a checkpoint is called unless the person says otherwise. */
export function usualName({ lab }: State): string {
  return lab === null
    ? ''
    : say('page.setup.checkpoints.usualName', { model: lab.model.name, data: lab.dataset.name });
}

/** Looks up what the browser keeps. */
export async function listCheckpoints(store: LabStore): Promise<void> {
  try {
    store.setState({ checkpoints: await store.connection.lab.savedCheckpoints() });
  } catch (error) {
    notify(store, 'error', sayError(error));
  }
}

/** Keeps the open trained weights, without the removals since. */
export async function saveCheckpoint(store: LabStore, name: string): Promise<void> {
  await runJob(
    store,
    { kind: 'checkpoint', what: say('page.setup.checkpoints.saving') },
    async (lab) => {
      store.setState({ checkpoints: await lab.saveCheckpoint(name) });
      notify(store, 'information', say('page.setup.checkpoints.savedAs', { name }));
    },
    () => say('page.setup.checkpoints.cancelled'),
  );
}

/** Opens a checkpoint, with the data that it belongs to. */
export async function loadCheckpoint(store: LabStore, id: string): Promise<void> {
  const done = await runJob(
    store,
    { kind: 'loading', what: say('page.setup.checkpoints.opening') },
    async (lab) => applyData(store, lab, await lab.loadCheckpoint(id)),
    unchanged,
  );
  if (done) followLab(store, store.getState().settings.images);
}

/** Deletes a checkpoint from the browser's storage. */
export async function deleteCheckpoint(store: LabStore, id: string): Promise<void> {
  await runJob(
    store,
    { kind: 'checkpoint', what: say('page.setup.checkpoints.deleting') },
    async (lab) => store.setState({ checkpoints: await lab.deleteCheckpoint(id) }),
    () => say('page.setup.checkpoints.cancelled'),
  );
}

/** Gives the open trained weights to the person as one file. */
export async function exportCheckpoint(store: LabStore): Promise<void> {
  await runJob(
    store,
    { kind: 'checkpoint', what: say('page.setup.checkpoints.packing') },
    async (lab) => giveFile(await lab.exportCheckpoint()),
    unchanged,
  );
}
