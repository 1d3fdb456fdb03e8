/** Sessions under names, as the page lists them. */

import { say } from '../../words/say';
import { applyData } from '../jobs/applyMoment';
import { runJob } from '../jobs/job';
import { notify, sentenceOf } from '../jobs/notices';
import { followLab } from '../setup/chooseData';
import type { LabStore } from '../store';
import { mayLeaveHistory } from './leaveHistory';

/** Asks for the list anew. Where it cannot be had, it is empty: what keeps it from being had is told where something is to be kept. */
export async function refreshKept(store: LabStore): Promise<void> {
  try {
    store.setState({ kept: await store.connection.lab.keptSessions() });
  } catch {
    store.setState({ kept: [] });
  }
}

/** Keeps the present session under a name. */
export async function keepSession(store: LabStore, name: string): Promise<boolean> {
  return runJob(
    store,
    { kind: 'session', what: say('page.history.kept.keeping') },
    async (lab) => store.setState({ kept: await lab.keepSession(name) }),
    () => say('page.history.import.cancelled'),
  );
}

/** Opens a kept session; the present one is kept by the lab. */
export async function openKept(store: LabStore, id: string): Promise<void> {
  if (!(await mayLeaveHistory(store, 'session'))) return;
  const name = store.getState().kept?.find((entry) => entry.id === id)?.name ?? '';
  const done = await runJob(
    store,
    { kind: 'loading', what: say('page.jobs.opening', { name }) },
    async (lab) => {
      await applyData(store, lab, await lab.openKept(id));
      const { count } = store.getState().lab!.history;
      notify(store, 'information', say('page.history.import.opened', { count }));
    },
    () => say('page.history.import.cancelled'),
  );
  if (done) followLab(store, store.getState().settings.images);
}

/** Gives a kept session another name. */
export async function renameKept(store: LabStore, id: string, name: string): Promise<void> {
  await change(store, () => store.connection.lab.renameKept(id, name));
}

/** Deletes a kept session. */
export async function deleteKept(store: LabStore, id: string): Promise<void> {
  await change(store, () => store.connection.lab.deleteKept(id));
}

async function change(
  store: LabStore,
  work: () => ReturnType<LabStore['connection']['lab']['keptSessions']>,
): Promise<void> {
  try {
    store.setState({ kept: await work() });
  } catch (error) {
    notify(store, 'error', sentenceOf(error));
  }
}
