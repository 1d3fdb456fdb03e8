import { expect, it } from 'vitest';
import { mutualInformationTest } from '../../../src/math/dependence/mutualInformationTest';
import type { Matrix } from '../../../src/math/linear/matrix';
import { createRandom } from '../../../src/math/random/random';

const column = (values: readonly number[]): Matrix => ({
  rows: values.length,
  columns: 1,
  values: Float64Array.from(values),
});
const options = { seed: 1, permutations: 99 };

it('estimates the information of Gaussians: -log(1 - rho^2) / 2', () => {
  const random = createRandom(3, 'gaussians');
  const rho = 0.8;
  const y = Array.from({ length: 800 }, () => random.normal());
  const z = y.map((value) => rho * value + Math.sqrt(1 - rho ** 2) * random.normal());
  const { information, pValue } = mutualInformationTest(column(y), column(z), null, {
    ...options,
    permutations: 19,
    neighbours: 5,
  });
  // Half a nat; the estimator's deviation at 800 rows is some 0.05.
  expect(information).toBeCloseTo(-Math.log(1 - rho ** 2) / 2, 0.9);
  expect(pValue).toBe(1 / 20);
});

it('sees that a chain is independent given its middle, and a fork is not given nothing', () => {
  const random = createRandom(5, 'chain');
  const x = Array.from({ length: 300 }, () => random.normal());
  const y = x.map((value) => value + 0.5 * random.normal());
  const z = x.map((value) => value + 0.5 * random.normal());
  expect(mutualInformationTest(column(y), column(z), null, options).pValue).toBe(0.01);
  expect(mutualInformationTest(column(y), column(z), column(x), options).pValue).toBeGreaterThan(0.05);
});

it('keeps its level: some one in twenty independent pairs is called dependent', () => {
  const random = createRandom(7, 'level');
  const draw = () => column(Array.from({ length: 80 }, () => random.uniform()));
  const p = Array.from({ length: 100 }, () => mutualInformationTest(draw(), draw(), draw(), options).pValue);
  const called = p.filter((one) => one < 0.05).length;
  // Binomial with 100 draws of 0.05: 11 and more come once in 350.
  expect(called).toBeLessThan(12);
});

it.each([1, 2])('is the sum of its formula, counted out pair by pair, for z of %i columns', (width) => {
  const [n, k] = [60, 6];
  const random = createRandom(11, 'formula');
  const shuffled = () => Array.from(random.shuffle(Uint32Array.from({ length: n }, (_, i) => i)));
  const matrix = (columns: readonly number[][]): Matrix => ({
    rows: n,
    columns: columns.length,
    values: Float64Array.from(
      { length: n * columns.length },
      (_, at) => columns[at % columns.length]![Math.floor(at / columns.length)]!,
    ),
  });
  const [y, z, x] = [[shuffled()], Array.from({ length: width }, shuffled), [shuffled(), shuffled()]];
  for (const given of [null, x]) {
    const { information } = mutualInformationTest(matrix(y), matrix(z), given && matrix(given), {
      ...options,
      permutations: 1,
      neighbours: k,
    });
    expect(information).toBeCloseTo(informationByPairs(y, z, given ?? [], k), 12);
  }
});

/** The estimator, from its definition; ranks are their own. */
function informationByPairs(y: number[][], z: number[][], x: number[][], k: number): number {
  const n = y[0]!.length;
  const psi = (m: number) =>
    -0.577_215_664_901_532_9 +
    Array.from({ length: m - 1 }, (_, i) => 1 / (i + 1)).reduce((a, b) => a + b, 0);
  const distance = (columns: number[][], i: number, j: number) =>
    Math.max(0, ...columns.map((column) => Math.abs(column[i]! - column[j]!)));
  const rows = Array.from({ length: n }, (_, i) => i);
  const terms = rows.map((i) => {
    const reach = rows
      .filter((j) => j !== i)
      .map((j) => distance([...y, ...z, ...x], i, j))
      .sort((a, b) => a - b)[k - 1]!;
    const nearer = (columns: number[][]) => psi(rows.filter((j) => distance(columns, i, j) < reach).length);
    return nearer(x) - nearer([...y, ...x]) - nearer([...z, ...x]);
  });
  return psi(k) + terms.reduce((a, b) => a + b, 0) / n;
}

it('ends once p is sure to be no less than the level, on the same side of it as with all permutations', () => {
  const random = createRandom(13, 'level of the end');
  const draw = () => Array.from({ length: 60 }, () => random.uniform());
  for (let i = 0; i < 12; i++) {
    const y = draw();
    const z = draw().map((value, row) => value + 0.3 * (i % 3) * y[row]!);
    const test = (level?: number) =>
      mutualInformationTest(column(y), column(z), null, {
        ...options,
        ...(level === undefined ? {} : { level }),
      }).pValue;
    const [whole, ended] = [test(), test(0.05)];
    expect(ended).toBe(Math.min(whole, 0.05));
  }
});

it('refuses rows that differ in number', () => {
  expect(() => mutualInformationTest(column([1, 2, 3]), column([1, 2]), null, options)).toThrow(RangeError);
});
