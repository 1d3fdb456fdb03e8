/** Switching data and model. */

import { modelName } from '../../words/names';
import { say } from '../../words/say';
import type { DataChoice, ShippedChoice } from '../../worker/protocol';
import type { ScalingId } from '../contract';
import { applyData } from '../jobs/applyMoment';
import { runJob } from '../jobs/job';
import { notify } from '../jobs/notices';
import type { LabState } from '../labState';
import type { LabStore } from '../store';

/** What a cancelled switch says. */
export const unchanged = () => say('page.setup.unchanged');

/** How many training images of a download the lab takes unless asked for others: enough to learn from, quick to fetch and to train on. */
export const usualLimit = 10_000;

function findChoice(store: LabStore, id: string): DataChoice | undefined {
  return store.getState().lab?.datasets.find((choice) => choice.id === id);
}

/** Switches to a data set of the menu; before a download the page says what it is and asks how much of it. */
export async function chooseDataset(store: LabStore, id: string): Promise<void> {
  if (findChoice(store, id)?.kind === 'download') store.setState({ question: { kind: 'download', id } });
  else await loadDataset(store, id, null);
}

/** Says so where other data brought another model along. */
export function tellModel(store: LabStore, before: LabState | null): void {
  const model = store.getState().lab?.model;
  if (!model || !before || model.id === before.model.id) return;
  const code = model.training === null ? 'page.setup.modelFits' : 'page.setup.modelHasWeights';
  notify(store, 'information', say(code, { model: modelName(model) }));
}

/** Loads a data set: all of it, or so many training images. */
export async function loadDataset(store: LabStore, id: string, limit: number | null): Promise<void> {
  const choice = findChoice(store, id);
  const before = store.getState().lab;
  store.setState({ question: null });
  const done = await runJob(
    store,
    { kind: 'loading', what: say('page.jobs.opening', { name: choice?.name ?? id }) },
    async (lab) => applyData(store, lab, await lab.chooseDataset(id, limit)),
    unchanged,
  );
  if (!done) return;
  followLab(store, choice?.kind === 'download' ? (limit ?? 'all') : null);
  tellModel(store, before);
}

/** Switches to a model of the menu; with these of the weights that ship, where there are two kinds. */
export async function chooseModel(store: LabStore, id: string, weights?: ShippedChoice): Promise<void> {
  const name = store.getState().lab?.models.find((choice) => choice.id === id)?.name ?? id;
  const done = await runJob(
    store,
    { kind: 'loading', what: say('page.jobs.opening', { name }) },
    async (lab) => applyData(store, lab, await lab.chooseModel(id, weights)),
    unchanged,
  );
  if (done) followLab(store, store.getState().settings.images);
}

/** Feeds the person's own model with pixels that are scaled in another way. */
export async function chooseScaling(store: LabStore, id: ScalingId): Promise<void> {
  const name = store.getState().lab?.model.name ?? id;
  await runJob(
    store,
    { kind: 'loading', what: say('page.jobs.opening', { name }) },
    async (lab) => applyData(store, lab, await lab.chooseScaling(id)),
    unchanged,
  );
}

/** In an address: data or a model of somebody's own files, which a link cannot carry. */
export const ownFiles = 'own';

/** Brings the address in line with what is open. */
export function followLab(store: LabStore, images: number | 'all' | null): void {
  store.setState(({ lab, settings }) => {
    if (lab === null) return {};
    return { settings: { ...settings, ...namesOf(lab), images } };
  });
}

function namesOf({ dataset, datasets, model }: LabState) {
  const isKept = datasets.find(({ id }) => id === dataset.id)?.kind === 'kept';
  return {
    dataset: isKept ? ownFiles : dataset.id,
    model: model.id,
    weights: model.shipped,
  };
}
