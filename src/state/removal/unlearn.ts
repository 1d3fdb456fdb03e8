/** Removing the selected samples: one after the other, or as one batch. */

import { say } from '../../words/say';
import type { RemovalRequest, ReportSummary } from '../../worker/protocol';
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
  const requests = plannedRemovals(store.getState());
  const removals = requests.length;
  const isTimed = store.getState().settings.gpuTimes;
  const finished: ReportSummary[] = [];
  if (store.getState().job === null) showTab(store, 'removal');
  await runJob(
    store,
    {
      kind: 'removal',
      what: say('page.jobs.does.unlearn'),
      samples,
      removals,
      position: 0,
      request: requests[0]!,
      rejected: 0,
      phase: 'perturb',
      phaseFraction: 0,
    },
    async (lab, signal) => {
      keepQueue(store, samples);
      for (const [position, request] of requests.entries()) {
        if (signal.aborted) break;
        const rejected = countRejected(finished);
        advance(store, ['removal'], position / removals, {
          position,
          request,
          rejected,
          phase: 'perturb',
          phaseFraction: 0,
        });
        await applyMoment(store, lab, await lab.unlearn(request, isTimed), { shown: null });
        finished.push(store.getState().reports.at(-1)!);
        keepQueue(
          store,
          requests.slice(position + 1).flatMap((left) => left.samples),
        );
      }
      if (finished.length < removals) {
        notify(store, 'information', cancelledSentence(finished.length, removals));
      }
      tellOutcome(store, finished);
    },
    () => {
      tellOutcome(store, finished);
      return cancelledSentence(finished.length, removals);
    },
  );
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
