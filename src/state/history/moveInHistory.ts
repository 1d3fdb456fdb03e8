/** Moving in the history: back, forward, and to any state. The weights are bit for bit what they were. */

import type { LabState } from '../../worker/protocol';
import type { RemoteLab } from '../jobs/connection';
import { adopt, runJob } from '../jobs/job';
import { store } from '../store';

/** Takes the last removal back. */
export async function undo(): Promise<void> {
  if (!store.getState().lab?.history.current) return;
  await move('Taking the last removal back', (lab) => lab.undo());
}

/** Makes the removal again that was undone last. */
export async function redo(): Promise<void> {
  if (store.getState().lab?.history.next == null) return;
  await move('Making the removal again', (lab) => lab.redo());
}

/** Goes to a state of the history; 0: the original model. */
export async function goTo(id: number): Promise<void> {
  if (store.getState().lab?.history.current === id) return;
  const what = id === 0 ? 'Going back to the original model' : `Going to the model after removal ${id}`;
  await move(what, (lab) => lab.goTo(id));
}

async function move(what: string, work: (lab: RemoteLab) => Promise<LabState>): Promise<void> {
  await runJob(
    { kind: 'move', what, fraction: 0 },
    async (lab) => adopt(await work(lab), { shown: null }),
    () => 'Cancelled: the model is where it was.',
  );
}

/** Shows a state of the history; the model stays where it is. */
export function showState(id: number): void {
  store.setState({ shown: id, tab: 'removal' });
}
