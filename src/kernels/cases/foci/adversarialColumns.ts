import type { Matrix } from '../../../math/linear/matrix';
import { createRandom, type Random } from '../../../math/random/random';

/** Columns on which a nearest-neighbour search goes wrong if it can: each draws one entry from row i of n. */
export const COLUMN_KINDS = {
  normal: (random: Random) => random.normal(),
  activation: (random: Random) => 4 + 0.05 * random.normal(),
  mostlyZero: (random: Random) => Math.max(0, random.normal() - 0.524),
  threeLevels: (random: Random) => random.integer(3),
  constant: () => 1.5,
  minusZero: (random: Random) => (random.uniform() < 0.5 ? -0 : 0) * random.integer(2),
  hugeOffset: (random: Random) => 1e7 + random.integer(9),
  hugeScale: (random: Random) => 1e30 * random.normal(),
  tinyScale: (random: Random) => 1e-20 * random.normal(),
  subnormalScale: (random: Random) => 1e-40 * random.normal(),
  manyScales: (random: Random) => random.normal() * 10 ** -random.integer(45),
  roundedTies: (random: Random) => (random.uniform() < 0.5 ? 1 : 1e-8 * random.integer(5)),
} satisfies Record<string, (random: Random) => number>;

export type ColumnKind = keyof typeof COLUMN_KINDS;

/** n rows with one column of each given kind; a share of the rows repeats an earlier one. */
export function adversarialMatrix(
  seed: number,
  rows: number,
  kinds: readonly ColumnKind[],
  repeatedShare: number,
): Matrix {
  const random = createRandom(seed, 'adversarial');
  const values = new Float32Array(rows * kinds.length);
  for (let i = 0; i < rows; i++) {
    const repeats = i > 0 && random.uniform() < repeatedShare;
    const earlier = repeats ? random.integer(i) : i;
    kinds.forEach((kind, j) => {
      values[i * kinds.length + j] = repeats
        ? values[earlier * kinds.length + j]!
        : COLUMN_KINDS[kind](random);
    });
  }
  return { rows, columns: kinds.length, values };
}

/** A y that depends on the first columns by their ranks of size, with noise and, every other seed, with ties. */
export function adversarialResponse(seed: number, x: Matrix): Float64Array {
  const random = createRandom(seed, 'response');
  return Float64Array.from({ length: x.rows }, (_, i) => {
    const first = Math.atan(x.values[i * x.columns]!);
    const last = Math.atan(x.values[(i + 1) * x.columns - 1]!);
    const value = first + last * last + 0.3 * random.normal();
    return seed % 2 === 0 ? value : Math.round(2 * value);
  });
}
