/** The lab behind the worker's interface: one device, one job at a time, one session per data set and model. */

import { balancedSubset } from '../data/balancedSubset';
import type { Dataset } from '../data/dataset';
import { findSource } from '../data/sources';
import { compareWithRetraining } from '../engine/compareWithRetraining';
import { findBlankets } from '../engine/markovBlanket';
import { replay } from '../engine/replay';
import { measureSensitivity } from '../engine/sensitivity';
import { goTo, redo, type Session, undo } from '../engine/session';
import { readSession, SessionFileError } from '../engine/sessionFile';
import { previewRemoval, unlearn } from '../engine/unlearn';
import { architecturesFor, findArchitecture } from '../model/architectures';
import { type CheckpointCard, decodeCheckpoint, trainingCard } from '../model/checkpoint';
import { mayBeCheckpoint, packCheckpoint, unpackCheckpoint } from '../model/checkpointFile';
import { openCheckpointStore } from '../model/checkpointStore';
import type { Job } from '../model/job';
import { readOwnModel } from '../model/ownModel';
import { adoptWeights, train } from '../model/training';
import type { TrainingRequest } from '../model/trainingRequest';
import { openAutosave } from './autosave';
import { previewFiles, readChosen } from './chosenFiles';
import { describeLab, type SentHistory } from './describeLab';
import { encodeOriginal, exportSession } from './exportBench';
import { createJobs } from './jobs';
import { type Machine, openMachine, openMachineAgain } from './machine';
import { paceTraining } from './paceTraining';
import type {
  Lab,
  LabEvent,
  LabState,
  RemovalPreview,
  RemovalRequest,
  SavedCheckpoint,
  TrainingImages,
} from './protocol';
import { openShippedWeights } from './shippedWeights';
import { createWorkbench, ownTraining } from './workbench';

/** Epochs that relearning may take in a comparison with retraining. */
const relearnLimit = 5;
/** Least time between two pieces of news of a training. */
const trainingPauseMs = 100;

/**
 * Makes the lab.
 * @param baseUrl address of the folder that holds models/
 * @param storageName prefix of its databases in the browser's storage
 */
export function createLab(baseUrl: string, storageName = 'lethe'): Lab {
  const shipped = openShippedWeights(baseUrl);
  const storage = openCheckpointStore(storageName);
  const autosave = openAutosave(`${storageName}-sessions`);
  const jobs = createJobs();
  let emit: (event: LabEvent) => void = () => {};
  const bench = createWorkbench({
    shipped,
    autosave,
    onLoading: (what, fraction) => emit({ kind: 'loading', what, fraction }),
  });
  let shippedCards: readonly CheckpointCard[] = [];
  /** The user's files, read and shown but not taken yet. */
  let pending: Dataset | undefined;
  let endsEarly = false;
  /** What the page has of the history. */
  let sent: SentHistory = { session: '', count: 0 };

  const trainedSession = (): Session => bench.trainedBench().session;

  /** Runs a job, and answers with the lab as it is then. */
  const stateJob = (work: (signal: AbortSignal) => Promise<unknown>): Promise<LabState> =>
    jobs.run(async (signal) => {
      bench.forgetNews();
      await work(signal);
      return state();
    });

  /** Runs a job that takes the session a step further, and saves it. */
  const step = (work: (session: Session, signal: AbortSignal) => Promise<unknown>): Promise<LabState> =>
    stateJob(async (signal) => {
      await work(trainedSession(), signal);
      await autosave.save(bench.trainedBench());
    });

  /** Goes through the history. */
  const move = (go: (session: Session, job: Job) => Promise<void>): Promise<LabState> =>
    step((session, signal) => {
      const onProgress = (fraction: number) =>
        emit({ kind: 'loading', what: 'the model as it was', fraction });
      return go(session, { signal, onProgress });
    });

  function state(): LabState {
    const { machine, bench: current } = bench.opened();
    const { shape } = current.dataset;
    const table = architecturesFor(shape);
    const described = describeLab(machine, current, {
      kept: bench.kept,
      models: bench.own?.takes(shape) ? [...table, bench.own] : table,
      shipped: shippedCards,
      sent,
      restored: bench.restored,
      autosave: autosave.describe(current.trained),
    });
    sent = described.history;
    return described;
  }

  /** Rebuilds the lab when the machine's device is lost. */
  function guard(machine: Machine): void {
    machine.lost?.then(async (reason) => {
      const undone = new Error(
        `The GPU device was lost (${reason}) while the lab was at work: that was not done, and the model is as it was before.`,
      );
      try {
        await jobs.interrupt(undone, () => rebuild(machine, reason));
      } catch (error) {
        const problem = error instanceof Error ? error.message : String(error);
        const message = `The GPU device was lost (${reason}), and the lab could not start again: ${problem} Reload the page.`;
        emit({ kind: 'failure', message });
      }
    });
  }

  async function rebuild({ device }: Machine, reason: string): Promise<void> {
    bench.abandonDevice();
    let machine = await openMachineAgain(device.choice, emit);
    try {
      await bench.moveTo(machine);
    } catch (error) {
      if (machine.device.backend !== 'webgpu') throw error;
      machine = await openMachine('wasm', emit);
      await bench.moveTo(machine);
    }
    guard(machine);
    const place =
      machine.device.backend === 'webgpu' ? 'a new device' : 'the CPU, because there is no new one';
    const message = `The GPU device was lost (${reason}). The lab goes on on ${place}, with the model as it was.`;
    emit({ kind: 'rebuilt', state: state(), message });
  }

  async function listSaved(): Promise<SavedCheckpoint[]> {
    const { digest } = bench.opened().bench.dataset;
    return (await storage.list()).map(({ id, name, savedAt, card, modelJson, weights, secant }) => ({
      id,
      name,
      savedAt,
      sizeBytes: modelJson.length + weights.length + secant.length,
      card,
      modelName: card.modelName,
      fits: card.data.digest === digest,
    }));
  }

  return {
    open: (choice, onEvent) =>
      stateJob(async (signal) => {
        emit = onEvent;
        sent = { session: '', count: 0 };
        const [machine, cards] = await Promise.all([openMachine(choice, onEvent), shipped.cards()]);
        shippedCards = cards;
        bench.start(machine);
        guard(machine);
        await bench.openFirst(signal);
      }),

    async trainingImages(): Promise<TrainingImages> {
      const { images, labels } = bench.opened().bench.dataset.training;
      return { images, labels };
    },

    chooseDataset: (id, trainingLimit) =>
      stateJob(async (signal) => bench.setUpData(await bench.loadData(id, trainingLimit, signal), signal)),

    readFiles: (files) =>
      jobs.run(async (signal) => {
        pending = await findSource('files').load({
          seed: 1,
          files: await readChosen(files),
          onProgress: (fraction) => emit({ kind: 'loading', what: 'your files', fraction }),
          signal,
        });
        return previewFiles(pending);
      }),

    takeFiles: (trainingLimit) =>
      stateJob(async (signal) => {
        if (!pending) throw new Error('No files were read: choose them again.');
        const dataset = trainingLimit === null ? pending : balancedSubset(pending, trainingLimit);
        await bench.setUpData(dataset, signal);
        pending = undefined;
      }),

    async dropFiles() {
      pending = undefined;
    },

    chooseModel: (id) =>
      stateJob((signal) => {
        const architecture = id === 'own' && bench.own ? bench.own : findArchitecture(id);
        return bench.setUp(bench.opened().bench.dataset, architecture, signal);
      }),

    openModel: (files) =>
      stateJob(async (signal) => {
        const named = await readChosen(files);
        const [first] = named;
        if (first && named.length === 1 && mayBeCheckpoint(first.bytes)) {
          return bench.openCheckpoint(await decodeCheckpoint(unpackCheckpoint(first)), signal);
        }
        const { machine, bench: current } = bench.opened();
        const { architecture, parameters } = await readOwnModel(named, ownTraining);
        await bench.putTrained(current.dataset, architecture, signal, async (network) => {
          const weights = await adoptWeights(network, current.dataset, parameters, { signal });
          const card = trainingCard(current.dataset, ownTraining, weights, machine.compute);
          return { weights, card, origin: 'own' };
        });
      }),

    train: (request: TrainingRequest, start) =>
      stateJob(async (signal) => {
        const { machine, bench: current } = bench.opened();
        const { dataset, network } = current;
        endsEarly = false;
        const from = start === 'continue' ? trainedSession().trained : undefined;
        await bench.putAnew(dataset, network.architecture, signal, async (fresh) => {
          const paced = paceTraining((progress) => emit({ kind: 'training', progress }), trainingPauseMs);
          const weights = await train(fresh, dataset, request, {
            signal,
            start: from,
            endsEarly: () => endsEarly,
            onProgress: paced.take,
          });
          paced.flush();
          return {
            weights,
            card: trainingCard(dataset, request, weights, machine.compute),
            origin: 'trained',
          };
        });
      }),

    async endTraining() {
      endsEarly = true;
    },

    savedCheckpoints: listSaved,

    saveCheckpoint: (name) =>
      jobs.run(async () => {
        const checkpoint = encodeOriginal(bench.trainedBench());
        await storage.save({ ...checkpoint, id: crypto.randomUUID(), name, savedAt: Date.now() });
        return listSaved();
      }),

    loadCheckpoint: (id) =>
      stateJob(async (signal) =>
        bench.openCheckpoint(await decodeCheckpoint(await storage.load(id)), signal),
      ),

    deleteCheckpoint: (id) =>
      jobs.run(async () => {
        await storage.delete(id);
        return listSaved();
      }),

    exportCheckpoint: () =>
      jobs.run(async () => {
        const { dataset, network } = trainedSession();
        const fileName = `${dataset.id}--${network.architecture.id}.lethe.zip`;
        return { fileName, bytes: packCheckpoint(encodeOriginal(bench.trainedBench())) };
      }),

    preview: (request: RemovalRequest): Promise<RemovalPreview> =>
      jobs.run((signal) => previewRemoval(trainedSession(), request, { signal })),

    unlearn: (request: RemovalRequest) =>
      step((session, signal) =>
        unlearn(session, request, {
          signal,
          onPhase: (phase, fraction) => emit({ kind: 'removal', phase, fraction }),
        }),
      ),

    undo: () => move(undo),

    redo: () => move(redo),

    goTo: (id) => move((session, job) => goTo(session, id, job)),

    compareWithRetraining: () =>
      step(async (session, signal) => {
        const { comparisons } = bench.trainedBench();
        const paced = paceTraining((progress) => emit({ kind: 'retraining', progress }), trainingPauseMs);
        const made = await compareWithRetraining(
          session,
          { signal, onProgress: paced.take },
          { relearnLimit },
        );
        const known = comparisons.findIndex(({ id }) => id === made.id);
        comparisons.splice(known < 0 ? comparisons.length : known, 1, made);
      }),

    exportSession: (format) => jobs.run(async () => exportSession(bench.trainedBench(), format)),

    importSession: (files) =>
      stateJob(async (signal) => {
        const [first, ...others] = await readChosen(files);
        if (!first || others.length > 0) {
          throw new SessionFileError(
            'the files',
            `expected one, got ${files.length}`,
            'Choose one session file.',
          );
        }
        await bench.openSessionFile(readSession(first.bytes), signal);
      }),

    discardSession: () => stateJob((signal) => bench.discardHistory(signal)),

    replay: () =>
      jobs.run((signal) => {
        const onProgress = (fraction: number) => emit({ kind: 'replay', fraction });
        return replay(trainedSession(), { signal, onProgress });
      }),

    sensitivity: (request) => jobs.run((signal) => measureSensitivity(trainedSession(), request, { signal })),

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
