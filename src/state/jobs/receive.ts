/** The worker's news of the job that runs. */

import { type LabEvent, removalPhases } from '../../worker/protocol';
import { followRetraining } from '../compare/retraining';
import type { LabStore } from '../store';
import { followTraining } from '../training/trainModel';
import { adopt } from './adopt';
import { advance } from './job';
import { notify, sentenceOf } from './notices';

/** Writes an event into the state. */
export function receive(store: LabStore, event: LabEvent): void {
  switch (event.kind) {
    case 'loading':
      advance(store, ['opening', 'loading'], event.fraction, { what: event.what });
      advance(store, ['move'], event.fraction);
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
    case 'blankets':
      advance(store, ['blankets'], event.fraction);
      return;
    case 'retraining':
      followRetraining(store, event.progress);
      return;
    case 'replay':
      advance(store, ['replay'], event.fraction);
      return;
    case 'job':
    case 'windows':
    case 'saved':
      return;
    case 'rebuilt':
      adopt(store, store.connection.lab, event.moment, { shown: null }).then(
        () => notify(store, 'error', event.message),
        (error) => notify(store, 'error', sentenceOf(error)),
      );
      return;
    case 'failure':
      notify(store, 'error', event.message);
      return;
    default:
      event satisfies never;
  }
}
