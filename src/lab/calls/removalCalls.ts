import { workAt } from '../../engine/rejectedState';
import { remakeState } from '../../engine/remakeState';
import {
  goTo,
  redo,
  removedSamples,
  type Session,
  standing,
  undo,
  WeightsMissing,
} from '../../engine/session';
import { nameState } from '../../engine/stateNames';
import { previewRemoval, unlearn } from '../../engine/unlearn';
import { forgottenBy } from '../../engine/yardstick/attackRemovals';
import { bandSpecOf } from '../../engine/yardstick/bandSpec';
import { comebackRelearnLimit, comebackSeed } from '../../engine/yardstick/comeback';
import type { RetrainingComparison } from '../../engine/yardstick/comparison';
import type { ModelProgress } from '../../engine/yardstick/makeEnsemble';
import { makeBand } from '../../engine/yardstick/noiseBand';
import { recoverSeeds, removalsTo } from '../../engine/yardstick/recoveredSeeds';
import { measureRewindLine } from '../../engine/yardstick/rewindLine';
import type { Job } from '../../model/job';
import { SaidError } from '../../words/saidError';
import { loadingJob, saveVisit, trainedModel } from '../host';
import type { JobKind } from '../jobs/jobs';
import { paceTraining, trainingPauseMs } from '../jobs/paceTraining';
import type { TrainedModel } from '../opening/openedModel';
import type { Lab, Moment } from '../protocol';
import { compareKept, measureKept } from '../saving/keepRetraining';
import { type LabParts, stateJob } from './labParts';

type RemovalCalls = Pick<
  Lab,
  | 'preview'
  | 'unlearn'
  | 'undo'
  | 'redo'
  | 'goTo'
  | 'nameState'
  | 'compareWithRetraining'
  | 'compareRejected'
  | 'measureComeback'
  | 'measureRewindLine'
  | 'makeBand'
  | 'recoverSeeds'
>;

/** Epochs that relearning may take in a comparison with retraining. */
const relearnLimit = 5;

/** The calls of the lab that remove samples, walk along the history, and measure what the model is then. */
export function removalCalls(parts: LabParts): RemovalCalls {
  const { host, jobs, emit } = parts;

  /** Runs a job that takes the session a step further, and saves it. */
  const step = (
    kind: JobKind,
    work: (trained: TrainedModel, signal: AbortSignal) => Promise<unknown>,
  ): Promise<Moment> =>
    stateJob(parts, kind, async (signal) => {
      await work(trainedModel(host), signal);
      await host.autosave.save(trainedModel(host), signal);
      await saveVisit(host);
    });

  /** Keeps a comparison in place of an earlier one of its state, with the noise of retraining where that is known. */
  const keepCompared = async (
    comparisons: TrainedModel['comparisons'],
    made: RetrainingComparison,
    session: Session,
    signal: AbortSignal,
  ): Promise<void> => {
    const band = await host.bands.find(bandSpecOf(session, removedSamples(session)));
    signal.throwIfAborted();
    const known = comparisons.findIndex(({ id }) => id === made.id);
    comparisons.splice(known < 0 ? comparisons.length : known, 1, band ? { ...made, band } : made);
  };

  /** Measures something beside a comparison: that of the present model, or that of the present removal which the guard rejected. */
  const beside = (
    kind: JobKind,
    id: number,
    measure: (
      compared: RetrainingComparison,
      trained: TrainedModel,
      signal: AbortSignal,
    ) => Promise<Partial<RetrainingComparison>>,
  ): Promise<Moment> =>
    step(kind, async (trained, signal) => {
      const { session, comparisons } = trained;
      const place = comparisons.findIndex((compared) => compared.id === id);
      const isPresent = id === standing(session) || id === session.current;
      if (place < 0 || !isPresent) throw new SaidError('lab.compareFirst', []);
      const compared = comparisons[place]!;
      const measured = await measure(compared, trained, signal);
      signal.throwIfAborted();
      comparisons.splice(place, 1, { ...compared, ...measured });
    });

  /** Goes through the history. */
  const move = (go: (session: Session, job: Job) => Promise<void>): Promise<Moment> =>
    step('move', async ({ session }, signal) => {
      const job = loadingJob(host, 'modelAsItWas', signal);
      try {
        await go(session, job);
      } catch (error) {
        if (!(error instanceof WeightsMissing)) throw error;
        const onProgress = (fraction: number) => emit({ kind: 'replay', fraction });
        await remakeState(session, error.state, { signal, onProgress });
        await go(session, job);
      }
    });

  return {
    preview: (request) =>
      jobs.run('preview', (signal) => previewRemoval(trainedModel(host).session, request, { signal })),

    unlearn: (request, isTimed) =>
      step('removal', ({ session }, signal) =>
        unlearn(session, request, {
          signal,
          isTimed,
          onPhase: (phase, fraction) => emit({ kind: 'removal', phase, fraction }),
          onStep: (taken) => emit({ kind: 'step', taken }),
        }),
      ),

    undo: () => move(undo),

    redo: () => move(redo),

    goTo: (id) => move((session, job) => goTo(session, id, job)),

    nameState: (id, name) => step('session', async ({ session }) => nameState(session, id, name)),

    compareWithRetraining: (order, retrainingSeed = null) =>
      step('comparison', async ({ session, comparisons }, signal) => {
        const paced = paceTraining((progress) => emit({ kind: 'retraining', progress }), trainingPauseMs);
        const job = { signal, onProgress: paced.take };
        const asked = { order, retrainingSeed, relearnLimit };
        const made = await compareKept(session, host.autosave.trainings, job, asked);
        await keepCompared(comparisons, made, session, signal);
      }),

    compareRejected: (order, retrainingSeed = null) =>
      step('comparison', async ({ session, comparisons }, signal) => {
        const id = session.current;
        if (id === standing(session)) throw new SaidError('engine.refused.notRejected', []);
        await workAt(session, id, { signal }, async (rejected) => {
          const paced = paceTraining((progress) => emit({ kind: 'retraining', progress }), trainingPauseMs);
          const job = { signal, onProgress: paced.take };
          const asked = { order, retrainingSeed, relearnLimit };
          const made = await compareKept(rejected, host.autosave.trainings, job, asked);
          await keepCompared(comparisons, { ...made, id }, rejected, signal);
        });
      }),

    measureComeback: (id) =>
      beside('comparison', id, ({ order, retrainingSeed = null }, { session }, signal) =>
        workAt(session, id, { signal }, async (at) => {
          const paced = paceTraining((progress) => emit({ kind: 'retraining', progress }), trainingPauseMs);
          const onProgress = (fraction: number) => emit({ kind: 'comeback', fraction });
          const job = { signal, onProgress, onRetraining: paced.take };
          const asked = { relearnLimit: comebackRelearnLimit, seed: comebackSeed, order, retrainingSeed };
          return { comeback: await measureKept(at, host.autosave.trainings, job, asked) };
        }),
      ),

    measureRewindLine: (id) =>
      beside('comparison', id, (compared, { session }, signal) =>
        workAt(session, id, { signal }, async (at) => {
          const onProgress = (fraction: number) => emit({ kind: 'rewindLine', fraction });
          const rewindLine = await measureRewindLine(at, compared, { signal, onProgress });
          return rewindLine ? { rewindLine } : {};
        }),
      ),

    makeBand: (id) =>
      beside('band', id, async (_, { session }, signal) => {
        const onProgress = (progress: ModelProgress) => emit({ kind: 'band', ...progress });
        const spec = bandSpecOf(session, forgottenBy(removalsTo(session, id)));
        return { band: await makeBand(session, spec, host.ensembles.store, { signal, onProgress }) };
      }),

    recoverSeeds: (id, count) =>
      beside('seeds', id, async ({ recovered }, { session }, signal) => {
        if (!recovered) throw new SaidError('lab.compareFirst', []);
        const floors = { loss: recovered.loss.floor, margin: recovered.margin.floor };
        const onProgress = (progress: ModelProgress) => emit({ kind: 'seeds', ...progress });
        const { store } = host.ensembles;
        const requests = removalsTo(session, id);
        const seeds = await recoverSeeds(session, requests, floors, count, store, { signal, onProgress });
        return { recovered: { ...recovered, seeds } };
      }),
  };
}
