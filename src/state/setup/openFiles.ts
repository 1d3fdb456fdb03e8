/** The person's own files: data, which are shown before they are taken, and models, which are opened at once. */

import { sayError } from '../../words/saidError';
import { formats, lists, say } from '../../words/say';
import type { ChosenFile } from '../../worker/protocol';
import { importSession, openRecipe } from '../history/session';
import { applyData } from '../jobs/applyMoment';
import { runJob } from '../jobs/job';
import { notify } from '../jobs/notices';
import type { LabStore } from '../store';
import { followLab, tellModel, unchanged } from './chooseData';
import { kindOfFiles } from './kindOfFiles';

/** Opens whatever was dropped or chosen, by what is in it: a session or a run, a model or a checkpoint, else data. */
export async function openAny(store: LabStore, files: readonly ChosenFile[]): Promise<void> {
  if (!isReady(store, files)) return;
  const kind = await kindOfFiles(files);
  if (kind === 'session') await importSession(store, files);
  else if (kind === 'recipe') await openRecipe(store, files[0]!);
  else if (kind === 'model') await openModel(store, files);
  else await readFiles(store, files);
}

/** Whether files can be taken now; where not, the page says so. */
function isReady(store: LabStore, files: readonly ChosenFile[]): boolean {
  if (files.length === 0) return false;
  if (store.getState().job === null) return true;
  notify(store, 'information', say('page.setup.atWork'));
  return false;
}

/** Up to so many names are worth telling. */
const mostNames = 4;

function nameAll(files: readonly ChosenFile[]): string {
  const names = lists.list(files.slice(0, mostNames).map(({ path }) => path));
  const left = files.length - mostNames;
  return left > 0 ? say('page.setup.files.andMore', { names, more: formats.whole(left) }) : names;
}

/** Reads data and shows what they are; what is open stays until they are taken. */
export async function readFiles(store: LabStore, files: readonly ChosenFile[]): Promise<void> {
  if (!isReady(store, files)) return;
  const names = nameAll(files);
  await runJob(
    store,
    { kind: 'loading', what: say('page.setup.files.reading', { names }) },
    async (lab) => {
      const preview = await lab.readFiles([...files]);
      store.setState({ question: { kind: 'files', names, preview } });
    },
    unchanged,
  );
}

/** Takes the data that are shown: all, or so many training images. */
export async function takeFiles(store: LabStore, limit: number | null): Promise<void> {
  const { question, lab: before } = store.getState();
  if (question?.kind !== 'files') return;
  store.setState({ question: null });
  const done = await runJob(
    store,
    { kind: 'loading', what: say('page.jobs.opening', { name: question.preview.name }) },
    async (lab) => applyData(store, lab, await lab.takeFiles(limit)),
    unchanged,
  );
  if (!done) return;
  followLab(store, null);
  tellModel(store, before);
  const { trainingCount } = store.getState().lab!.dataset;
  notify(
    store,
    'information',
    say('page.setup.files.opened', { images: formats.whole(trainingCount), names: question.names }),
  );
}

/** Closes the question on the page; data that were read are forgotten. */
export async function leaveQuestion(store: LabStore): Promise<void> {
  const { question } = store.getState();
  store.setState({ question: null });
  if (question?.kind !== 'files') return;
  try {
    await store.connection.lab.dropFiles();
  } catch (error) {
    notify(store, 'error', sayError(error));
  }
}

/** Opens a tf.LayersModel of the person's own, or a checkpoint file of the lab. */
export async function openModel(store: LabStore, files: readonly ChosenFile[]): Promise<void> {
  if (!isReady(store, files)) return;
  const done = await runJob(
    store,
    { kind: 'loading', what: say('page.jobs.opening', { name: nameAll(files) }) },
    async (lab) => applyData(store, lab, await lab.openModel([...files])),
    unchanged,
  );
  if (done) followLab(store, store.getState().settings.images);
}
