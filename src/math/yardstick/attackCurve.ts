/**
 * The attack on an ensemble with intervals by bootstrap over models: in each draw as many models as there are come by chance, some more than once, and
 * the normals are fitted anew, because the models that they came from are as much a matter of chance as those that are judged. The interval is the
 * value +- 1.96 standard deviations of the draws: models that were drawn twice leave the normals fewer to go by, so the draws lie a little lower than
 * the value, and their own quantiles would too.
 */

import { createRandom } from '../random/random';
import { scoreModels, sidesOfAll } from './likelihoodAttack';
import type { ModelTable } from './modelTable';
import { type CurveReading, falsePositiveRates, readCurve } from './operatingCurve';

/** A share, 0 to 1, with its 95% interval. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface TruePositives {
  readonly falsePositiveRate: number;
  /** null where there are too few out-scores to know it. */
  readonly rate: Interval | null;
}

export interface AttackCurve {
  /** null where no sample has enough models on both sides. */
  readonly auc: Interval | null;
  readonly truePositives: readonly TruePositives[];
  readonly inScores: number;
  readonly outScores: number;
  /** Samples with too few models on a side. */
  readonly skipped: number;
}

/** Out-scores that a rate needs above its threshold: 1% is known from 1,000 out-scores on. */
const fewestAbove = 10;

const draws = 200;

/** Pauses after every draw. @param seed of the draws */
export function* attackCurve(table: ModelTable, seed: number): Generator<void, AttackCurve> {
  const once = new Float64Array(table.models).fill(1);
  const sides = sidesOfAll(table);
  const scores = scoreModels(table, once, sides);
  const whole = readCurve(scores, once);
  const drawn: CurveReading[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const weights = drawModels(table.models, seed, draw);
    drawn.push(readCurve(scoreModels(table, weights, sides), weights));
    yield;
  }
  const inScores = scores.had.reduce<number>((sum, had) => sum + had, 0);
  const outScores = scores.had.length - inScores;
  return {
    auc: intervalOf(
      whole.auc,
      drawn.map(({ auc }) => auc),
    ),
    truePositives: falsePositiveRates.map((falsePositiveRate, i) => ({
      falsePositiveRate,
      rate:
        outScores * falsePositiveRate < fewestAbove
          ? null
          : intervalOf(
              whole.rates[i]!,
              drawn.map(({ rates }) => rates[i]!),
            ),
    })),
    inScores,
    outScores,
    skipped: scores.skipped,
  };
}

/** How often each model comes. */
function drawModels(count: number, seed: number, draw: number): Float64Array {
  const random = createRandom(seed, `bootstrap ${draw}`);
  const weights = new Float64Array(count);
  for (let i = 0; i < count; i++) weights[random.integer(count)]! += 1;
  return weights;
}

function intervalOf(value: number, drawn: readonly number[]): Interval | null {
  const known = drawn.filter(Number.isFinite);
  if (!Number.isFinite(value) || known.length < 2) return null;
  const mean = known.reduce((sum, one) => sum + one, 0) / known.length;
  const squares = known.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  const reach = 1.96 * Math.sqrt(squares / (known.length - 1));
  return { value, low: Math.max(0, value - reach), high: Math.min(1, value + reach) };
}
