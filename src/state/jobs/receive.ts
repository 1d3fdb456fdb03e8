/** The worker's news of the job that runs. */

import { say, sayMessage } from '../../words/say';
import { askToKeep } from '../../worker/askToKeep';
import { type LabEvent, type RunningJob, removalPhases } from '../../worker/protocol';
import { followRetraining } from '../compare/retraining';
import { followBackground, followModels, takeBackgroundEnd } from '../ensemble/ensemble';
import { followLook } from '../looks/looks';
import type { LabStore } from '../store';
import { followTraining } from '../training/trainModel';
import { applyMoment } from './applyMoment';
import { cancelInHost } from './cancelInHost';
import { advance } from './job';
import type { Job } from './jobsState';
import { notify, sentenceOf } from './notices';

/** Writes an event into the state. */
export function receive(store: LabStore, event: LabEvent): void {
  switch (event.kind) {
    case 'loading':
      advance(store, ['opening', 'loading'], event.fraction, { what: sayMessage(event.what) });
      advance(store, ['move'], event.fraction);
      return;
    case 'firstImages':
      // Other data than the first are shown once they are whole: what is on show until then stays in use.
      store.setState(({ lab }) => ({ first: lab === null ? event.images : null }));
      return;
    case 'training':
      followTraining(store, event.progress);
      return;
    case 'removal': {
      const { job } = store.getState();
      if (job?.kind !== 'removal') return;
      const { phase, fraction: phaseFraction } = event;
      const share = (removalPhases.indexOf(phase) + phaseFraction) / removalPhases.length;
      const fraction = (job.position + share) / job.removals;
      advance(store, ['removal'], fraction, { phase, phaseFraction });
      return;
    }
    case 'step': {
      const { job, reportTab } = store.getState();
      // Of what other tabs show nothing is known yet: what is on show stays there.
      if (job?.kind === 'removal' && job.removals === 1 && reportTab === 'overview') {
        store.setState({ job: { ...job, taken: event.taken } });
      }
      return;
    }
    case 'blankets':
      advance(store, ['blankets'], event.fraction);
      return;
    case 'retraining':
      followRetraining(store, event.progress);
      return;
    case 'comeback':
    case 'rewindLine':
      advance(store, [event.kind], event.fraction);
      return;
    case 'band':
    case 'seeds':
      followModels(store, event);
      return;
    case 'look':
      followLook(store, event.fraction);
      advance(store, ['sensitivity'], event.fraction);
      return;
    case 'replay':
      advance(store, ['replay'], event.fraction);
      // The weights of a state that lie nowhere are made again.
      advance(store, ['move'], event.fraction, { what: say('page.jobs.does.replay') });
      return;
    case 'job':
      followHost(store, event.job);
      return;
    case 'background':
      followBackground(store, event.job);
      return;
    case 'backgroundEnded':
      void takeBackgroundEnd(store, event);
      return;
    case 'windows':
      if (event.elsewhere && !store.getState().lab?.elsewhere) {
        notify(store, 'warning', say('page.history.elsewhere'));
      }
      store.setState(({ lab }) => ({ lab: lab && { ...lab, elsewhere: event.elsewhere } }));
      return;
    case 'saved':
      askToKeep();
      return;
    case 'rebuilt':
      applyMoment(store, store.connection.lab, event.moment, { shown: null }).then(
        () => notify(store, 'error', sayMessage(event.message)),
        (error) => notify(store, 'error', sentenceOf(error)),
      );
      return;
    case 'failure':
      notify(store, 'error', sayMessage(event.message));
      return;
    default:
      event satisfies never;
  }
}

/** Jobs of the page that are one job of the lab, whose own count says how far they are. */
const single: readonly Job['kind'][] = [
  'opening',
  'loading',
  'move',
  'replay',
  'session',
  'checkpoint',
  'sensitivity',
  'blankets',
];

/** Notes which job runs in the lab; one that a cancel was too early for is cancelled now. */
function followHost(store: LabStore, running: RunningJob | null): void {
  const { jobs } = store.work;
  const isNew = running !== null && running.id !== jobs.inLab;
  jobs.inLab = running?.id ?? null;
  if (running === null) return;
  if (isNew && store.getState().cancelling) void cancelInHost(store);
  else advance(store, single, running.fraction, { remainingMs: running.remainingMs });
}
