/** Trainings, one after another: from their beginning or from the end of any epoch, to the end of any epoch. */

import type { Dataset, ImageSet } from '../../data/dataset';
import { createRandom } from '../../math/random/random';
import type { Job } from '../../model/job';
import type { Network } from '../../model/network';
import {
  runEpochs,
  startClock,
  type TrainedParameters,
  type TrainingJob,
  type TrainingStart,
} from '../../model/training';
import type { TrainingProgress } from '../../model/trainingProgress';
import { stagesOf, type TrainingStage } from '../../model/trainingRequest';
import { SaidError } from '../../words/saidError';
import type { SampleIndex } from '../request';
import type { Session } from '../session';
import type { MemberWeights } from './memberStore';

const noImages: ImageSet = { count: 0, images: new Uint8Array(0), labels: new Uint8Array(0) };

/** What is run. */
export interface StagesRun {
  readonly stages: readonly TrainingStage[];
  readonly dataset: Dataset;
  /** Samples of it that are left out, everything else staying in its place. */
  readonly leftOut?: readonly SampleIndex[] | undefined;
  /** Epochs, of all trainings together, at which it ends; absent: it goes to the end. */
  readonly until?: number | undefined;
}

/** `resume` is where it goes on from: the end of an epoch; `spentMs` of it counts as time that was spent. */
export type StagesJob = Pick<TrainingJob, 'signal' | 'onProgress' | 'resume' | 'onEpoch'>;

/** The seed of a training in a repetition of it. */
export function repeatedSeed(seed: number, repeat = 0): number {
  return repeat === 0 ? seed : createRandom(seed, `retraining ${repeat}`).bits();
}

/** Trainings with the seeds of a repetition: 0 with their own; k with the k-th others, which are drawn from them. */
export function repeatedStages(stages: readonly TrainingStage[], repeat = 0): TrainingStage[] {
  return stages.map((stage) => ({ ...stage, seed: repeatedSeed(stage.seed, repeat) }));
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
 * Runs trainings one after another, each as far as it went. The network's variables are left with the weights at the end.
 * @returns the weights; those at the end of the epoch before the last where an epoch was run here
 * @throws SaidError where the loss is no number; AbortError when cancelled
 */
export async function runStages(
  network: Network,
  { stages, dataset, leftOut, until }: StagesRun,
  { signal, resume, onProgress, onEpoch }: StagesJob = {},
): Promise<TrainingStart & Partial<TrainedParameters>> {
  const epochs = Math.min(until ?? Number.POSITIVE_INFINITY, epochsOf(stages));
  const began = performance.now() - (resume?.spentMs ?? 0);
  const clock = startClock(epochs, resume?.spentMs);
  let trained: (TrainingStart & Partial<TrainedParameters>) | undefined;
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
    trained = await runEpochs(network, dataset, request, {
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
  return trained!;
}

/**
 * Trains a model of an ensemble or of a noise band from its beginning to its end. Nobody looks at its validation accuracy after each epoch.
 * @throws what runStages throws
 */
export async function trainModel(
  network: Network,
  run: Omit<StagesRun, 'until'>,
  { signal, onProgress }: Job = {},
): Promise<MemberWeights> {
  const dataset = { ...run.dataset, validation: noImages };
  const job = { signal, onProgress: ({ fraction }: { readonly fraction: number }) => onProgress?.(fraction) };
  const { parameters, previous } = await runStages(network, { ...run, dataset }, job);
  return { parameters, previous: previous! };
}
