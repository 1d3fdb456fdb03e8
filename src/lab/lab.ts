/** The lab behind the worker's interface: one device, one job at a time, one session per data set and model. */

import { findBlankets } from '../engine/markovBlanket';
import type { CheckpointCard } from '../model/checkpoint';
import { openCheckpointStore } from '../model/checkpointStore';
import { checkpointCalls } from './calls/checkpointCalls';
import { dataCalls } from './calls/dataCalls';
import { type LabParts, stateJob } from './calls/labParts';
import { modelCalls } from './calls/modelCalls';
import { pageCalls } from './calls/pageCalls';
import { removalCalls } from './calls/removalCalls';
import { sessionCalls } from './calls/sessionCalls';
import { openMachine } from './device/machine';
import { guardDevice } from './device/rebuild';
import { createHost } from './host';
import { createJobs } from './jobs/jobs';
import { restoreVisit } from './opening/restoreVisit';
import { openShippedWeights } from './opening/shippedWeights';
import type { Lab, LabEvent } from './protocol';
import { openAutosave } from './saving/autosave';
import { createTeller } from './teller';

/**
 * Makes the lab.
 * @param baseUrl address of the folder that holds models/
 * @param storageName prefix of its databases in the browser's storage
 */
export function createLab(baseUrl: string, storageName = 'lethe'): Lab {
  let listen: (event: LabEvent) => void = () => {};
  const emit = (event: LabEvent) => listen(event);
  const shipped = openShippedWeights(baseUrl);
  let shippedCards: readonly CheckpointCard[] = [];
  const host = createHost({
    shipped,
    autosave: openAutosave(`${storageName}-sessions`),
    onLoading: (what, fraction) => emit({ kind: 'loading', what, fraction }),
  });
  const jobs = createJobs();
  const teller = createTeller(host, () => shippedCards);
  const parts: LabParts = { host, jobs, emit, moment: teller.moment };

  return {
    open: (choice, onEvent) =>
      stateJob(parts, async (signal) => {
        listen = onEvent;
        const [machine, cards] = await Promise.all([openMachine(choice, onEvent), shipped.cards()]);
        shippedCards = cards;
        host.machine = machine;
        guardDevice(parts, machine);
        await restoreVisit(host, signal);
      }),

    ...pageCalls(host, teller),
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
