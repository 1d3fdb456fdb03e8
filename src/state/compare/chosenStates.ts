/** States of the history that are chosen to be compared with one another, in the order of choosing. */

import type { RemovalReport } from '../contract';
import { pullReport } from '../jobs/pull';
import type { LabStore, State } from '../store';

/** More would be no table that a person reads. */
export const mostChosen = 12;

/** The chosen states; none once another session is open. */
export function chosenStates({
  chosen,
  lab,
  reports,
}: Pick<State, 'chosen' | 'lab' | 'reports'>): readonly number[] {
  if (!lab || chosen.session !== lab.history.session) return none;
  return chosen.ids.some((id) => id > reports.length) ? none : chosen.ids;
}

const none: readonly number[] = [];

/** Chooses a state, or no longer. */
export function toggleChosen(store: LabStore, id: number): void {
  const ids = chosenStates(store.getState());
  choose(store, ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id].slice(-mostChosen));
}

/** Chooses just these states. */
export function choose(store: LabStore, ids: readonly number[]): void {
  store.setState(({ lab }) => ({ chosen: { session: lab?.history.session ?? '', ids } }));
}

/** Begins or ends choosing: while it lasts, a press on a row of the history chooses it. */
export function setChoosing(store: LabStore, choosing: boolean): void {
  store.setState({ choosing });
}

/** The whole reports of states; null for the original model. */
export function pullStates(
  store: LabStore,
  ids: readonly number[],
): Promise<readonly (RemovalReport | null)[]> {
  return Promise.all(ids.map((id) => pullReport(store.connection.lab, id, store.getState().report)));
}
