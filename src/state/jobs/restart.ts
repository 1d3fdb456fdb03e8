/** What the page does when its worker ends, falls silent, or is to be started again. */

import { say } from '../../words/say';
import type { LabStore } from '../store';
import { applyData, applyMoment, tellRestored } from './applyMoment';
import type { WorkerNews } from './connection';
import { beginJob, endJob } from './job';
import { notify, sentenceOf } from './notices';
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

/** @returns whether the lab is open again; where not, the page says why */
async function openAgain(store: LabStore): Promise<boolean> {
  const { images, settings, lab: before } = store.getState();
  store.work.jobs.stop.abort();
  store.work.jobs.inLab = null;
  store.connection.restart();
  store.work.jobs.restartedAt = performance.now();
  const { id } = beginJob(store, { kind: 'opening', what: say('page.jobs.does.startAgain') });
  store.setState({ worker: 'answering', preview: { kind: 'none' } });
  const { lab } = store.connection;
  try {
    const moment = await lab.open(settings.backend, (event) => receive(store, event));
    // Nothing that the page knows of the last worker is true of this one, the pictures excepted: they have their digest.
    const known = { lab: null, reports: [], report: null, images };
    if (before?.data === moment.data) {
      await applyMoment(store, lab, moment, { shown: null }, known);
      tellRestored(store, moment);
    } else {
      store.setState({ lab: null, reports: [], report: null });
      await applyData(store, lab, moment);
    }
    return true;
  } catch (error) {
    store.setState({ failure: sentenceOf(error) });
    return false;
  } finally {
    endJob(store, id);
  }
}
