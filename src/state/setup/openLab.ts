/** Opening the lab: address, worker, data, pictures. */

import { dataName, modelName } from '../../words/names';
import { formats, say } from '../../words/say';
import {
  type DataChoice,
  type LabEvent,
  type LabSetup,
  type Moment,
  readPlantedId,
  recipeLetters,
} from '../../worker/protocol';
import { followSettings } from '../address/address';
import { readPanels } from '../address/panels';
import { fitSettings, nameLab, readAddress } from '../address/permalink';
import { offerInspection } from '../inspect';
import { applyData, tellRestored } from '../jobs/applyMoment';
import type { RemoteLab } from '../jobs/connection';
import { runOpening } from '../jobs/job';
import { notify, sentenceOf } from '../jobs/notices';
import { receive } from '../jobs/receive';
import { followWorker } from '../jobs/restart';
import { warmUp } from '../removal/preview';
import { selectAddressed } from '../samples/forget';
import { resumeQueue } from '../samples/queue';
import type { Settings } from '../settings/settings';
import { addressOfRecipe, followRecipe, recipeOfAddress } from '../share/followRecipe';
import type { LabStore } from '../store';
import { chooseModel, followLab, loadDataset, ownFiles, usualLimit } from './chooseData';
import { isWithoutVisit } from './rescue';

/** Opens the lab that the address describes. */
export async function openLab(store: LabStore): Promise<void> {
  const given = window.location.search + window.location.hash;
  const recipe = recipeLetters(given) === null ? null : await recipeOfAddress(store, given);
  const address = recipe ? addressOfRecipe(recipe, given) : given;
  const { settings: read, complaints } = readAddress(address);
  const { panels, complaints: ofPanels } = readPanels(address);
  const settings = nameLab(address, read);
  store.setState({ settings, ...panels, orderIsSaid: settings.removeAs === 'batch' });
  store.work.jobs.withoutLastVisit = isWithoutVisit(address);
  if (settings.inspect) offerInspection(store);
  for (const complaint of [...complaints, ...ofPanels]) notify(store, 'error', complaint);
  store.connection.follow((news) => followWorker(store, news));
  const opening = await runOpening(store, say('page.jobs.startingWorker'), (signal) =>
    openAddressed(store, settings, signal),
  );
  if (opening === null) return;
  const { opened, isShown, download } = opening;
  try {
    // Where the address led elsewhere, what came back is not on show.
    tellRestored(store, isShown ? opened : { restored: opened.restored.filter(isLoss) });
    followOpened(store);
    if (store.getState().lab?.elsewhere) notify(store, 'warning', say('page.history.elsewhere'));
    if (download) await followDownload(store, download, settings);
    if (recipe) await followRecipe(store, recipe);
    else {
      selectAddressed(store);
      resumeQueue(store);
    }
    followSettings(store);
    void warmUp(store);
  } catch (error) {
    store.setState({ failure: sentenceOf(error) });
  }
}

/** Opens the worker's lab, and of what the address asks for all that needs no download. */
async function openAddressed(store: LabStore, settings: Settings, signal: AbortSignal) {
  const { lab } = store.connection;
  const { withoutLastVisit } = store.work.jobs;
  const onEvent = (event: LabEvent) => receive(store, event);
  const opened = await lab.open(settings.backend, onEvent, { withoutLastVisit, dataset: settings.dataset });
  signal.throwIfAborted();
  const setup = await lab.setup();
  const download = findDownload(setup, settings);
  const moment = download ? opened : await followMenus(store, lab, opened, setup, settings);
  signal.throwIfAborted();
  // First: to take the data over drops what does not fit them, without a word.
  fitToLab(store, await lab.setup());
  await applyData(store, lab, moment);
  return { opened, isShown: moment === opened, download };
}

/** Whether it says that something of the last visit did not come back. */
const isLoss = ({ code }: Moment['restored'][number]) =>
  code === 'lab.restored.noVisit' || code === 'lab.restored.ownData';

/** The download that the address asks for, unless the last visit brought it back already. */
function findDownload({ datasets, dataset }: LabSetup, settings: Settings): DataChoice | undefined {
  const { images } = settings;
  const isThere = dataset.id === settings.dataset && (images === null || images === dataset.trainingCount);
  if (isThere) return undefined;
  return datasets.find(({ id, kind }) => id === settings.dataset && kind === 'download');
}

/** Brings the address in line with what is open, so that it leads others there too. */
function followOpened(store: LabStore): void {
  const { dataset, datasets } = store.getState().lab!;
  const isDownload = datasets.find(({ id }) => id === dataset.id)?.kind === 'download';
  followLab(store, isDownload ? dataset.trainingCount : null);
}

/**
 * Fetches the data that the address asks for, with the lab already open: that can take a while, be cancelled and fail, and then the
 * lab's own data are there.
 */
async function followDownload(
  store: LabStore,
  { id, name }: DataChoice,
  { images, model }: Settings,
): Promise<void> {
  const limit = images === 'all' ? null : (images ?? usualLimit);
  await loadDataset(store, id, limit);
  const { lab } = store.getState();
  if (lab?.dataset.id !== id) return;
  if (isOther(model, lab.model.id)) {
    if (lab.models.some((choice) => choice.id === model)) await chooseModel(store, model!);
    else refuse(store, 'model', model!, modelName(lab.model));
  }
  const taken = formats.whole(lab.dataset.trainingCount);
  notify(store, 'information', say('page.address.downloaded', { data: name, images: taken }));
}

/** Whether the lab can open it: what the menu has, and what can be planted in that. */
function isChoice({ datasets }: LabSetup, asked: string): boolean {
  const base = readPlantedId(asked)?.base;
  return datasets.some(({ id, kind }) => id === asked || (id === base && kind === 'builtin'));
}

/** Chooses the address's data set and model where the lab has them, and says so where it has not. */
async function followMenus(
  store: LabStore,
  remote: RemoteLab,
  opened: Moment,
  setup: LabSetup,
  settings: Settings,
): Promise<Moment> {
  let lab = setup;
  let moment = opened;
  tellOwnFiles(store, opened, setup, settings);
  if (isOther(settings.dataset, lab.dataset.id)) {
    if (isChoice(lab, settings.dataset!)) {
      moment = await remote.chooseDataset(settings.dataset!, null);
      lab = await remote.setup();
    } else {
      refuse(store, 'dataset', settings.dataset!, dataName(lab.dataset));
    }
  }
  if (isOther(settings.model, lab.model.id)) {
    if (lab.models.some(({ id }) => id === settings.model)) {
      moment = await remote.chooseModel(settings.model!, settings.weights ?? undefined);
      lab = await remote.setup();
    } else refuse(store, 'model', settings.model!, modelName(lab.model));
  }
  const { id, shipped } = lab.model;
  const areOthers = shipped !== null && settings.weights !== null && settings.weights !== shipped;
  if (areOthers) moment = await remote.chooseModel(id, settings.weights);
  else store.setState((state) => ({ settings: { ...state.settings, weights: shipped } }));
  return moment;
}

/** Whether the address names something of the menus that is not open. */
const isOther = (named: string | null, open: string) =>
  named !== null && named !== ownFiles && named !== open;

/** Says so where the address is of files that are not here, and the lab has not said it. */
function tellOwnFiles(
  store: LabStore,
  { restored }: Moment,
  { dataset, model }: LabSetup,
  settings: Settings,
): void {
  const isModelGone = settings.model === ownFiles && model.id !== ownFiles;
  if ((settings.dataset !== ownFiles && !isModelGone) || restored.length > 0) return;
  const values = { data: dataName(dataset), model: modelName(model) };
  notify(store, 'information', say('page.address.ownFiles', values));
}

function refuse(store: LabStore, name: 'dataset' | 'model', id: string, used: string): void {
  notify(store, 'error', say('page.address.unknown', { name, id, used }));
  store.setState(({ settings }) => ({ settings: { ...settings, [name]: null } }));
}

/** Takes back what the address asks for and this lab cannot do, and says so. */
function fitToLab(store: LabStore, lab: LabSetup): void {
  const { settings, complaints } = fitSettings(store.getState().settings, lab);
  store.setState({ settings });
  for (const complaint of complaints) notify(store, 'error', complaint);
}
