import { expect, it } from 'vitest';
import { codecOverTies } from '../../../src/math/dependence/codecTies';
import { foci } from '../../../src/math/dependence/foci';
import { fociOverTies } from '../../../src/math/dependence/fociTies';
import { createRandom } from '../../../src/math/random/random';

it('is FOCI where nothing ties', () => {
  const random = createRandom(2, 'no ties');
  const x = { rows: 60, columns: 4, values: Float64Array.from({ length: 240 }, () => random.normal()) };
  const y = Float64Array.from({ length: 60 }, (_, i) => x.values[i * 4]! + x.values[i * 4 + 1]! ** 2);
  const [tied, plain] = [fociOverTies(y, x), foci(y, x)];
  expect(tied.selected).toEqual(plain.selected);
  for (const [i, value] of tied.values.entries()) expect(value).toBeCloseTo(plain.values[i]!, 12);
});

it('begins with the CODEC of each column over its ties', () => {
  const random = createRandom(4, 'ties');
  const x = { rows: 80, columns: 3, values: Float64Array.from({ length: 240 }, () => random.integer(2)) };
  const y = Float64Array.from({ length: 80 }, (_, i) => x.values[3 * i]! + 0.1 * random.normal());
  const { candidates } = fociOverTies(y, x).steps[0]!;
  for (let column = 0; column < 3; column++) {
    const z = Float64Array.from({ length: 80 }, (_, i) => x.values[3 * i + column]!);
    expect(candidates[column]).toBeCloseTo(codecOverTies(y, z).value, 12);
  }
});

it('averages over rows that tie in both of two columns, as counted by hand', () => {
  // Rows 0 and 1 are alike, so are 2 and 3; y is 1, 2, 3, 4 with ranks 1 to 4.
  const x = { rows: 4, columns: 2, values: Float64Array.from([0, 0, 0, 0, 1, 0, 1, 1]) };
  const { candidates } = fociOverTies([1, 2, 3, 4], x).steps[0]!;
  // First column: min of ranks with the one alike row: 1, 1, 3, 3 = 8. L = 4, 3, 2, 1: sum of squares 30, sum L (4 - L) = 10.
  expect(candidates[0]).toBeCloseTo((4 * 8 - 30) / 10, 12);
  // Second: rows 0, 1, 2 are alike, (1 + 1) / 2, (1 + 2) / 2, (1 + 2) / 2; row 3 is as far from all: (1 + 2 + 3) / 3.
  expect(candidates[1]).toBeCloseTo((4 * (1 + 1.5 + 1.5 + 2) - 30) / 10, 12);
});
