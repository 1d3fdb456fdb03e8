/**
 * The work on ensembles, in the background: training their models, and attacking. What is begun is kept as wanted until it is done or cancelled: the lab
 * goes on with it by itself once its model is open again, after a reload as after the loss of the device.
 */

import { attackRemovals } from '../../engine/yardstick/attackRemovals';
import { type EnsembleSpec, ensembleKey } from '../../engine/yardstick/ensembleSpec';
import { type EnsembleJob, type EnsembleLab, makeEnsemble } from '../../engine/yardstick/makeEnsemble';
import { watchGpu } from '../../gpu/host';
import type { Compute } from '../../model/compute';
import { awaitApart } from '../../model/gate';
import { SaidError } from '../../words/saidError';
import { trainedModel } from '../host';
import type { BackgroundKind, BackgroundOutcome, BackgroundRun } from '../jobs/background';
import { removalsOf } from '../opening/ensembles';
import type { FoundMargins } from '../opening/findMargins';
import type { TrainedModel } from '../opening/openedModel';
import { readWanted, type Wanted } from '../schema/wanted';
import type { EnsembleStore, MemberStore } from '../store';
import type { LabParts } from './labParts';

export interface EnsembleWork {
  /** @throws SaidError where the model open cannot have one, or another job is in the background */
  makeEnsemble(): Promise<void>;
  /** @throws SaidError as well where nothing is removed */
  attack(): Promise<void>;
  /** Goes on with what is wanted of the model that is open, if anything is and nothing else is in the background. Never rejects. */
  goOn(): Promise<void>;
}

/** So often the lab goes on by itself with what does not get on: what ends the device or the worker each time must not do so for ever. */
const mostTries = 10;

/** What is to be done, of which ensemble of which model. */
interface Task {
  readonly trained: TrainedModel;
  readonly spec: EnsembleSpec;
  readonly wanted: Wanted;
}

export function createEnsembleWork({ host, jobs, emit }: Omit<LabParts, 'goOn'>): EnsembleWork {
  const { ensembles, presence } = host;
  const { store } = ensembles;

  async function work({ trained, spec, wanted }: Task, run: BackgroundRun): Promise<void> {
    const { signal } = run;
    const key = ensembleKey(spec);
    const members = apart(store, signal);
    await members.saveWanted(key, wanted);
    const lab = labOf(trained);
    const job = (kind: BackgroundKind) => jobOf(kind, lab.compute, run, forgetTries(members, key, wanted));
    const make = async (): Promise<FoundMargins> => {
      const margins = await makeEnsemble(lab, spec, members, job('ensemble'));
      signal.throwIfAborted();
      const found = { margins, from: 'made' } as const;
      ensembles.keep(found);
      return found;
    };
    const found = wanted.kind === 'attack' && (await ensembles.findOf(spec, lab.dataset));
    const { margins } = found || (await make());
    if (wanted.kind === 'attack') {
      const report = await attackRemovals(lab, margins, members, wanted.requests, job('attack'));
      signal.throwIfAborted();
      await awaitApart(signal, () => ensembles.keepAttack(report));
    }
  }

  /** Begins, and follows to the end. @param release gives up the claim on the ensemble */
  function begin(task: Task, release: () => void): void {
    const { trained, spec, wanted } = task;
    const { dataset, network } = trained.session;
    const ensemble = ensembleKey(spec);
    const subject = { ensemble, model: network.architecture.name, data: dataset.name };
    const over = jobs.runBehind(wanted.kind, subject, (run) => work(task, run)).finally(release);
    const after = async (outcome: BackgroundOutcome) => {
      emit({ kind: 'backgroundEnded', ...outcome });
      if (outcome.end === 'interrupted') return;
      await store.saveWanted(ensemble, null);
      await goOn();
    };
    // A store that does not forget it would have it begin again and again.
    over.then(after).catch(() => {});
  }

  /** @throws SaidError where somebody else does it already */
  async function start(kind: BackgroundKind): Promise<void> {
    if (jobs.hasBehind()) throw new SaidError('lab.background.atWork', []);
    const trained = trainedModel(host);
    const spec = ensembles.specOf(trained.session);
    if (!spec) throw new SaidError('engine.failed.notRetrainable', []);
    const requests = kind === 'attack' ? removalsOf(trained.session) : [];
    if (kind === 'attack' && requests.length === 0) throw new SaidError('engine.refused.nothingToAttack', []);
    const { count, seed } = spec;
    const wanted: Wanted = { version: 1, kind, count, seed, requests, tries: 0 };
    const release = await presence.claim(ensembleKey(spec));
    if (!release) throw new SaidError('lab.background.elsewhere', []);
    try {
      begin({ trained, spec, wanted }, release);
    } catch (error) {
      release();
      throw error;
    }
  }

  async function goOn(): Promise<void> {
    try {
      if (jobs.hasBehind()) return;
      const found = findTask(host.opened?.trained ?? null, readWanted(await store.loadWanted()));
      if (!found) return;
      const release = await presence.claim(ensembleKey(found.spec));
      if (!release) return;
      try {
        begin(found, release);
        ensembles.propose(found.spec);
      } catch {
        // Another one was begun meanwhile: what is wanted stays so.
        release();
      }
    } catch {
      // What the store has in the way is told when something is written to it.
    }
  }

  function findTask(trained: TrainedModel | null, wanted: ReadonlyMap<string, Wanted>): Task | null {
    if (!trained) return null;
    for (const [key, one] of wanted) {
      const spec = ensembles.specOf(trained.session, one);
      if (!spec || ensembleKey(spec) !== key || one.tries >= mostTries) continue;
      return { trained, spec, wanted: { ...one, tries: one.tries + 1 } };
    }
    return null;
  }

  return { makeEnsemble: () => start('ensemble'), attack: () => start('attack'), goOn };
}

function labOf({ session: { compute, dataset, network } }: TrainedModel): EnsembleLab {
  return { compute, dataset, architecture: network.architecture };
}

/** What the work asks of its store. */
type WorkStore = MemberStore & Pick<EnsembleStore, 'saveWanted'>;

/** A store that is waited for apart: it may take its time, and the machine is free meanwhile. */
function apart(store: EnsembleStore, signal: AbortSignal): WorkStore {
  return {
    loadMargins: (...of) => awaitApart(signal, () => store.loadMargins(...of)),
    loadWeights: (...of) => awaitApart(signal, () => store.loadWeights(...of)),
    saveMember: (...of) => awaitApart(signal, () => store.saveMember(...of)),
    loadAttack: (...of) => awaitApart(signal, () => store.loadAttack(...of)),
    saveAttacked: (...of) => awaitApart(signal, () => store.saveAttacked(...of)),
    saveWanted: (...of) => awaitApart(signal, () => store.saveWanted(...of)),
  };
}

/** Notes with the first model that is done that it gets on. */
function forgetTries(store: WorkStore, ensemble: string, wanted: Wanted): () => Promise<void> {
  let tries = wanted.tries;
  return async () => {
    if (tries === 0) return;
    tries = 0;
    await store.saveWanted(ensemble, { ...wanted, tries: 0 });
  };
}

/** @param onSettled awaited when a model is made, before it is kept */
function jobOf(
  kind: BackgroundKind,
  { gpu }: Compute,
  { signal, onProgress }: BackgroundRun,
  onSettled: () => Promise<void>,
): EnsembleJob {
  let watch = gpu && watchGpu(gpu);
  return {
    signal,
    onProgress: ({ done, count, fraction }) => onProgress({ kind, done, count, fraction }),
    async settle() {
      await watch?.check();
      watch = gpu && watchGpu(gpu);
      await onSettled();
    },
  };
}
