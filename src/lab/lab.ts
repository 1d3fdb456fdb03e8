/** The lab behind the worker's interface: one device, one job at a time, one session per data set and model. */

import { findBlankets } from '../engine/markovBlanket';
import { architecturesFor } from '../model/architectures';
import type { CheckpointCard } from '../model/checkpoint';
import { openCheckpointStore } from '../model/checkpointStore';
import { openAutosave } from './autosave';
import { checkpointCalls } from './checkpointCalls';
import { dataCalls } from './dataCalls';
import { describeLab, type SentHistory } from './describeLab';
import { createJobs } from './jobs';
import { type LabParts, stateJob } from './labParts';
import { openMachine } from './machine';
import { modelCalls } from './modelCalls';
import type { Lab, LabEvent, LabState } from './protocol';
import { guardDevice } from './rebuild';
import { removalCalls } from './removalCalls';
import { restoreVisit } from './restoreVisit';
import { sessionCalls } from './sessionCalls';
import { openShippedWeights } from './shippedWeights';
import { createWorkbench, presentBench, presentMachine, type Workbench } from './workbench';

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
  const workbench = createWorkbench({
    shipped,
    autosave: openAutosave(`${storageName}-sessions`),
    onLoading: (what, fraction) => emit({ kind: 'loading', what, fraction }),
  });
  const jobs = createJobs();
  const parts: LabParts = { workbench, jobs, emit, state: () => tellState(workbench, shippedCards, page) };

  return {
    open: (choice, onEvent) =>
      stateJob(parts, async (signal) => {
        page.onEvent = onEvent;
        page.sent = { session: '', count: 0 };
        const [machine, cards] = await Promise.all([openMachine(choice, onEvent), shipped.cards()]);
        shippedCards = cards;
        workbench.machine = machine;
        guardDevice(parts, machine);
        await restoreVisit(workbench, signal);
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
function tellState(workbench: Workbench, shipped: readonly CheckpointCard[], page: Page): LabState {
  const { own, kept, restored, autosave } = workbench;
  const bench = presentBench(workbench);
  const { shape } = bench.dataset;
  const table = architecturesFor(shape);
  const described = describeLab(presentMachine(workbench), bench, {
    kept: kept.values(),
    models: own?.takes(shape) ? [...table, own] : table,
    shipped,
    sent: page.sent,
    restored,
    autosave: autosave.describe(bench.trained),
  });
  page.sent = described.history;
  return described;
}
