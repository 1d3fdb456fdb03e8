import { workAt } from '../../engine/rejectedState';
import { removedSamples, type Session } from '../../engine/session';
import { unlearn } from '../../engine/unlearn';
import { bandSpecOf } from '../../engine/yardstick/bandSpec';
import { comebackRelearnLimit, comebackSeed, measureStateComeback } from '../../engine/yardstick/comeback';
import type { RetrainingComparison } from '../../engine/yardstick/comparison';
import { recoverSeeds, removalsTo } from '../../engine/yardstick/recoveredSeeds';
import { measureRewindLine } from '../../engine/yardstick/rewindLine';
import type { TrainedModel } from '../../lab/opening/openedModel';
import { compareKept, keepRetraining } from '../../lab/saving/keepRetraining';
import { isEvent } from '../../lab/schema/runFolder';
import type { EpochProgress } from '../../model/training';
import { makeKeptBand } from '../band/bandStore';
import { keptFolder } from '../cacheFolder';
import { openFolderMembers } from '../ensemble/folderMembers';
import { isSystemError } from '../folder/files';
import { shippedBands } from '../loadWeights';
import type { GpuWatch } from '../watchGpu';
import { chanceOf } from './chance';
import type { UnlearnSpec } from './options';
import type { PlannedRemoval } from './planRemovals';
import { reasonOf } from './reasonOf';
import type { RunFolder } from './runFolder';
import type { RunSaving } from './runSaving';
import { showRemovals } from './showRemovals';

export interface RemovalRun {
  /** In the state that the folder was left in. */
  readonly trained: TrainedModel;
  readonly saving: RunSaving;
  readonly planned: readonly PlannedRemoval[];
  readonly spec: Pick<
    UnlearnSpec,
    | 'settings'
    | 'plan'
    | 'retrainEvery'
    | 'retrainingSeed'
    | 'relearnLimit'
    | 'comeback'
    | 'rewindLine'
    | 'band'
    | 'recoveredSeeds'
    | 'isTimed'
  >;
  readonly folder: RunFolder;
  readonly gpu: GpuWatch;
  readonly signal: AbortSignal;
}

/**
 * Makes what is left of a run. What cannot be made is noted with its reason, and the run goes on.
 * @returns how many removals and comparisons failed, earlier ones among them
 * @throws DeviceError when the device refused something: nothing of it is written; AbortError when cancelled
 */
export async function removeAll(run: RemovalRun): Promise<number> {
  const { trained, saving, planned, spec, folder, gpu, signal } = run;
  const { session, comparisons } = trained;
  const { trainings } = saving;
  const { state } = folder;
  const show = showRemovals(planned.length, state.lines.length, chanceOf(session.dataset.validation.labels));
  const compared = new Set(state.comparisons.map(({ id }) => id));
  const passed = state.lines.length;
  let failed = state.lines.filter(isEvent).length;

  /** Runs a step. @returns null where it failed, once that is noted */
  async function attempt<T>(
    step: () => Promise<T>,
    note: (reason: string) => void | Promise<void>,
  ): Promise<T | null> {
    try {
      const result = await step();
      await gpu.settle();
      return result;
    } catch (error) {
      signal.throwIfAborted();
      // A full disk is no property of a removal.
      if (isSystemError(error)) throw error;
      await gpu.settle();
      const reason = reasonOf(error);
      await note(reason);
      failed += 1;
      return null;
    }
  }

  /** Adds the noise of retraining: what ships, or what is trained for it. */
  async function withBand(at: Session, compared: RetrainingComparison): Promise<RetrainingComparison> {
    const wanted = bandSpecOf(at, removedSamples(at));
    const band = spec.band
      ? await makeKeptBand(at, wanted, {
          root: keptFolder('bands'),
          gpu,
          signal,
          takeOver: false,
          line: { now: show.aside, often: () => {} },
        })
      : await shippedBands.find(wanted);
    return band ? { ...compared, band } : compared;
  }

  /** Adds what was recovered with other seeds, where that is asked for and there is a share. */
  async function withSeeds(at: Session, compared: RetrainingComparison): Promise<RetrainingComparison> {
    const { recovered, id } = compared;
    if (spec.recoveredSeeds === 0 || recovered === null) return compared;
    const floors = { loss: recovered.loss.floor, margin: recovered.margin.floor };
    const seeds = await recoverSeeds(
      at,
      removalsTo(at, id),
      floors,
      spec.recoveredSeeds,
      openFolderMembers(keptFolder('bands')),
      {
        signal,
        settle: gpu.settle,
        onProgress: ({ fraction }) => show.progress('seeds', fraction),
      },
    );
    return { ...compared, recovered: { ...recovered, seeds } };
  }

  /** Adds rewinding beside it, where that is asked for and there is a share. */
  async function withLine(at: Session, compared: RetrainingComparison): Promise<RetrainingComparison> {
    if (!spec.rewindLine) return compared;
    const onProgress = (fraction: number) => show.progress('rewindLine', fraction);
    const rewindLine = await measureRewindLine(at, compared, { signal, onProgress });
    return rewindLine ? { ...compared, rewindLine } : compared;
  }

  /** Compares a session's present model with retraining, in every way that is asked for. */
  async function measure(
    at: Session,
    onProgress: (progress: EpochProgress) => void,
  ): Promise<RetrainingComparison> {
    const { relearnLimit, retrainingSeed, settings } = spec;
    const order = settings.retrainingOrder;
    const asked = { order, retrainingSeed, relearnLimit };
    const compared = await compareKept(at, trainings, { signal, onProgress }, asked);
    const measured = await withLine(at, await withSeeds(at, await withBand(at, compared)));
    if (!spec.comeback) return measured;
    const job = { signal, onProgress: (fraction: number) => show.progress('comeback', fraction) };
    const limit = relearnLimit || comebackRelearnLimit;
    const options = { relearnLimit: limit, seed: comebackSeed, order, retrainingSeed };
    return { ...measured, comeback: await measureStateComeback(at, job, options) };
  }

  async function compareWhereDue(): Promise<void> {
    const { current } = session;
    const { retrainEvery } = spec;
    if (retrainEvery === null || current === 0 || current % retrainEvery !== 0) return;
    if (compared.has(current)) return;
    compared.add(current);
    const onProgress = ({ fraction }: EpochProgress) => show.progress('retraining', fraction);
    const comparison = await attempt(
      // What the guard rejected is compared as the model that it would have been.
      () =>
        workAt(session, current, { signal }, async (at) => ({
          ...(await measure(at, onProgress)),
          id: current,
        })),
      (reason) => show.failedComparison(reason),
    );
    if (!comparison) return;
    comparisons.push(comparison);
    await saving.save(trained);
  }

  await compareWhereDue();
  await folder.writeRow();
  for (let place = passed; place < planned.length; place++) {
    const { samples, seed } = planned[place]!;
    const { settings, plan } = spec;
    const drawSeed = plan.order === 'random' ? (settings.drawSeed ?? settings.seed) : null;
    const request = { ...settings, samples, seed, drawSeed };
    const { current: parent, digest } = session;
    const onPhase = (phase: string, fraction: number) => show.progress(phase, fraction);
    show.start(place + 1);
    const kept =
      request.method === 'retraining'
        ? await keepRetraining(session, trainings, {
            removed: [...removedSamples(session), ...samples],
            order: request.retrainingOrder,
          })
        : null;
    const report = await attempt(
      () => {
        const job = { signal, onPhase, isTimed: spec.isTimed, isRecorded: passed > 0, ...kept?.job };
        return unlearn(session, request, job);
      },
      (reason) => {
        show.failure(reason);
        return folder.addFailure({ parent, request, reason }, digest);
      },
    );
    if (report) await saving.save(trained);
    await kept?.drop();
    if (!report) continue;
    show.removal(report);
    await compareWhereDue();
    await folder.writeRow();
  }
  show.end(session, failed);
  return failed;
}
