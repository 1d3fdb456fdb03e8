/**
 * The ends of the epochs of a training: weights and the optimizer's own numbers. They are kept in memory as long as there is room, and are made anew from the
 * seed where they are not (docs/decisions/0016-rewinding.md).
 */

import { withoutSamples } from '../../data/takeSamples';
import { norm, subtract } from '../../math/linear/vector';
import type { Job } from '../../model/job';
import type { TrainingProgress } from '../../model/trainingProgress';
import type { Session } from '../session';
import { epochsDone, knownStages, runStages } from '../yardstick/runStages';
import { cutTrajectory, originalTrajectory, type Stretch, trajectoryKey } from './trajectory';

/** Bytes of states that are kept for a session: 400 ends of epochs of a net of 79,510 weights, with the momentum. */
const keptLimitBytes = 256 * 2 ** 20;

interface EpochStates {
  /** By the keys of their trajectories, the one that was made first first. */
  readonly states: Map<string, TrainingProgress>;
  bytes: number;
  /** How far from the original weights the original's training ended here; null: nobody has looked. */
  originalDistance: number | null;
}

const known = new WeakMap<Session, EpochStates>();

function statesOf(session: Session): EpochStates {
  const states = known.get(session) ?? { states: new Map(), bytes: 0, originalDistance: null };
  known.set(session, states);
  return states;
}

const bytesOf = ({ parameters, optimizer }: TrainingProgress) => parameters.byteLength + optimizer.byteLength;

/**
 * Keeps the end of an epoch, in place of the oldest ones where there is no room.
 * @param stretches that lead to it
 */
export function keepState(
  session: Session,
  stretches: readonly Stretch[],
  { stage, epoch, parameters, optimizer }: TrainingProgress,
): void {
  const kept = statesOf(session);
  // What the epoch before it left is of no use to who goes on from here; nor is the time it took.
  const state = { stage, epoch, parameters, previous: parameters, optimizer, spentMs: 0 };
  const key = trajectoryKey(stretches);
  if (kept.states.has(key)) return;
  kept.states.set(key, state);
  kept.bytes += bytesOf(state);
  for (const [oldest, other] of kept.states) {
    if (kept.bytes <= keptLimitBytes || oldest === key) break;
    kept.states.delete(oldest);
    kept.bytes -= bytesOf(other);
  }
}

/** Where a training goes on from. */
export interface EpochState {
  /** undefined: the fresh weights. */
  readonly state: TrainingProgress | undefined;
  /** Epochs that had to be run for it. */
  readonly remadeEpochs: number;
  /** How far from the original weights the original's training ends when it is run here; null where the original is no part of the way. */
  readonly originalDistance: number | null;
}

/**
 * The end of an epoch of a trajectory. Before the first one that the original's training leads to, that training is run to its end once for each session and
 * compared with the original weights; so all of its epochs are kept. The network's variables are left in any state.
 * @param stretches that lead to the epoch; none: the fresh weights
 * @throws what runStages throws
 */
export async function epochStateOf(
  session: Session,
  stretches: readonly Stretch[],
  { signal, onProgress }: Job = {},
): Promise<EpochState> {
  const isOfOriginal = stretches.length > 0 && stretches[0]!.leftOut.length === 0;
  const kept = statesOf(session);
  const plans = [stretches];
  if (isOfOriginal && kept.originalDistance === null) plans.unshift(originalTrajectory(session));
  const missing = plans.map((plan) => epochsMissing(session, plan));
  const all = missing.reduce((sum, count) => sum + count, 0);
  let remadeEpochs = 0;
  let state: TrainingProgress | undefined;
  for (const plan of plans) {
    const before = remadeEpochs;
    const { state: end, run } = await followTrajectory(session, plan, {
      signal,
      onProgress: (epochs) => onProgress?.(Math.min(1, (before + epochs) / all)),
    });
    state = end;
    remadeEpochs += run;
    if (plan !== stretches) noteOriginal(session, end!.parameters);
  }
  return { state, remadeEpochs, originalDistance: isOfOriginal ? kept.originalDistance : null };
}

/** Compares the end of the original's training with the original weights. */
export function noteOriginal(session: Session, end: Float32Array): void {
  statesOf(session).originalDistance = norm(subtract(end, session.trained.parameters));
}

/** The last epoch of a trajectory whose end is kept; 0: none is. */
function lastKept(session: Session, stretches: readonly Stretch[]): number {
  const { states } = statesOf(session);
  for (let epoch = stretches.at(-1)?.to ?? 0; epoch > 0; epoch--) {
    if (states.has(trajectoryKey(cutTrajectory(stretches, epoch)))) return epoch;
  }
  return 0;
}

const epochsMissing = (session: Session, stretches: readonly Stretch[]) =>
  (stretches.at(-1)?.to ?? 0) - lastKept(session, stretches);

/** Goes along a trajectory from the last epoch that is kept to its end, and keeps the ends of all epochs. */
async function followTrajectory(
  session: Session,
  stretches: readonly Stretch[],
  { signal, onProgress }: Job,
): Promise<{ readonly state: TrainingProgress | undefined; readonly run: number }> {
  const start = lastKept(session, stretches);
  let state = statesOf(session).states.get(trajectoryKey(cutTrajectory(stretches, start)));
  for (const stretch of stretches.filter(({ to }) => to > start)) {
    state = await runStretch(session, stretches, stretch, {
      state,
      signal,
      onStep: (epochs) => onProgress?.(epochs - start),
    });
  }
  return { state, run: (stretches.at(-1)?.to ?? 0) - start };
}

/** Runs a stretch, or what is left of it. */
export async function runStretch(
  session: Session,
  stretches: readonly Stretch[],
  { leftOut, isCoupled, to }: Stretch,
  {
    state,
    signal,
    onStep,
    isKept = true,
  }: {
    readonly state: TrainingProgress | undefined;
    readonly signal?: AbortSignal | undefined;
    /** Told how many epochs are done, of all from the fresh weights; within an epoch too. */
    readonly onStep?: ((epochs: number) => void) | undefined;
    /** Whether the ends of its epochs are kept, in place of older ones where there is no room. */
    readonly isKept?: boolean;
  },
): Promise<TrainingProgress> {
  const { dataset } = session;
  const stages = knownStages(session);
  const run = isCoupled ? { dataset, leftOut } : { dataset: withoutSamples(dataset, leftOut) };
  let end = state;
  await runStages(
    session.network,
    { ...run, stages, until: to },
    {
      signal,
      resume: state,
      onProgress: ({ fraction }) => onStep?.(fraction * to),
      async onEpoch(progress) {
        end = progress;
        if (isKept) keepState(session, cutTrajectory(stretches, epochsDone(stages, progress)), progress);
      },
    },
  );
  return end!;
}
