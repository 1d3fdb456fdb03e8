/** Two methods on one forget set, one after the other from the same state: two branches, and their table. */

import { say } from '../../words/say';
import type { MethodId, RemovalRequest } from '../contract';
import { applyMoment } from '../jobs/applyMoment';
import { advance, runJob } from '../jobs/job';
import { plannedRemovals } from '../removal/unlearn';
import { whyNotUnlearn } from '../removal/whyNotUnlearn';
import type { LabStore } from '../store';
import { choose } from './chosenStates';

/** Why two methods cannot be run now; null: they can. */
export function whyNotBoth(store: LabStore, methods: readonly MethodId[]): string | null {
  const state = store.getState();
  for (const method of methods) {
    const reason = whyNotUnlearn({ ...state, settings: { ...state.settings, method } });
    if (reason !== null) return reason;
  }
  return null;
}

/**
 * Removes the selected samples by one method, goes back, removes them by the other, each with its settings of now. Both ends are chosen then. A cancel keeps
 * the removals that are finished.
 * @returns whether both came to their end
 */
export async function runBoth(store: LabStore, methods: readonly [MethodId, MethodId]): Promise<boolean> {
  const state = store.getState();
  if (state.lab === null || whyNotBoth(store, methods) !== null) return false;
  const start = state.lab.history.current;
  const samples = [...state.selected];
  const runs = methods.map((method) =>
    plannedRemovals({ ...state, settings: { ...state.settings, method } }),
  );
  const all = runs.flat();
  const ends: number[] = [];
  const done = await runJob(
    store,
    {
      ...{ kind: 'removal', what: say('page.compare.states.running'), samples, removals: all.length },
      ...{ position: 0, request: all[0]!, rejected: 0, phase: 'perturb', phaseFraction: 0 },
    },
    async (lab, signal) => {
      let position = 0;
      for (const run of runs) {
        if (store.getState().lab!.history.current !== start) {
          await applyMoment(store, lab, await lab.goTo(start), { shown: null });
        }
        for (const request of run) {
          signal.throwIfAborted();
          advance(store, ['removal'], position / all.length, newsOf(position, request));
          await applyMoment(store, lab, await lab.unlearn(request), { shown: null });
          position += 1;
        }
        ends.push(store.getState().lab!.history.current);
      }
    },
    () => say('page.compare.states.cancelled'),
  );
  if (done) choose(store, ends);
  return done;
}

const newsOf = (position: number, request: RemovalRequest) =>
  ({ position, request, rejected: 0, phase: 'perturb', phaseFraction: 0 }) as const;

/** Retrains beside each of these states that was not compared yet, one after the other; the model goes there, and back. */
export async function retrainStates(store: LabStore, ids: readonly number[]): Promise<void> {
  const { lab: before, settings } = store.getState();
  if (!before) return;
  const { retrainingOrder, retrainingSeed } = settings;
  await runJob(
    store,
    { kind: 'retraining', what: say('page.compare.states.retraining'), progress: null },
    async (lab, signal) => {
      for (const id of ids) {
        signal.throwIfAborted();
        await applyMoment(store, lab, await lab.goTo(id), { shown: null });
        const moment = await lab.compareWithRetraining(retrainingOrder, retrainingSeed);
        await applyMoment(store, lab, moment, { shown: null });
      }
      await applyMoment(store, lab, await lab.goTo(before.history.current), { shown: null });
    },
    () => say('page.compare.states.cancelled'),
  );
}
