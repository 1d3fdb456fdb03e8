/** Training the ensemble of the open model, and attacking what was removed. */

import { say } from '../../words/say';
import type { EnsembleState, LabEvent } from '../../worker/protocol';
import type { RemoteLab } from '../jobs/connection';
import { advance, runJob } from '../jobs/job';
import type { LabStore, State } from '../store';
import { takeEnsemble } from './refreshEnsemble';

/** Why no ensemble can be trained, in a sentence, or null. A job that runs is no reason: it ends. */
export function whyNoEnsemble({ lab, ensemble }: State): string | null {
  if (lab === null) return say('lab.notOpen');
  if (lab.model.training === null)
    return say('page.jobs.trainFirst', { model: lab.model.name, data: lab.dataset.name });
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

/** Trains the models that are not there yet. Those that are trained stay when it is cancelled. */
export async function makeEnsemble(store: LabStore): Promise<void> {
  await run(store, 'ensemble', (lab) => lab.makeEnsemble());
}

/** Makes the removals of the present state on the models, and attacks. */
export async function attackRemoved(store: LabStore): Promise<void> {
  await run(store, 'attack', (lab) => lab.attack());
}

async function run(
  store: LabStore,
  kind: 'ensemble' | 'attack',
  work: (lab: RemoteLab) => Promise<EnsembleState | null>,
): Promise<void> {
  if (whyNoEnsemble(store.getState()) !== null) return;
  const done = await runJob(
    store,
    { kind, what: say(`page.ensemble.does.${kind}`) },
    async (lab) => takeEnsemble(store, lab, await work(lab)),
    () => say('page.ensemble.cancelled'),
  );
  if (done) return;
  // What was trained until then is there.
  const { lab } = store.connection;
  await lab
    .ensemble()
    .then((ensemble) => takeEnsemble(store, lab, ensemble))
    .catch(() => {});
}

/** Takes in how far the models are. */
export function followModels(
  store: LabStore,
  {
    kind,
    done,
    count,
    fraction,
    remainingMs,
  }: Extract<LabEvent, { kind: 'ensemble' | 'attack' | 'band' | 'seeds' }>,
): void {
  const what = say(`page.ensemble.follows.${kind}`, { done, count });
  advance(store, ['ensemble', 'attack', 'band', 'seeds'], fraction, { what, remainingMs });
}

/** Finds out about how long the models take, where nobody knows yet. */
export async function estimateEnsemble(store: LabStore): Promise<void> {
  const { ensemble, ensembleMs, job } = store.getState();
  if (ensemble === null || ensemble.from !== null || ensembleMs?.key === ensemble.key || job !== null) return;
  try {
    const ms = await store.connection.lab.estimateEnsemble();
    store.setState({ ensembleMs: { key: ensemble.key, ms } });
  } catch {
    // It is trained all the same, and tells then.
  }
}
