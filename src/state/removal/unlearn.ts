/** Removing the selected samples: one after the other, or as one batch. */

import { say } from '../../words/say';
import type { RemovalRequest, ReportSummary, SampleIndex } from '../../worker/protocol';
import { applyMoment } from '../jobs/applyMoment';
import { advance, runJob } from '../jobs/job';
import { announce, notify } from '../jobs/notices';
import { keepQueue } from '../samples/queue';
import { removalRequest } from '../settings/settings';
import { showTab } from '../settings/tabs';
import type { LabStore, State } from '../store';
import {
  cancelledSentence,
  damageWarning,
  lostPoints,
  rejectedSentence,
  resultSentence,
  withoutEffectSentence,
} from './outcome';
import { whyNotUnlearn } from './whyNotUnlearn';

/** The removals that the selection and the settings ask for. */
export function plannedRemovals({
  selected,
  settings,
  drawnBy,
}: Pick<State, 'selected' | 'settings' | 'drawnBy'>): RemovalRequest[] {
  const samples = [...selected];
  const groups = settings.removeAs === 'batch' ? [samples] : samples.map((sample) => [sample]);
  return groups.map((samples) => removalRequest(settings, samples, drawnBy));
}

/**
 * Removes the selected samples in the order of selection, all under the settings of now. A removal that the guard rejects does not end the run:
 * its samples stay in the retain set, and selected. A cancel drops the removal that runs and keeps those that are finished.
 */
export async function unlearnSelected(store: LabStore): Promise<void> {
  const samples = [...store.getState().selected];
  if (samples.length === 0 || whyNotUnlearn(store.getState()) !== null) return;
  const planned = plannedRemovals(store.getState());
  const isSequence = planned.length > 1;
  const isTimed = store.getState().settings.gpuTimes;
  const finished: ReportSummary[] = [];
  let removals = planned.length;
  if (store.getState().job === null) showTab(store, 'removal');
  await runJob(
    store,
    {
      kind: 'removal',
      what: say('page.jobs.does.unlearn'),
      samples,
      removals: planned.length,
      position: 0,
      request: planned[0]!,
      rejected: 0,
      phase: 'perturb',
      phaseFraction: 0,
    },
    async (lab, signal) => {
      keepQueue(store, samples);
      const requestOf = new Map(planned.map((request) => [request.samples[0]!, request]));
      let request: RemovalRequest | undefined = planned[0];
      if (isSequence) store.setState({ pending: samples.slice(1) });
      // What is left may be put in another order, or dropped, meanwhile.
      for (let position = 0; request !== undefined && !signal.aborted; position++) {
        const rejected = countRejected(finished);
        removals = position + 1 + (store.getState().pending?.length ?? 0);
        advance(store, ['removal'], position / removals, {
          position,
          removals,
          request,
          rejected,
          phase: 'perturb',
          phaseFraction: 0,
        });
        await applyMoment(store, lab, await lab.unlearn(request, isTimed), { shown: null });
        finished.push(store.getState().reports.at(-1)!);
        const [next, ...left]: readonly SampleIndex[] = store.getState().pending ?? [];
        request = next === undefined ? undefined : requestOf.get(next);
        keepQueue(store, next === undefined ? [] : [next, ...left]);
        if (isSequence) store.setState({ pending: left });
      }
      if (request !== undefined) {
        notify(store, 'information', cancelledSentence(finished.length, removals));
      }
      tellOutcome(store, finished);
    },
    () => {
      tellOutcome(store, finished);
      return cancelledSentence(finished.length, removals);
    },
  );
  store.setState({ pending: null });
  // Only what a reload cut short goes on after it.
  keepQueue(store, []);
}

const countRejected = (reports: readonly ReportSummary[]) =>
  reports.filter(({ accepted }) => !accepted).length;

/** Says what the guard rejected, what changed nothing, and which accepted removal did most damage; to a screen reader also what came of all. */
function tellOutcome(store: LabStore, finished: readonly ReportSummary[]): void {
  if (finished.length > 0) announce(store, resultSentence(finished));
  const rejected = rejectedSentence(finished);
  if (rejected !== null) notify(store, 'information', rejected);
  const withoutEffect = withoutEffectSentence(finished);
  if (withoutEffect !== null) notify(store, 'information', withoutEffect);
  const [worst] = finished
    .filter(({ accepted }) => accepted)
    .toSorted((a, b) => lostPoints(b) - lostPoints(a));
  const warning = worst ? damageWarning(worst) : null;
  if (warning !== null) notify(store, 'warning', warning);
}
