/**
 * What scores tell, pooled over samples and models: the area under the ROC curve, and true positive rates at small false positive rates.
 *   AUC = P(in > out) + P(in = out) / 2
 *   TPR at f = share of in-scores above the smallest threshold that at most a share f of the out-scores is above
 */

import type { AttackScores } from './likelihoodAttack';

/** The false positive rates that are read off. */
export const falsePositiveRates = [0.01, 0.1] as const;

export interface CurveReading {
  /** NaN where a side has no scores. */
  readonly auc: number;
  /** True positive rates, one for each of falsePositiveRates. */
  readonly rates: readonly number[];
}

/** From the highest score down: what is above a threshold is taken for in. @param weights how often each model counts */
export function readCurve(
  { values, models, had }: Omit<AttackScores, 'skipped'>,
  weights: ArrayLike<number>,
): CurveReading {
  const order = Uint32Array.from(values.keys()).sort((a, b) => values[b]! - values[a]!);
  const totals = [0, 0];
  models.forEach((model, pair) => {
    totals[had[pair]!]! += weights[model]!;
  });
  const [allOut, allIn] = totals as [number, number];
  const rates = falsePositiveRates.map(() => 0);
  let inAbove = 0;
  let outAbove = 0;
  let wins = 0;
  let place = 0;
  while (place < order.length) {
    const score = values[order[place]!]!;
    const tied = [0, 0];
    for (; place < order.length && values[order[place]!] === score; place++) {
      tied[had[order[place]!]!]! += weights[models[order[place]!]!]!;
    }
    const [tiedOut, tiedIn] = tied as [number, number];
    wins += tiedOut * (inAbove + tiedIn / 2);
    inAbove += tiedIn;
    outAbove += tiedOut;
    falsePositiveRates.forEach((rate, i) => {
      if (outAbove <= rate * allOut + 1e-9) rates[i] = inAbove / allIn;
    });
  }
  return { auc: wins / (allIn * allOut), rates };
}

/** The percentile of a value among others, 0 to 100: the share below it, and half of those equal to it. NaN where there are none. */
export function percentileAmong(value: number, others: readonly number[]): number {
  const below = others.reduce((sum, other) => sum + (other < value ? 1 : other === value ? 0.5 : 0), 0);
  return (100 * below) / others.length;
}
