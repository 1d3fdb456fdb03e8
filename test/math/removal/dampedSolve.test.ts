import { expect, it } from 'vitest';
import { residualOfDamped, solveDamped } from '../../../src/math/removal/dampedSolve';

const terms = [
  { scale: 2, vector: Float64Array.of(1, -1, 0.5) },
  { scale: -0.25, vector: Float64Array.of(0, 2, 1) },
];
const rhs = Float64Array.of(1, 2, -3);

it('judges a solution of the damped system by products', () => {
  // (2 v v' - w w' / 4 + I) e1 = (3, -2, 1), by hand; less b: (2, -4, 4), of norm 6.
  expect(residualOfDamped(terms, 1, Float64Array.of(1, 0, 0), rhs)).toBeCloseTo(6 / Math.sqrt(14), 12);
  expect(residualOfDamped(terms, 1, solveDamped(terms, 1, rhs), rhs)).toBeLessThan(1e-15);
  expect(residualOfDamped(terms, 1, new Float64Array(3), new Float64Array(3))).toBe(0);
});
