/** The trainings that made the original model, one after another, run again: from their beginning or from the end of any epoch, to the end of any epoch. */

import type { Dataset } from '../../data/dataset';
import { createRandom } from '../../math/random/random';
import { runEpochs, startClock, type TrainingJob, type TrainingStart } from '../../model/training';
import type { TrainingProgress } from '../../model/trainingProgress';
import { stagesOf, type TrainingStage } from '../../model/trainingRequest';
import { SaidError } from '../../words/saidError';
import type { SampleIndex } from '../request';
import type { Session } from '../session';

/** What is run. */
export interface StagesRun {
  readonly dataset: Dataset;
  /** Samples of it that are left out, everything else staying in its place. */
  readonly leftOut?: readonly SampleIndex[] | undefined;
  /** Absent or 0: with the seeds of the original training; k: with the k-th others, which are drawn from them. */
  readonly repeat?: number | undefined;
  /** Epochs, of all trainings together, at which it ends; absent: it goes to the end. */
  readonly until?: number | undefined;
}

/** `resume` is where it goes on from: the end of an epoch; `spentMs` of it counts as time that was spent. */
export type StagesJob = Pick<TrainingJob, 'signal' | 'onProgress' | 'resume' | 'onEpoch'>;

/** The seed of a training in a repetition of it. */
export function repeatedSeed(seed: number, repeat = 0): number {
  return repeat === 0 ? seed : createRandom(seed, `retraining ${repeat}`).bits();
}

/**
 * The trainings of the session's original.
 * @throws SaidError where nobody knows them
 */
export function knownStages({ training }: Pick<Session, 'training'>): readonly TrainingStage[] {
  const stages = stagesOf(training);
  if (stages === null) throw new SaidError('engine.failed.notRetrainable', []);
  return stages;
}

/** Epochs of trainings together. */
export function epochsOf(stages: readonly TrainingStage[]): number {
  return stages.reduce((sum, { ended }) => sum + ended, 0);
}

/** How many epochs of all trainings together a progress has done. */
export function epochsDone(stages: readonly TrainingStage[], { stage, epoch }: TrainingProgress): number {
  return epochsOf(stages.slice(0, stage)) + epoch;
}

/**
 * Runs the trainings of a session's original. The network's variables are left with the weights at the end.
 * @throws SaidError where nobody knows how the original was trained, or the loss is no number; AbortError when cancelled
 */
export async function runStages(
  session: Pick<Session, 'network' | 'training'>,
  { dataset, leftOut, repeat, until }: StagesRun,
  { signal, resume, onProgress, onEpoch }: StagesJob = {},
): Promise<Float32Array> {
  const stages = knownStages(session);
  const epochs = Math.min(until ?? Number.POSITIVE_INFINITY, epochsOf(stages));
  const began = performance.now() - (resume?.spentMs ?? 0);
  const clock = startClock(epochs, resume?.spentMs);
  let trained: TrainingStart | undefined;
  for (const [stage, { ended, ...request }] of stages.entries()) {
    const before = trained?.epochs ?? 0;
    if (before >= epochs) break;
    if (resume && stage <= resume.stage && (stage < resume.stage || resume.epoch >= ended)) {
      trained = { parameters: resume.parameters, epochs: before + ended };
      continue;
    }
    const last = Math.min(ended, epochs - before);
    const interrupted = resume?.stage === stage ? resume : undefined;
    let done = interrupted?.epoch ?? 0;
    const seeded = { ...request, seed: repeatedSeed(request.seed, repeat) };
    trained = await runEpochs(session.network, dataset, seeded, {
      signal,
      start: trained,
      leftOut,
      resume: interrupted,
      onEpoch: onEpoch && ((progress) => onEpoch({ ...progress, stage, spentMs: performance.now() - began })),
      endsEarly: () => ++done === last,
      onProgress: (progress) =>
        onProgress?.({ ...progress, epochs, ...clock(before + progress.fraction * request.epochs) }),
    });
  }
  return trained!.parameters;
}
