/** The lab behind the worker's interface: one device, one job at a time, one session per data set and model. */

import { findBlankets } from '../engine/markovBlanket';
import { architecturesFor } from '../model/architectures';
import type { CheckpointCard } from '../model/checkpoint';
import { openCheckpointStore } from '../model/checkpointStore';
import { checkpointCalls } from './calls/checkpointCalls';
import { dataCalls } from './calls/dataCalls';
import { type LabParts, stateJob } from './calls/labParts';
import { modelCalls } from './calls/modelCalls';
import { removalCalls } from './calls/removalCalls';
import { sessionCalls } from './calls/sessionCalls';
import { describeLab, type SentHistory } from './describeLab';
import { openMachine } from './device/machine';
import { guardDevice } from './device/rebuild';
import { createHost, type Host, presentMachine, presentModel } from './host';
import { createJobs } from './jobs/jobs';
import { restoreVisit } from './opening/restoreVisit';
import { openShippedWeights } from './opening/shippedWeights';
import type { Lab, LabEvent, LabState } from './protocol';
import { openAutosave } from './saving/autosave';

/** The page that the lab talks to. */
interface Page {
  onEvent: (event: LabEvent) => void;
  /** What it has of the history. */
  sent: SentHistory;
}

/**
 * Makes the lab.
 * @param baseUrl address of the folder that holds models/
 * @param storageName prefix of its databases in the browser's storage
 */
export function createLab(baseUrl: string, storageName = 'lethe'): Lab {
  const page: Page = { onEvent: () => {}, sent: { session: '', count: 0 } };
  const emit = (event: LabEvent) => page.onEvent(event);
  const shipped = openShippedWeights(baseUrl);
  let shippedCards: readonly CheckpointCard[] = [];
  const host = createHost({
    shipped,
    autosave: openAutosave(`${storageName}-sessions`),
    onLoading: (what, fraction) => emit({ kind: 'loading', what, fraction }),
  });
  const jobs = createJobs();
  const parts: LabParts = { host, jobs, emit, state: () => tellState(host, shippedCards, page) };

  return {
    open: (choice, onEvent) =>
      stateJob(parts, async (signal) => {
        page.onEvent = onEvent;
        page.sent = { session: '', count: 0 };
        const [machine, cards] = await Promise.all([openMachine(choice, onEvent), shipped.cards()]);
        shippedCards = cards;
        host.machine = machine;
        guardDevice(parts, machine);
        await restoreVisit(host, signal);
      }),

    ...dataCalls(parts),
    ...modelCalls(parts),
    ...checkpointCalls(parts, openCheckpointStore(storageName)),
    ...removalCalls(parts),
    ...sessionCalls(parts),

    findBlankets: (request) =>
      jobs.run((signal) => {
        const onProgress = (fraction: number) => emit({ kind: 'blankets', fraction });
        return findBlankets(request, { signal, onProgress });
      }),

    async cancel() {
      jobs.cancel();
    },
  };
}

/** The lab as it is now; of the history only what the page does not have, which it has then. */
function tellState(host: Host, shipped: readonly CheckpointCard[], page: Page): LabState {
  const { own, kept, restored, autosave } = host;
  const opened = presentModel(host);
  const { shape } = opened.dataset;
  const table = architecturesFor(shape);
  const described = describeLab(presentMachine(host), opened, {
    kept: kept.values(),
    models: own?.takes(shape) ? [...table, own] : table,
    shipped,
    sent: page.sent,
    restored,
    autosave: autosave.describe(opened.trained),
  });
  page.sent = described.history;
  return described;
}
