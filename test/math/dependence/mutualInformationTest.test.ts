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

it('refuses rows that differ in number', () => {
  expect(() => mutualInformationTest(column([1, 2, 3]), column([1, 2]), null, options)).toThrow(RangeError);
});
