/** The person's own files: data and models, which are shown before they are taken. */

import { sayError } from '../../words/saidError';
import { formats, lists, say } from '../../words/say';
import type { ChosenFile, ModelPreview, Moment, ScalingId } from '../../worker/protocol';
import { importSession, openRecipe } from '../history/session';
import { applyData } from '../jobs/applyMoment';
import type { RemoteLab } from '../jobs/connection';
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

/** Closes the question on the page; data or a model that were read are forgotten. */
export async function leaveQuestion(store: LabStore): Promise<void> {
  const { question } = store.getState();
  store.setState({ question: null });
  if (question?.kind !== 'files' && question?.kind !== 'model') return;
  try {
    await store.connection.lab.dropFiles();
  } catch (error) {
    notify(store, 'error', sayError(error));
  }
}

/** Shows what the lab makes of a model of the person's own; a checkpoint of the lab, which says so itself, is opened at once. */
export async function openModel(store: LabStore, files: readonly ChosenFile[]): Promise<void> {
  if (!isReady(store, files)) return;
  const names = nameAll(files);
  let preview: ModelPreview | null = null;
  const read = await runJob(
    store,
    { kind: 'loading', what: say('page.setup.files.reading', { names }) },
    async (lab) => {
      preview = await lab.readModel([...files]);
      if (preview) store.setState({ question: { kind: 'model', names, preview } });
    },
    unchanged,
  );
  if (read && !preview) await install(store, names, (lab) => lab.openModel([...files]));
}

/** Takes the model that is shown. @param scaling how its pixels are scaled: one of those that it was measured under */
export async function takeModel(store: LabStore, scaling: ScalingId): Promise<void> {
  const { question } = store.getState();
  if (question?.kind !== 'model') return;
  store.setState({ question: null });
  await install(store, question.names, (lab) => lab.takeModel(scaling));
}

async function install(
  store: LabStore,
  name: string,
  open: (lab: RemoteLab) => Promise<Moment>,
): Promise<void> {
  const done = await runJob(
    store,
    { kind: 'loading', what: say('page.jobs.opening', { name }) },
    async (lab) => applyData(store, lab, await open(lab)),
    unchanged,
  );
  if (done) followLab(store, store.getState().settings.images);
}
