/** The lab behind the worker's interface: one device, one job at a time, one session per data set and model. */

import type { ReadShipped } from '../data/shipped/readShipped';
import { findBlankets } from '../engine/markovBlanket';
import { SaidError } from '../words/saidError';
import { certificateCalls } from './calls/certificateCalls';
import { checkpointCalls } from './calls/checkpointCalls';
import { dataCalls } from './calls/dataCalls';
import { ensembleCalls } from './calls/ensembleCalls';
import { createEnsembleWork } from './calls/ensembleWork';
import { keptCalls } from './calls/keptCalls';
import { type LabParts, stateJob } from './calls/labParts';
import { lookCalls } from './calls/lookCalls';
import { modelCalls } from './calls/modelCalls';
import { pageCalls } from './calls/pageCalls';
import { recipeCalls } from './calls/recipeCalls';
import { removalCalls } from './calls/removalCalls';
import { sessionCalls } from './calls/sessionCalls';
import type { OpenMachine } from './device/machine';
import { guardDevice } from './device/rebuild';
import { createHost, saveVisit } from './host';
import { cancelPatienceMs, createJobs } from './jobs/jobs';
import { progressOf } from './jobs/progressOf';
import { openBands } from './opening/bands';
import { openEnsembles } from './opening/ensembles';
import { loadAhead, openWithoutVisit, restoreVisit } from './opening/restoreVisit';
import { openShippedEnsembles } from './opening/shippedEnsembles';
import { openShippedWeights } from './opening/shippedWeights';
import type { Lab, LabEvent } from './protocol';
import { openAutosave } from './saving/autosave';
import { exportSaved } from './saving/exportSaved';
import { type KeptStore, keepsNothing } from './saving/keptStore';
import { alone, type Presence } from './saving/presence';
import { checkedStore } from './schema/checkedStore';
import type { EnsembleStore, Store } from './store';
import { createTeller, type ShippedCards } from './teller';

export type { ReadShipped } from '../data/shipped/readShipped';
export { machinesOf, type WasmFiles } from './device/machine';
export type { Lab } from './protocol';
export type { Presence } from './saving/presence';

/** What the lab is given by where it runs: the page's worker, or a program. */
export interface LabSurroundings {
  readonly openMachine: OpenMachine;
  readonly store: Store;
  /** Where the models of ensembles are kept, and what is wanted of them. */
  readonly members: EnsembleStore;
  /** Where sessions are kept under names; absent: nowhere. */
  readonly sessions?: KeptStore;
  /** Reads a file of the folder that holds data/, ensembles/ and models/. */
  readonly readShipped: ReadShipped;
  /** Whoever else may have the same session open; absent: nobody. */
  readonly presence?: Presence;
}

/** Makes the lab. */
export function createLab({
  openMachine,
  store: medium,
  members,
  readShipped,
  presence = alone,
  sessions = keepsNothing,
}: LabSurroundings): Lab {
  const store = checkedStore(medium);
  let listen: (event: LabEvent) => void = () => {};
  const jobs = createJobs(
    cancelPatienceMs,
    (job) => listen({ kind: 'job', job }),
    (job) => listen({ kind: 'background', job }),
  );
  const emit = (event: LabEvent) => {
    const progress = progressOf(event);
    if (progress) jobs.advance(progress.fraction, progress.remainingMs);
    listen(event);
  };
  let hasSaved = false;
  const shipped = openShippedWeights(readShipped);
  let cards: ShippedCards = { shipped: [], former: [] };
  const host = createHost({
    openMachine,
    presence,
    sessions,
    onElsewhere: (elsewhere) => {
      emit({ kind: 'windows', elsewhere });
      // What the other window had in the background is left to this one.
      if (!elsewhere) void goOn();
    },
    readShipped,
    shipped,
    ensembles: openEnsembles(members, openShippedEnsembles(readShipped)),
    bands: openBands(members, readShipped),
    autosave: openAutosave(store, {
      onSaved: () => {
        if (!hasSaved) emit({ kind: 'saved' });
        hasSaved = true;
      },
    }),
    onLoading: (what, fraction) => emit({ kind: 'loading', what, fraction }),
    onFirst: (images) => emit({ kind: 'firstImages', images }),
  });
  const teller = createTeller(host, () => cards);
  let comesBack = true;
  const work = createEnsembleWork({ host, jobs, emit, moment: teller.moment });
  const goOn = async () => {
    if (comesBack) await work.goOn();
  };
  const parts: LabParts = { host, jobs, emit, moment: teller.moment, goOn };

  return {
    open: (choice, onEvent, { withoutLastVisit = false, dataset = null } = {}) =>
      stateJob(parts, 'open', async (signal) => {
        listen = onEvent;
        comesBack = !withoutLastVisit;
        await jobs.interruptBehind(new SaidError('lab.notOpen', []));
        const last = withoutLastVisit ? null : await host.autosave.lastVisit();
        const [machine, present, former] = await Promise.all([
          openMachine(choice, onEvent),
          shipped.cards(),
          shipped.formerCards(),
          last === null && loadAhead(host, withoutLastVisit ? null : dataset, signal),
        ]);
        cards = { shipped: present, former };
        host.machine = machine;
        guardDevice(parts, machine);
        await (withoutLastVisit ? openWithoutVisit(host, signal) : restoreVisit(host, last, dataset, signal));
      }),

    ...pageCalls(host, teller),
    ...dataCalls(parts),
    ...modelCalls(parts),
    ...checkpointCalls(parts, store),
    ...removalCalls(parts),
    ...certificateCalls(parts),
    ...sessionCalls(parts),
    ...recipeCalls(parts),
    ...lookCalls(parts),
    ...keptCalls(parts),
    ...ensembleCalls(parts, work),

    findBlankets: (request) =>
      jobs.run('blankets', (signal) => {
        const onProgress = (fraction: number) => emit({ kind: 'blankets', fraction });
        return findBlankets(request, { signal, onProgress });
      }),

    async cancel(id) {
      jobs.cancel(id);
    },

    visitDrawn: () => saveVisit(host),

    exportSaved: () => jobs.run('session', (signal) => exportSaved(store, sessions, shipped, signal)),
  };
}
