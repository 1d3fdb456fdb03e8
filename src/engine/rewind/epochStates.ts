/**
 * The ends of the epochs of a training: weights and the optimizer's own numbers. They are kept in memory as long as there is room, those of the original in a store
 * too where the session has one, and are made anew from the seed where they are not kept (docs/decisions/0016-rewinding.md).
 */

import { withoutSamples } from '../../data/takeSamples';
import { norm, subtract } from '../../math/linear/vector';
import type { Job } from '../../model/job';
import type { TrainingProgress, TrainingStore } from '../../model/trainingProgress';
import type { Session } from '../session';
import { epochsDone, epochsOf, knownStages, runStages } from '../yardstick/runStages';
import { epochStateKey } from './epochStateKey';
import { cutTrajectory, originalTrajectory, type Stretch, trajectoryKey } from './trajectory';

/** Bytes of states that are kept for a session: 400 ends of epochs of a net of 79,510 weights, with the momentum. */
const keptLimitBytes = 256 * 2 ** 20;

/** Where the ends of the original's epochs are kept beyond a session, by their keys (epochStateKey.ts). What is damaged is not there. */
export type EpochStateStore = Pick<TrainingStore, 'loadTraining' | 'saveTraining'>;

interface EpochStates {
  /** By the keys of their trajectories, the one that was made first first. */
  readonly states: Map<string, TrainingProgress>;
  bytes: number;
  /** Keeps those of the original beyond the session; null: nothing does. */
  store: EpochStateStore | null;
  /** How far from the original weights the original's training ended here; null: nobody has looked. */
  originalDistance: number | null;
}

const known = new WeakMap<Session, EpochStates>();

function statesOf(session: Session): EpochStates {
  const states = known.get(session) ?? { states: new Map(), bytes: 0, store: null, originalDistance: null };
  known.set(session, states);
  return states;
}

const bytesOf = ({ parameters, optimizer }: TrainingProgress) => parameters.byteLength + optimizer.byteLength;

/** Gives a session what keeps the ends of its original's epochs beyond it. */
export function connectEpochStates(session: Session, store: EpochStateStore): void {
  statesOf(session).store = store;
}

/** Lets a session have what another one of the same original keeps, and the other way round. */
export function shareEpochStates(one: Session, other: Session): void {
  known.set(other, statesOf(one));
}

/** Holds the ends of the epochs of a training that runs: the last ones of them, where there is no room for all. */
export function collectEpochs(): {
  readonly ends: readonly TrainingProgress[];
  take(progress: TrainingProgress): void;
} {
  const ends: TrainingProgress[] = [];
  let bytes = 0;
  return {
    ends,
    take(progress) {
      ends.push(progress);
      bytes += bytesOf(progress);
      while (bytes > keptLimitBytes && ends.length > 1) bytes -= bytesOf(ends.shift()!);
    },
  };
}

/**
 * Takes over the ends of the epochs of the training that the session's original comes from, so that rewinding need not make them anew.
 * @param ends of the last training of those that made the original
 * @param before the session whose original that training went on from
 */
export function takeOverEpochs(session: Session, ends: readonly TrainingProgress[], before?: Session): void {
  const stages = knownStages(session);
  const original = originalTrajectory(session);
  const earlier = before ? statesOf(before).states : new Map<string, TrainingProgress>();
  for (let epoch = 1; epoch <= epochsOf(stages.slice(0, -1)); epoch++) {
    const stretches = cutTrajectory(original, epoch);
    const state = earlier.get(trajectoryKey(stretches));
    if (state) keepState(session, stretches, state);
  }
  for (const end of ends) {
    const state = { ...end, stage: stages.length - 1 };
    keepState(session, cutTrajectory(original, epochsDone(stages, state)), state);
  }
}

/**
 * Keeps the end of an epoch in memory, in place of the oldest ones where there is no room.
 * @param stretches that lead to it
 */
function keepState(
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
  const hasOriginal = stretches.length > 0 && stretches[0]!.leftOut.length === 0;
  const kept = statesOf(session);
  const plans = [stretches];
  if (hasOriginal && kept.originalDistance === null) plans.unshift(originalTrajectory(session));
  const missing: number[] = [];
  for (const plan of plans) missing.push(await epochsMissing(session, plan));
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
  return { state, remadeEpochs, originalDistance: hasOriginal ? kept.originalDistance : null };
}

/** Compares the end of the original's training with the original weights. */
function noteOriginal(session: Session, end: Float32Array): void {
  statesOf(session).originalDistance = norm(subtract(end, session.trained.parameters));
}

/** The last epoch of a trajectory whose end is kept; 0: none is. It is in memory then. */
async function lastKept(session: Session, stretches: readonly Stretch[]): Promise<number> {
  for (let epoch = stretches.at(-1)?.to ?? 0; epoch > 0; epoch--) {
    if (await findState(session, cutTrajectory(stretches, epoch))) return epoch;
  }
  return 0;
}

/** The end of an epoch, where it is kept in memory or in the store. */
async function findState(
  session: Session,
  stretches: readonly Stretch[],
): Promise<TrainingProgress | undefined> {
  const { states, store } = statesOf(session);
  const known = states.get(trajectoryKey(stretches));
  if (known || !store || !isOfOriginal(stretches)) return known;
  const stages = knownStages(session);
  const found = await store.loadTraining(epochStateKey(session, stretches));
  const fits =
    found?.parameters.length === session.network.parameterCount &&
    found.stage < stages.length &&
    epochsDone(stages, found) === stretches.at(-1)!.to;
  if (!fits) return undefined;
  keepState(session, stretches, found);
  return found;
}

/** Whether nothing is left out on the way. */
const isOfOriginal = (stretches: readonly Stretch[]) =>
  stretches.every(({ leftOut }) => leftOut.length === 0);

const epochsMissing = async (session: Session, stretches: readonly Stretch[]) =>
  (stretches.at(-1)?.to ?? 0) - (await lastKept(session, stretches));

/** Goes along a trajectory from the last epoch that is kept to its end, and keeps the ends of all epochs. */
async function followTrajectory(
  session: Session,
  stretches: readonly Stretch[],
  { signal, onProgress }: Job,
): Promise<{ readonly state: TrainingProgress | undefined; readonly run: number }> {
  const start = await lastKept(session, stretches);
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
        if (!isKept) return;
        const way = cutTrajectory(stretches, epochsDone(stages, progress));
        keepState(session, way, progress);
        const { store } = statesOf(session);
        if (isOfOriginal(way)) await store?.saveTraining(epochStateKey(session, way), progress);
      },
    },
  );
  return end!;
}
