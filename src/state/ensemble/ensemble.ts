/** Training the ensemble of the open model, and attacking what was removed. */

import { dataName, modelName } from '../../words/names';
import { say, sayMessage } from '../../words/say';
import type { BackgroundJob, BackgroundOutcome, EnsembleState, LabEvent } from '../../worker/protocol';
import { type RemoteLab, WorkerGone } from '../jobs/connection';
import { advance } from '../jobs/job';
import { clearPassing, notify, sentenceOf } from '../jobs/notices';
import type { LabStore, State } from '../store';
import { refreshEnsemble, takeEnsemble } from './refreshEnsemble';

/** Why no ensemble can be trained, in a sentence, or null. A job that runs is no reason: it ends. */
export function whyNoEnsemble({ lab, ensemble }: State): string | null {
  if (lab === null) return say('lab.notOpen');
  if (lab.model.training === null)
    return say('page.jobs.trainFirst', { model: modelName(lab.model), data: dataName(lab.dataset) });
  return ensemble === null ? say('engine.failed.notRetrainable') : null;
}

/** Has the ensembles be of so many models with this seed; what is there of them is shown. Nothing happens while a job runs. */
export async function chooseEnsemble(
  store: LabStore,
  choice: Pick<EnsembleState, 'count' | 'seed'>,
): Promise<void> {
  if (store.getState().job !== null) return;
  const { lab } = store.connection;
  await takeEnsemble(store, lab, await lab.chooseEnsemble(choice));
}

/** Begins to train the models that are not there yet. Those that are trained stay when it is cancelled. */
export async function makeEnsemble(store: LabStore): Promise<void> {
  await begin(store, (lab) => lab.makeEnsemble());
}

/** Begins to make the removals of the present state on the models, and to attack. */
export async function attackRemoved(store: LabStore): Promise<void> {
  await begin(store, (lab) => lab.attack());
}

async function begin(store: LabStore, work: (lab: RemoteLab) => Promise<void>): Promise<void> {
  const state = store.getState();
  const { jobs } = store.work;
  if (whyNoEnsemble(state) !== null || state.background !== null || jobs.beginsBehind) return;
  clearPassing(store);
  jobs.beginsBehind = true;
  try {
    await work(store.connection.lab);
  } catch (error) {
    if (!(error instanceof WorkerGone)) notify(store, 'error', sentenceOf(error));
  } finally {
    jobs.beginsBehind = false;
  }
}

/** Takes in how far the job in the background is. One that began by itself may be of an ensemble that the page has not asked for. */
export function followBackground(store: LabStore, job: BackgroundJob): void {
  const { background } = store.getState();
  const isNew = background?.id !== job.id;
  store.setState({ background: { ...job, stopping: !isNew && background.stopping } });
  if (isNew) void refreshEnsemble(store, store.connection.lab);
}

/** The job in the background is over: what was trained until then is there. */
export async function takeBackgroundEnd(
  store: LabStore,
  { job, end, problem }: BackgroundOutcome,
): Promise<void> {
  if (store.getState().background?.id !== job.id) return;
  store.setState({ background: null });
  const { kind, model, data, count } = job;
  if (end === 'done') notify(store, 'information', say(`page.ensemble.done.${kind}`, { model, data, count }));
  if (end === 'cancelled') notify(store, 'information', say('page.ensemble.cancelled'));
  if (problem !== null) notify(store, 'error', sayMessage(problem));
  await refreshEnsemble(store, store.connection.lab);
}

/** Stops the job in the background for good. */
export async function stopBackground(store: LabStore): Promise<void> {
  const { background } = store.getState();
  if (background === null || background.stopping) return;
  store.setState({ background: { ...background, stopping: true } });
  try {
    await store.connection.lab.cancelBackground(background.id);
  } catch (error) {
    if (!(error instanceof WorkerGone)) throw error;
  }
}

/** Takes in how far the models are. */
export function followModels(
  store: LabStore,
  { kind, done, count, fraction, remainingMs }: Extract<LabEvent, { kind: 'band' | 'seeds' }>,
): void {
  const what = say(`page.ensemble.follows.${kind}`, { done, count });
  advance(store, ['band', 'seeds'], fraction, { what, remainingMs });
}

/** Finds out about how long the models take, where nobody knows yet. */
export async function estimateEnsemble(store: LabStore): Promise<void> {
  const { ensemble, ensembleMs, job, background } = store.getState();
  if (ensemble === null || ensemble.from !== null || ensembleMs?.key === ensemble.key) return;
  if (job !== null || background !== null) return;
  try {
    const ms = await store.connection.lab.estimateEnsemble();
    store.setState({ ensembleMs: { key: ensemble.key, ms } });
  } catch {
    // It is trained all the same, and tells then.
  }
}
