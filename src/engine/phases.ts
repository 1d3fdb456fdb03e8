import type { RemovalPhase } from './report';

export interface RemovalJob {
  readonly signal?: AbortSignal | undefined;
  /** Told when a phase begins, and how far it is (0 to 1). */
  readonly onPhase?: ((phase: RemovalPhase, fraction: number) => void) | undefined;
}

/** Runs one phase and gives its answer. */
export type RunPhase = <T>(
  name: RemovalPhase,
  work: (onProgress: (fraction: number) => void) => Promise<T> | T,
) => Promise<T>;

/** Runs phases, times them, tells of their progress, and stops between them when the job is cancelled. */
export function startPhases({ signal, onPhase }: RemovalJob): {
  readonly runPhase: RunPhase;
  readonly durationsMs: Readonly<Record<RemovalPhase, number>>;
} {
  const durationsMs: Record<RemovalPhase, number> = {
    perturb: 0,
    select: 0,
    curvature: 0,
    update: 0,
    evaluate: 0,
  };
  return {
    durationsMs,
    async runPhase(name, work) {
      signal?.throwIfAborted();
      onPhase?.(name, 0);
      const start = performance.now();
      const result = await work((fraction) => onPhase?.(name, fraction));
      durationsMs[name] = performance.now() - start;
      return result;
    },
  };
}
