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
import { setUp, setUpData } from './findWeights';
import { createJobs } from './jobs';
import { type Machine, openMachine } from './machine';
import { openCheckpoint, ownTraining } from './openCheckpoint';
import { openSessionFile } from './openSessionFile';
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
import { discardHistory, putAnew, putTrained } from './putWeights';
import { rebuild } from './rebuild';
import { restoreVisit } from './restoreVisit';
import { openShippedWeights } from './shippedWeights';
import { createWorkbench, presentBench, presentMachine, trainedBench } from './workbench';

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
  const workbench = createWorkbench({
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

  const trainedSession = (): Session => trainedBench(workbench).session;

  /** Runs a job, and answers with the lab as it is then. */
  const stateJob = (work: (signal: AbortSignal) => Promise<unknown>): Promise<LabState> =>
    jobs.run(async (signal) => {
      workbench.restored = null;
      await work(signal);
      return state();
    });

  /** Runs a job that takes the session a step further, and saves it. */
  const step = (work: (session: Session, signal: AbortSignal) => Promise<unknown>): Promise<LabState> =>
    stateJob(async (signal) => {
      await work(trainedSession(), signal);
      await autosave.save(trainedBench(workbench));
    });

  /** Goes through the history. */
  const move = (go: (session: Session, job: Job) => Promise<void>): Promise<LabState> =>
    step((session, signal) => {
      const onProgress = (fraction: number) =>
        emit({ kind: 'loading', what: 'the model as it was', fraction });
      return go(session, { signal, onProgress });
    });

  function state(): LabState {
    const current = presentBench(workbench);
    const { shape } = current.dataset;
    const { own } = workbench;
    const table = architecturesFor(shape);
    const described = describeLab(presentMachine(workbench), current, {
      kept: workbench.kept.values(),
      models: own?.takes(shape) ? [...table, own] : table,
      shipped: shippedCards,
      sent,
      restored: workbench.restored,
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
        await jobs.interrupt(undone, () => goOn(machine, reason));
      } catch (error) {
        const problem = error instanceof Error ? error.message : String(error);
        const message = `The GPU device was lost (${reason}), and the lab could not start again: ${problem} Reload the page.`;
        emit({ kind: 'failure', message });
      }
    });
  }

  async function goOn(lost: Machine, reason: string): Promise<void> {
    const machine = await rebuild(workbench, lost, emit);
    guard(machine);
    const place =
      machine.device.backend === 'webgpu' ? 'a new device' : 'the CPU, because there is no new one';
    const message = `The GPU device was lost (${reason}). The lab goes on on ${place}, with the model as it was.`;
    emit({ kind: 'rebuilt', state: state(), message });
  }

  async function listSaved(): Promise<SavedCheckpoint[]> {
    const { digest } = presentBench(workbench).dataset;
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
        workbench.machine = machine;
        guard(machine);
        await restoreVisit(workbench, signal);
      }),

    async trainingImages(): Promise<TrainingImages> {
      const { images, labels } = presentBench(workbench).dataset.training;
      return { images, labels };
    },

    chooseDataset: (id, trainingLimit) =>
      stateJob(async (signal) =>
        setUpData(workbench, await workbench.shelf.load(id, trainingLimit, signal), signal),
      ),

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
        await setUpData(workbench, dataset, signal);
        pending = undefined;
      }),

    async dropFiles() {
      pending = undefined;
    },

    chooseModel: (id) =>
      stateJob((signal) => {
        const architecture = id === 'own' && workbench.own ? workbench.own : findArchitecture(id);
        return setUp(workbench, presentBench(workbench).dataset, architecture, signal);
      }),

    openModel: (files) =>
      stateJob(async (signal) => {
        const named = await readChosen(files);
        const [first] = named;
        if (first && named.length === 1 && mayBeCheckpoint(first.bytes)) {
          return openCheckpoint(workbench, await decodeCheckpoint(unpackCheckpoint(first)), signal);
        }
        const { dataset } = presentBench(workbench);
        const { compute } = presentMachine(workbench);
        const { architecture, parameters } = await readOwnModel(named, ownTraining);
        await putTrained(workbench, { dataset, architecture }, signal, async (network) => {
          const weights = await adoptWeights(network, dataset, parameters, { signal });
          const card = trainingCard(dataset, ownTraining, weights, compute);
          return { weights, card, origin: 'own' };
        });
      }),

    train: (request: TrainingRequest, start) =>
      stateJob(async (signal) => {
        const { dataset, network } = presentBench(workbench);
        const { compute } = presentMachine(workbench);
        endsEarly = false;
        const from = start === 'continue' ? trainedSession().trained : undefined;
        await putAnew(workbench, { dataset, architecture: network.architecture }, signal, async (fresh) => {
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
            card: trainingCard(dataset, request, weights, compute),
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
        const checkpoint = encodeOriginal(trainedBench(workbench));
        await storage.save({ ...checkpoint, id: crypto.randomUUID(), name, savedAt: Date.now() });
        return listSaved();
      }),

    loadCheckpoint: (id) =>
      stateJob(async (signal) =>
        openCheckpoint(workbench, await decodeCheckpoint(await storage.load(id)), signal),
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
        return { fileName, bytes: packCheckpoint(encodeOriginal(trainedBench(workbench))) };
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
        const { comparisons } = trainedBench(workbench);
        const paced = paceTraining((progress) => emit({ kind: 'retraining', progress }), trainingPauseMs);
        const made = await compareWithRetraining(
          session,
          { signal, onProgress: paced.take },
          { relearnLimit },
        );
        const known = comparisons.findIndex(({ id }) => id === made.id);
        comparisons.splice(known < 0 ? comparisons.length : known, 1, made);
      }),

    exportSession: (format) => jobs.run(async () => exportSession(trainedBench(workbench), format)),

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
        await openSessionFile(workbench, readSession(first.bytes), signal);
      }),

    discardSession: () => stateJob((signal) => discardHistory(workbench, signal)),

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
