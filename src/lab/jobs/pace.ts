import type { BackgroundProgress } from './background';
import { newsPauseMs } from './news';

/** How fast a job in the background gets on, its rests left out. */
export interface Pace {
  rest(): void;
  goOn(): void;
  /** How long it takes from here, in milliseconds; null while nobody can say. */
  remainingMs(progress: BackgroundProgress): number | null;
  /** Whether this is worth telling: a model is done, or enough time has passed. */
  isNews(progress: BackgroundProgress): boolean;
}

/** Share of the work after which the pace tells how long it goes on. */
const tellingFrom = 0.004;

/** @param now in milliseconds */
export function startPace(now: () => number = () => performance.now()): Pace {
  let restedMs = 0;
  let restedAt: number | null = null;
  const workedMs = () => now() - restedMs - (restedAt === null ? 0 : now() - restedAt);
  let first: { readonly kind: string; readonly fraction: number; readonly workedMs: number } | null = null;
  let told: { readonly kind: string; readonly done: number; readonly at: number } | null = null;
  return {
    rest() {
      restedAt ??= now();
    },
    goOn() {
      if (restedAt !== null) restedMs += now() - restedAt;
      restedAt = null;
    },
    remainingMs({ kind, fraction }) {
      if (first?.kind !== kind) first = { kind, fraction, workedMs: workedMs() };
      const done = fraction - first.fraction;
      return done < tellingFrom ? null : ((workedMs() - first.workedMs) * (1 - fraction)) / done;
    },
    isNews({ kind, done }) {
      if (told?.kind === kind && told.done === done && now() - told.at < newsPauseMs) return false;
      told = { kind, done, at: now() };
      return true;
    },
  };
}
