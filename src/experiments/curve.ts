/** Removal after removal from one model: what most figures of the paper are made of. */

import type { ModelChoice } from './models';

/** Which samples go, one at a time: drawn at random, or those of a class in order. */
export type Draw =
  | { readonly kind: 'random'; readonly count: number; readonly seed: number }
  | { readonly kind: 'class'; readonly label: number; readonly limit: number | null };

export interface CurveSpec {
  readonly model: ModelChoice;
  /** What the removals have in place of the lab's defaults, without a guard; null: nothing is removed, the samples are counted as gone. */
  readonly settings: Readonly<Record<string, number | string | null>> | null;
  /** Certification noise; null: none. `count` is the n of its formula; absent: how many samples there are. */
  readonly noise: { readonly epsilon: number; readonly delta: number; readonly count?: number } | null;
  readonly draw: Draw;
  /** Of the removals: each gets one of its own from it. */
  readonly seed: number;
  /** The model is measured after every so many removals. */
  readonly every: number;
  /** And retrained then, beside it. */
  readonly retrains: boolean;
  /** What is measured after every so many; absent: everything. `validation` leaves out the passes over the training images, which take most of the time. */
  readonly measures?: 'validation';
  /** The row's name for what was done. */
  readonly kind: string;
}

/** The cells of one kind: the same removals of samples drawn at random, without noise, under the seeds from 1. */
export function drawnRuns(
  cell: Pick<CurveSpec, 'kind' | 'model' | 'settings'>,
  { runs, removals, every }: { readonly runs: number; readonly removals: number; readonly every: number },
): CurveSpec[] {
  return Array.from({ length: runs }, (_, run) => ({
    ...cell,
    noise: null,
    draw: { kind: 'random', count: removals, seed: run + 1 },
    seed: run + 1,
    every,
    retrains: false,
  }));
}
