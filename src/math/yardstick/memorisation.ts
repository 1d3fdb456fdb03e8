/**
 * How much a training memorises a sample (V. Feldman, "Does learning require memorization?", STOC 2020), on margins: the mean margin over models that
 * were trained with the sample, minus the mean over models that were not.
 *   memorisation(x)   = mean_in m(x) - mean_out m(x)
 *   standard error^2  = var_in / n_in + var_out / n_out, variances by n - 1
 */

import { type ModelTable, momentsOf, sidesOf } from './modelTable';

/** By sample; NaN where fewer than two models had it, or fewer than two did not. */
export interface Memorisation {
  /** Nats of margin. */
  readonly values: Float64Array;
  readonly errors: Float64Array;
}

export function memorisation(table: ModelTable): Memorisation {
  const { samples, values: margins } = table;
  const values = new Float64Array(samples);
  const errors = new Float64Array(samples);
  for (let sample = 0; sample < samples; sample++) {
    const { inside, outside } = sidesOf(table, sample);
    const marginsOf = (models: readonly number[]) =>
      models.map((model) => margins[model * samples + sample]!);
    const within = momentsOf(marginsOf(inside));
    const without = momentsOf(marginsOf(outside));
    const error = Math.sqrt(within.variance / inside.length + without.variance / outside.length);
    errors[sample] = error;
    values[sample] = Number.isNaN(error) ? Number.NaN : within.mean - without.mean;
  }
  return { values, errors };
}
