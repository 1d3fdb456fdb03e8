/**
 * The attack on each sample by itself, in the manner of U-LiRA (J. Hayes et al., "Inexact unlearning needs more careful evaluations to avoid a false
 * sense of privacy", SaTML 2025). For a sample x there are models that had it and then unlearned it (in) and models that never had it (out). The
 * margins of each side are taken for normal, and the score of a model is the likelihood ratio of the two, fitted without that model:
 *   score = log N(m; mean_in, var_in) - log N(m; mean_out, var_out)
 * A high score says that the model had the sample. In a draw of the bootstrap a model counts as often as it was drawn, and all its copies stay out of
 * the normals that it is judged by.
 */

import { type ModelTable, type Sides, sidesOf } from './modelTable';

/** Scores of pairs of a sample and a model. */
export interface AttackScores {
  readonly values: Float64Array;
  /** The model of each pair. */
  readonly models: Uint16Array;
  /** 1: the model had the sample. */
  readonly had: Uint8Array;
  /** Samples with too few models on a side: they have no scores. */
  readonly skipped: number;
}

/** Models that each side needs: the one that is judged, and two that a normal goes through. */
const fewestModels = 3;

/** Least standard deviation of a side, in nats: what is closer together is told apart by nothing that counts. */
const leastDeviation = 1e-3;

/** Who had each sample, and who did not: the same for all draws of the bootstrap. */
export function sidesOfAll(table: ModelTable): readonly Sides[] {
  return Array.from({ length: table.samples }, (_, sample) => sidesOf(table, sample));
}

/** Scores every pair of a sample and a model that has a number. @param weights how often each model counts; 0: not at all */
export function scoreModels(
  table: ModelTable,
  weights: ArrayLike<number>,
  sides: readonly Sides[] = sidesOfAll(table),
): AttackScores {
  const { samples, values: margins } = table;
  const values: number[] = [];
  const models: number[] = [];
  const had: number[] = [];
  let skipped = 0;
  sides.forEach(({ inside, outside }, sample) => {
    const isCounted = (model: number) => weights[model]! > 0;
    const counted = [outside.filter(isCounted), inside.filter(isCounted)] as const;
    if (counted.some(({ length }) => length < fewestModels)) {
      skipped += 1;
      return;
    }
    const centre = margins[counted[0][0]! * samples + sample]!;
    const marginOf = (model: number) => margins[model * samples + sample]! - centre;
    const sums = [sumUp(counted[0], weights, marginOf), sumUp(counted[1], weights, marginOf)] as const;
    for (const own of [0, 1] as const) {
      for (const model of counted[own]) {
        const margin = marginOf(model);
        const left = without(sums[own], margin, weights[model]!);
        const [out, within] = own === 1 ? [sums[0], left] : [left, sums[1]];
        values.push(logDensity(margin, within) - logDensity(margin, out));
        models.push(model);
        had.push(own);
      }
    }
  });
  return {
    values: Float64Array.from(values),
    models: Uint16Array.from(models),
    had: Uint8Array.from(had),
    skipped,
  };
}

/** Sums of weights, of margins and of their squares: of differences from one of them, so that no digits are lost. */
interface Sums {
  readonly weight: number;
  readonly sum: number;
  readonly squares: number;
}

function sumUp(
  side: readonly number[],
  weights: ArrayLike<number>,
  marginOf: (model: number) => number,
): Sums {
  let weight = 0;
  let sum = 0;
  let squares = 0;
  for (const model of side) {
    const times = weights[model]!;
    const margin = marginOf(model);
    weight += times;
    sum += times * margin;
    squares += times * margin * margin;
  }
  return { weight, sum, squares };
}

function without({ weight, sum, squares }: Sums, margin: number, times: number): Sums {
  return {
    weight: weight - times,
    sum: sum - times * margin,
    squares: squares - times * margin * margin,
  };
}

/** Under the normal with the mean and the variance (by n - 1) of the sums; but for the constant, which both sides share. */
function logDensity(value: number, { weight, sum, squares }: Sums): number {
  const mean = sum / weight;
  const variance = Math.max(leastDeviation ** 2, (squares - sum * mean) / (weight - 1));
  return -Math.log(variance) / 2 - (value - mean) ** 2 / (2 * variance);
}
