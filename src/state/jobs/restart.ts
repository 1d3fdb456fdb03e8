/** What the page does when its worker ends, falls silent, or is to be started again. */

import { say } from '../../words/say';
import type { LabStore } from '../store';
import { applyData, applyMoment, tellRestored } from './applyMoment';
import type { WorkerNews } from './connection';
import { runOpening } from './job';
import { notify } from './notices';
import { receive } from './receive';

/** A worker that ends within this time of its start is not started a second time: it would end again. */
const soonMs = 30_000;

/** Takes in what is told of the worker. */
export function followWorker(store: LabStore, news: WorkerNews): void {
  const { lab, worker } = store.getState();
  switch (news.kind) {
    case 'gone':
      // While the lab opens, whoever opens it hears of the worker's end.
      if (lab !== null) void startAfterEnd(store);
      return;
    case 'silent':
      if (worker === 'answering') store.setState({ worker: 'silent' });
      return;
    case 'answering':
      if (worker === 'silent') store.setState({ worker: 'answering' });
      return;
    case 'error':
      notify(store, 'warning', say('page.worker.error', { reason: news.message }));
      return;
    default:
      news satisfies never;
  }
}

/** Ends the worker, whatever it does, and goes on with what was saved. */
export async function restartLab(store: LabStore): Promise<void> {
  if (await openAgain(store)) notify(store, 'information', say('page.worker.startedAgain'));
}

async function startAfterEnd(store: LabStore): Promise<void> {
  if (performance.now() - store.work.jobs.restartedAt < soonMs) {
    store.setState({ job: null, failure: say('page.worker.endsAgain') });
    return;
  }
  if (!(await openAgain(store))) return;
  const removals = store.getState().reports.length;
  notify(store, 'warning', say('page.worker.cameBack', { removals }));
}

/** @returns whether the lab is open again; where not, the page says why, or opens it once more already */
async function openAgain(store: LabStore): Promise<boolean> {
  const { images, settings, lab: before } = store.getState();
  const { jobs } = store.work;
  jobs.stop.abort();
  jobs.inLab = null;
  store.connection.restart();
  jobs.restartedAt = performance.now();
  store.setState({ worker: 'answering', preview: { kind: 'none' }, background: null });
  const { lab } = store.connection;
  const opened = await runOpening(store, say('page.jobs.does.startAgain'), async (signal) => {
    const { withoutLastVisit } = jobs;
    const moment = await lab.open(settings.backend, (event) => receive(store, event), { withoutLastVisit });
    signal.throwIfAborted();
    // Nothing that the page knows of the last worker is true of this one, the pictures excepted: they have their digest.
    const known = { lab: null, reports: [], report: null, images };
    if (before?.data === moment.data) {
      await applyMoment(store, lab, moment, { shown: null }, known);
      tellRestored(store, moment);
    } else {
      store.setState({ lab: null, reports: [], report: null });
      await applyData(store, lab, moment);
    }
    return moment;
  });
  return opened !== null;
}
