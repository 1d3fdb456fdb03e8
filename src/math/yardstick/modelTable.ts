/** A table of one number for each sample and model, and which models had which sample: what an ensemble on random halves of the data gives. */

/** Numbers of `samples` samples under `models` models. */
export interface ModelTable {
  readonly samples: number;
  readonly models: number;
  /** Models x samples, a model after the other; NaN where a model has no number. */
  readonly values: Float32Array | Float64Array;
  /** Models x samples: 1 where the model was trained with the sample. */
  readonly had: Uint8Array;
}

/** The models of one sample that have a number, by whether they had the sample. */
export interface Sides {
  /** Numbers of the models, rising. */
  readonly inside: readonly number[];
  readonly outside: readonly number[];
}

/** Who had the sample, and who did not. */
export function sidesOf({ samples, models, values, had }: ModelTable, sample: number): Sides {
  const inside: number[] = [];
  const outside: number[] = [];
  for (let model = 0; model < models; model++) {
    const at = model * samples + sample;
    if (Number.isFinite(values[at])) (had[at] === 1 ? inside : outside).push(model);
  }
  return { inside, outside };
}

/** Mean and variance (by n - 1) of some numbers; NaN where there are too few. */
export function momentsOf(values: readonly number[]): { readonly mean: number; readonly variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: squares / (values.length - 1) };
}
