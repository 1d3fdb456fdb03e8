import { openPassTimer } from '../gpu/passTimer';
import { type Compute, submitPending } from '../model/compute';
import type { RemovalPhase, StepTaken } from './report';
import type { RetrainingJob } from './yardstick/retrain';

export interface RemovalJob {
  readonly signal?: AbortSignal | undefined;
  /** Told when a phase begins, and how far it is (0 to 1). */
  readonly onPhase?: ((phase: RemovalPhase, fraction: number) => void) | undefined;
  /** Told, of one sample, what the step does to it: before the model is measured on all data, and the guard asked. */
  readonly onStep?: ((taken: StepTaken) => void) | undefined;
  /** Whether it was made, or its run begun, before: what new removals may not ask for passes. */
  readonly isRecorded?: boolean | undefined;
  /** The n of the noise's formula, for an experiment that shows what noise another number of samples would have; absent: how many there are. */
  readonly noiseCount?: number | undefined;
  /** Whether the GPU's passes are timed, where it can: it is waited for after each phase. Absent: they are not. */
  readonly isTimed?: boolean | undefined;
  /** Of the method that retrains: what an interrupted process left of it, and what it could go on from after each epoch. */
  readonly resume?: RetrainingJob['resume'];
  readonly onEpoch?: RetrainingJob['onEpoch'];
}

/** Runs one phase and gives its answer. */
export type RunPhase = <T>(
  name: RemovalPhase,
  work: (onProgress: (fraction: number) => void) => Promise<T> | T,
) => Promise<T>;

/** Runs what a phase needs and what is not counted as part of it; its progress is told as the phase's. Gives its answer, and how long it took. */
export type RunApart = <T>(
  name: RemovalPhase,
  work: (onProgress: (fraction: number) => void) => Promise<T>,
) => Promise<{ readonly result: T; readonly ms: number }>;

export interface Phases {
  readonly runPhase: RunPhase;
  readonly runApart: RunApart;
  /** Wall time of each phase so far. */
  readonly durationsMs: Readonly<Record<RemovalPhase, number>>;
  /** What the GPU's compute passes took in each phase; null where the device has no timestamps, or too many passes to hold. */
  gpuMs(): Readonly<Record<RemovalPhase, number>> | null;
  /** Takes the timer off the device. */
  close(): void;
}

const zeros = (): Record<RemovalPhase, number> => ({
  perturb: 0,
  select: 0,
  curvature: 0,
  update: 0,
  evaluate: 0,
});

/**
 * Runs phases, times them, tells of their progress, and stops between them when the job is cancelled.
 * @param compute where its passes are to be timed too
 */
export function startPhases({ signal, onPhase, isTimed = false }: RemovalJob, compute?: Compute): Phases {
  const durationsMs = zeros();
  const passMs: Record<RemovalPhase, number | null> = zeros();
  const timer = compute?.gpu && isTimed ? openPassTimer(compute.gpu) : undefined;
  return {
    durationsMs,
    gpuMs() {
      const isComplete = Object.values(passMs).every((ms) => ms !== null);
      return timer && isComplete ? (passMs as Record<RemovalPhase, number>) : null;
    },
    close() {
      if (!timer || !compute) return;
      // A cancelled phase leaves passes that were recorded and not submitted: they write to the timer's queries.
      submitPending(compute);
      timer.close();
    },
    async runApart(name, work) {
      signal?.throwIfAborted();
      onPhase?.(name, 0);
      const start = performance.now();
      const result = await work((fraction) => onPhase?.(name, fraction));
      const ms = performance.now() - start;
      await timer?.read();
      return { result, ms };
    },
    async runPhase(name, work) {
      signal?.throwIfAborted();
      onPhase?.(name, 0);
      const start = performance.now();
      const result = await work((fraction) => onPhase?.(name, fraction));
      durationsMs[name] = performance.now() - start;
      if (timer) passMs[name] = await timer.read();
      return result;
    },
  };
}
