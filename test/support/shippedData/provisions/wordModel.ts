/**
 * The rival of the transformer on provisions: a logistic model of the words of a text, for each label one, by binary cross-entropy with an L2 penalty:
 *
 *   x_w = tf-idf of word w, scaled to length 1      z_l = x . w_l + b_l      loss = mean over samples, sum over labels of log(1 + exp(z)) - y z, + lambda / 2 |w|^2
 *
 * minimised from zero by accelerated gradient descent over all samples (Nesterov). A label is taken to be true where z > 0.
 */

export interface LabelledWords {
  /** Each text as its words. */
  readonly texts: readonly (readonly string[])[];
  /** texts x classes. */
  readonly labelSets: Uint8Array;
}

/** Rows that are mostly 0, one after another: what stands where, and where each row begins. */
interface Sparse {
  readonly starts: Uint32Array;
  readonly places: Uint32Array;
  readonly values: Float64Array;
}

/** The logits of texts that were held out, texts x classes, for each of the penalties. */
export function wordModel(
  training: LabelledWords,
  held: readonly (readonly string[])[],
  { lambda, steps = 200 }: { readonly lambda: number; readonly steps?: number },
): Float64Array {
  const count = training.texts.length;
  const classes = training.labelSets.length / count;
  const rarities = raritiesOf(training.texts);
  const rows = rowsOf(training.texts, rarities);
  let weights = new Float64Array((rarities.size + 1) * classes);
  let before = weights;
  for (let step = 0; step < steps; step++) {
    const ahead = new Float64Array(weights.length);
    for (let i = 0; i < ahead.length; i++)
      ahead[i] = weights[i]! + (step / (step + 3)) * (weights[i]! - before[i]!);
    const errors = logitsOf(rows, ahead, classes);
    for (let i = 0; i < errors.length; i++)
      errors[i] = (1 / (1 + Math.exp(-errors[i]!)) - training.labelSets[i]!) / count;
    const slope = new Float64Array(weights.length);
    for (let row = 0; row < count; row++) {
      for (let k = rows.starts[row]!; k < rows.starts[row + 1]!; k++) {
        const [at, value] = [rows.places[k]! * classes, rows.values[k]!];
        for (let label = 0; label < classes; label++)
          slope[at + label]! += value * errors[row * classes + label]!;
      }
    }
    before = weights;
    // The curvature is at most 1/4 |x|^2 = 1/2: a row has length 1, and the intercept is 1 beside it.
    weights = new Float64Array(weights.length);
    for (let i = 0; i < weights.length; i++)
      weights[i] = ahead[i]! - 2 * (slope[i]! + (i < classes ? 0 : lambda * ahead[i]!));
  }
  return logitsOf(rowsOf(held, rarities), weights, classes);
}

/** Of each word that stands in two texts at least its place, from 1, and log(texts / texts with it). */
function raritiesOf(texts: readonly (readonly string[])[]): Map<string, { place: number; weight: number }> {
  const counts = new Map<string, number>();
  for (const text of texts) for (const word of new Set(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const words = [...counts].filter(([, count]) => count >= 2);
  return new Map(
    words.map(([word, count], i) => [word, { place: i + 1, weight: Math.log(texts.length / count) }]),
  );
}

function rowsOf(
  texts: readonly (readonly string[])[],
  rarities: ReadonlyMap<string, { place: number; weight: number }>,
): Sparse {
  const [starts, places, values] = [[0], [] as number[], [] as number[]];
  for (const text of texts) {
    const row = new Map<number, number>();
    for (const word of text) {
      const known = rarities.get(word);
      if (known) row.set(known.place, (row.get(known.place) ?? 0) + known.weight);
    }
    const length = Math.hypot(...row.values()) || 1;
    places.push(0, ...row.keys());
    values.push(1, ...[...row.values()].map((value) => value / length));
    starts.push(places.length);
  }
  return {
    starts: Uint32Array.from(starts),
    places: Uint32Array.from(places),
    values: Float64Array.from(values),
  };
}

function logitsOf({ starts, places, values }: Sparse, weights: Float64Array, classes: number): Float64Array {
  const logits = new Float64Array((starts.length - 1) * classes);
  for (let row = 0; row + 1 < starts.length; row++) {
    for (let k = starts[row]!; k < starts[row + 1]!; k++) {
      const at = places[k]! * classes;
      for (let label = 0; label < classes; label++)
        logits[row * classes + label]! += values[k]! * weights[at + label]!;
    }
  }
  return logits;
}

/** Micro F1 of labels that are true where a logit is above 0: 2 TP / (2 TP + FP + FN). */
export function microF1(logits: ArrayLike<number>, labelSets: Uint8Array): number {
  let [both, either] = [0, 0];
  labelSets.forEach((isTrue, i) => {
    const isSaid = Number(logits[i]! > 0);
    both += 2 * isSaid * isTrue;
    either += isSaid + isTrue;
  });
  return either === 0 ? 0 : both / either;
}
