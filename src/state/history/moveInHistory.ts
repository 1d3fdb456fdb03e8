/** Moving in the history: back, forward, and to any state. The weights are bit for bit what they were. */

import { say } from '../../words/say';
import type { Moment } from '../../worker/protocol';
import { applyMoment } from '../jobs/applyMoment';
import type { RemoteLab } from '../jobs/connection';
import { runJob } from '../jobs/job';
import { notify, sentenceOf } from '../jobs/notices';
import { pullReport } from '../jobs/pull';
import type { LabStore } from '../store';

/** Takes the last removal back. */
export async function undo(store: LabStore): Promise<void> {
  if (!store.getState().lab?.history.current) return;
  await move(store, say('page.history.moves.undo'), (lab) => lab.undo());
}

/** Makes the removal again that was undone last. */
export async function redo(store: LabStore): Promise<void> {
  if (store.getState().lab?.history.next == null) return;
  await move(store, say('page.history.moves.redo'), (lab) => lab.redo());
}

/** Goes to a state of the history; 0: the original model. */
export async function goTo(store: LabStore, id: number): Promise<void> {
  if (store.getState().lab?.history.current === id) return;
  const what = id === 0 ? say('page.history.moves.toOriginal') : say('page.history.moves.toRemoval', { id });
  await move(store, what, (lab) => lab.goTo(id));
}

async function move(store: LabStore, what: string, work: (lab: RemoteLab) => Promise<Moment>): Promise<void> {
  await runJob(
    store,
    { kind: 'move', what },
    async (lab) => applyMoment(store, lab, await work(lab), { shown: null }),
    () => say('page.history.moves.cancelled'),
  );
}

/** Shows a state of the history, once its whole report is here; the model stays where it is. */
export async function showState(store: LabStore, id: number): Promise<void> {
  store.setState({ shown: id, tab: 'removal' });
  try {
    const report = await pullReport(store.connection.lab, id, store.getState().report);
    if (report !== null && store.getState().shown === id) store.setState({ report });
  } catch (error) {
    notify(store, 'error', sentenceOf(error));
  }
}
