/** Comparing the present model with one that was trained from scratch on what is left. */

import { dataName, modelName } from '../../words/names';
import { say } from '../../words/say';
import type { EpochProgress } from '../../worker/protocol';
import { applyMoment } from '../jobs/applyMoment';
import { advance, runJob } from '../jobs/job';
import type { LabStore, State } from '../store';
import { comparisonOf, isAsSet } from './comparisonOf';

/** Why nothing can be compared now, in a sentence, or null. A job that runs is no reason: it ends. */
export function whyNotCompare(state: State): string | null {
  const { lab } = state;
  if (lab === null) return say('lab.notOpen');
  if (lab.model.training === null)
    return say('page.jobs.trainFirst', { model: modelName(lab.model), data: dataName(lab.dataset) });
  const known = comparisonOf(state, lab.history.current);
  const isKnown = known !== null && isAsSet(known, state.settings);
  return isKnown ? say('page.compare.compared') : null;
}

/** Retrains, compares, and shows the comparison. */
export async function compareWithRetraining(store: LabStore): Promise<void> {
  if (whyNotCompare(store.getState()) !== null) return;
  await runJob(
    store,
    { kind: 'retraining', what: say('page.jobs.does.retrain'), progress: null },
    async (lab) => {
      const { retrainingOrder, retrainingSeed } = store.getState().settings;
      const moment = await lab.compareWithRetraining(retrainingOrder, retrainingSeed);
      return applyMoment(store, lab, moment, { shown: null, reportTab: 'retraining' });
    },
    () => say('page.compare.cancelled'),
  );
}

/** Makes the present removal again that the guard rejected, compares the model that it would have been, and shows the comparison. */
export async function compareRejected(store: LabStore): Promise<void> {
  await runJob(
    store,
    { kind: 'retraining', what: say('page.jobs.does.retrain'), progress: null },
    async (lab) => {
      const { retrainingOrder, retrainingSeed } = store.getState().settings;
      const moment = await lab.compareRejected(retrainingOrder, retrainingSeed);
      return applyMoment(store, lab, moment, { shown: null, reportTab: 'retraining' });
    },
    () => say('page.compare.cancelled'),
  );
}

/** Measures whether what was removed comes back, beside the comparison of this id, and shows it there. */
export async function measureComeback(store: LabStore, id: number): Promise<void> {
  await runJob(
    store,
    { kind: 'comeback', what: say('page.jobs.does.comeback') },
    async (lab) =>
      applyMoment(store, lab, await lab.measureComeback(id), { shown: null, reportTab: 'retraining' }),
    () => say('page.comeback.cancelled'),
  );
}

/** Measures rewinding beside the comparison of this id, and shows it there. */
export async function measureRewindLine(store: LabStore, id: number): Promise<void> {
  await runJob(
    store,
    { kind: 'rewindLine', what: say('page.compare.rewindLine.does') },
    async (lab) =>
      applyMoment(store, lab, await lab.measureRewindLine(id), { shown: null, reportTab: 'retraining' }),
    () => say('page.compare.rewindLine.cancelled'),
  );
}

/** Retrains the models of the noise band for the comparison of this id. Those that are trained stay when it is cancelled. */
export async function makeBand(store: LabStore, id: number): Promise<void> {
  await runJob(
    store,
    { kind: 'band', what: say('page.compare.band.does') },
    async (lab) => applyMoment(store, lab, await lab.makeBand(id), { shown: null, reportTab: 'retraining' }),
    () => say('page.ensemble.cancelled'),
  );
}

/** Measures over so many other seeds what was recovered, for the comparison of this id. What is done of a seed stays when it is cancelled. */
export async function recoverSeeds(store: LabStore, id: number, count: number): Promise<void> {
  await runJob(
    store,
    { kind: 'seeds', what: say('page.compare.recovered.seeds.does') },
    async (lab) =>
      applyMoment(store, lab, await lab.recoverSeeds(id, count), { shown: null, reportTab: 'retraining' }),
    () => say('page.ensemble.cancelled'),
  );
}

/** Takes in how far the retraining is. */
export function followRetraining(store: LabStore, progress: EpochProgress): void {
  const { fraction, remainingMs } = progress;
  advance(store, ['retraining'], fraction, { progress, remainingMs });
  // A measurement of what comes back makes the retrained model again where it is gone.
  advance(store, ['comeback'], fraction, { remainingMs });
}
