/** Memorisation and the attack as they are defined, pair by pair and without any haste: what the lab's own are judged by. */

/** margins[model][sample], and whether the model had the sample. */
export interface Ensemble {
  readonly margins: readonly (readonly number[])[];
  readonly had: readonly (readonly boolean[])[];
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const variance = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + (value - mean(values)) * (value - mean(values)), 0) /
  (values.length - 1);

const marginsWhere = ({ margins, had }: Ensemble, sample: number, wanted: boolean, without = -1) =>
  margins.flatMap((row, model) =>
    had[model]![sample] === wanted && model !== without ? [row[sample]!] : [],
  );

export function memorisationOf(ensemble: Ensemble, sample: number) {
  const inside = marginsWhere(ensemble, sample, true);
  const outside = marginsWhere(ensemble, sample, false);
  return {
    value: mean(inside) - mean(outside),
    error: Math.sqrt(variance(inside) / inside.length + variance(outside) / outside.length),
  };
}

const logNormal = (x: number, values: readonly number[]) =>
  Math.log(
    Math.exp(-((x - mean(values)) ** 2) / (2 * variance(values))) / Math.sqrt(2 * Math.PI * variance(values)),
  );

/** The scores of all pairs, each under normals that the others of its sample make. */
export function scoresOf(ensemble: Ensemble): { readonly inside: number[]; readonly outside: number[] } {
  const inside: number[] = [];
  const outside: number[] = [];
  ensemble.margins.forEach((row, model) => {
    row.forEach((margin, sample) => {
      const within = logNormal(margin, marginsWhere(ensemble, sample, true, model));
      const without = logNormal(margin, marginsWhere(ensemble, sample, false, model));
      (ensemble.had[model]![sample] ? inside : outside).push(within - without);
    });
  });
  return { inside, outside };
}

export function aucOf(inside: readonly number[], outside: readonly number[]): number {
  const wins = inside.flatMap((a) => outside.map((b) => (a > b ? 1 : a === b ? 0.5 : 0)));
  return wins.reduce<number>((a, b) => a + b, 0) / wins.length;
}

/** Over all thresholds that let at most that share of the out-scores through. */
export function truePositivesAt(rate: number, inside: readonly number[], outside: readonly number[]): number {
  const share = (scores: readonly number[], t: number) => scores.filter((s) => s > t).length / scores.length;
  const thresholds = [...inside, ...outside, Number.NEGATIVE_INFINITY];
  return Math.max(...thresholds.filter((t) => share(outside, t) <= rate).map((t) => share(inside, t)));
}
