import type { EpochProgress } from '../../model/training';

/** Least time between two pieces of news of a training. */
export const trainingPauseMs = 100;

/** News of a training at a pace that a page can follow: now and then, and always the last of each epoch. */
export interface PacedTraining {
  take(progress: EpochProgress): void;
  /** Passes on what is still held back. */
  flush(): void;
}

/** @param pauseMs the least time between two pieces of news of the same epoch */
export function paceTraining(emit: (progress: EpochProgress) => void, pauseMs: number): PacedTraining {
  let emittedAt = Number.NEGATIVE_INFINITY;
  let held: EpochProgress | null = null;
  const flush = () => {
    if (held) emit(held);
    held = null;
  };
  return {
    take(progress) {
      if (held?.epoch !== progress.epoch) flush();
      held = progress;
      if (performance.now() - emittedAt < pauseMs) return;
      emittedAt = performance.now();
      flush();
    },
    flush,
  };
}
