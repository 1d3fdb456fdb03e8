/** What the runs of the Markov blanket demo say, method by method and feature by feature. */

import type { BlanketRequest, BlanketRun } from '../../worker/protocol';
import { bullseyeFeatures } from './bullseyeGraph';

export type BlanketMethod = BlanketRun['method'];

/** What the demo found, and for which request. */
export interface BlanketResults {
  readonly request: BlanketRequest;
  readonly runs: readonly BlanketRun[];
}

export interface Spread {
  readonly mean: number;
  /** Standard deviation of the sample (divisor n - 1); null where one value says nothing about it. */
  readonly deviation: number | null;
}

export interface BlanketSummary {
  readonly method: BlanketMethod;
  readonly runs: number;
  readonly truePositiveRate: Spread;
  readonly falsePositiveRate: Spread;
  readonly medianMs: number;
}

/** The methods in the order in which they first ran. */
export function methodsOf(runs: readonly BlanketRun[]): BlanketMethod[] {
  return [...new Set(runs.map(({ method }) => method))];
}

/** One line per method over all its runs. */
export function summariseBlankets(runs: readonly BlanketRun[]): BlanketSummary[] {
  return methodsOf(runs).map((method) => {
    const mine = runs.filter((run) => run.method === method);
    return {
      method,
      runs: mine.length,
      truePositiveRate: spread(mine.map(({ truePositiveRate }) => truePositiveRate)),
      falsePositiveRate: spread(mine.map(({ falsePositiveRate }) => falsePositiveRate)),
      medianMs: median(mine.map(({ durationMs }) => durationMs)),
    };
  });
}

/** In which share of its runs a method found a feature. */
export interface FoundRow {
  readonly feature: string;
  readonly shares: Readonly<Partial<Record<BlanketMethod, number>>>;
}

/** One row per feature, in the order of the columns. */
export function foundShares(runs: readonly BlanketRun[]): FoundRow[] {
  const methods = methodsOf(runs);
  return bullseyeFeatures.map((feature, column) => ({
    feature,
    shares: Object.fromEntries(
      methods.map((method) => {
        const mine = runs.filter((run) => run.method === method);
        return [method, mine.filter(({ found }) => found.includes(column)).length / mine.length];
      }),
    ),
  }));
}

/**
 * Mean and standard deviation.
 * @throws RangeError when there is no value
 */
export function spread(values: readonly number[]): Spread {
  if (values.length < 1) throw new RangeError(`spread needs at least 1 value, got ${values.length}`);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (values.length === 1) return { mean, deviation: null };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (values.length - 1)) };
}

/**
 * The middle value, or the mean of the two in the middle.
 * @throws RangeError when there is no value
 */
export function median(values: readonly number[]): number {
  if (values.length < 1) throw new RangeError(`median needs at least 1 value, got ${values.length}`);
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[upper]! : (sorted[upper - 1]! + sorted[upper]!) / 2;
}
