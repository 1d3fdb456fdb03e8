/** Names of single states: what a person calls a model that is worth coming back to. */

import { say } from '../../words/say';
import { applyMoment } from '../jobs/applyMoment';
import { runJob } from '../jobs/job';
import type { LabStore, State } from '../store';

/** What a person calls a state; null: nothing. */
export function nameOfState({ lab }: Pick<State, 'lab'>, id: number): string | null {
  return lab?.history.names.find(([state]) => state === id)?.[1] ?? null;
}

/** Gives a state a name, which its session keeps; "" takes it away. */
export async function nameState(store: LabStore, id: number, name: string): Promise<void> {
  await runJob(
    store,
    { kind: 'session', what: say('page.history.name.naming') },
    async (lab) => applyMoment(store, lab, await lab.nameState(id, name)),
    () => say('page.history.import.cancelled'),
  );
}
