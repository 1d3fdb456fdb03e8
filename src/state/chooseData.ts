/** Switching data and model. */

import { adoptData, runJob } from './job';
import { notify } from './notices';
import { store } from './store';

const unchanged = () => 'Cancelled: data and model are as they were.';

/** Switches to a data set of the menu. */
export async function chooseDataset(id: string): Promise<void> {
  const name = store.getState().lab?.datasets.find((choice) => choice.id === id)?.name ?? id;
  const done = await runJob(
    { kind: 'loading', what: `Opening ${name}`, fraction: 0 },
    async (lab) => adoptData(lab, await lab.chooseDataset(id)),
    unchanged,
  );
  if (done) store.setState(({ settings }) => ({ settings: { ...settings, dataset: id } }));
}

/** Reads the person's own files, unless the lab is at work: then it says so. A link cannot carry them, so the address goes back to the lab's own choice. */
export async function openFiles(files: readonly File[]): Promise<void> {
  if (files.length === 0) return;
  if (store.getState().job !== null) {
    notify('information', 'The lab is at work: drop or choose the files again when it is done.');
    return;
  }
  const names = files.map(({ name }) => name).join(', ');
  const done = await runJob(
    { kind: 'loading', what: `Opening ${names}`, fraction: 0 },
    async (lab) => adoptData(lab, await lab.openFiles(files)),
    unchanged,
  );
  if (!done) return;
  store.setState(({ settings }) => ({ settings: { ...settings, dataset: null } }));
  const dataset = store.getState().lab?.dataset;
  if (dataset) notify('information', `Opened ${dataset.trainingCount} training images from ${names}.`);
}

/** Switches to a model of the menu. */
export async function chooseModel(id: string): Promise<void> {
  const name = store.getState().lab?.models.find((choice) => choice.id === id)?.name ?? id;
  const done = await runJob(
    { kind: 'loading', what: `Opening ${name}`, fraction: 0 },
    async (lab) => adoptData(lab, await lab.chooseModel(id)),
    unchanged,
  );
  if (done) store.setState(({ settings }) => ({ settings: { ...settings, model: id } }));
}
