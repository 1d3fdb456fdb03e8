/** The state of the history on show. */

import type { RemovalReport, ReportSummary, StepTaken } from '../../worker/protocol';
import type { State } from '../store';

/** The state of the history on show: the one chosen there, else the one that the model is in. */
export function shownState({ lab, reports, shown }: State): number {
  const id = shown ?? lab?.history.current ?? 0;
  return id <= reports.length ? id : 0;
}

/** A state that is looked at and is not the one that the model is in; null where none is. */
export function viewedState(state: State): number | null {
  const id = shownState(state);
  return state.lab === null || id === state.lab.history.current ? null : id;
}

/** The whole report on show; null for the original model, and until the worker has sent it. */
export function shownReport(state: State): RemovalReport | null {
  const { report } = state;
  return report?.id === shownState(state) ? report : null;
}

/** The report on show in short; null for the original model. */
export function shownSummary(state: State): ReportSummary | null {
  return state.reports[shownState(state) - 1] ?? null;
}

/** What the step of the removal that runs did to its sample, until its report is there; null where something else is looked at. */
export function takenOnShow({ job, reports, shown }: State): StepTaken | null {
  if (job?.kind !== 'removal' || shown !== null) return null;
  return job.taken && job.taken.id > reports.length ? job.taken : null;
}
