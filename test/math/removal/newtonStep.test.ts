import { describe, expect, it } from 'vitest';
import { solveLinear } from '../../../src/math/linear/linearSolve';
import { dot, norm } from '../../../src/math/linear/vector';
import { createRandom } from '../../../src/math/random/random';
import { certificationSigma } from '../../../src/math/removal/certificationNoise';
import { sufficientDamping } from '../../../src/math/removal/dampedSolve';
import { newtonStep } from '../../../src/math/removal/newtonStep';
import { secantHessian, writeOut } from '../../../src/math/removal/secantHessian';
import { checkUpdate, checkUpdateCase, nameUpdateCase, type UpdateFile } from '../../golden/checker/update';
import { failures, largestDifference, readGolden } from '../../support/golden';

const golden = readGolden<UpdateFile>('update');
const vector = (values: number[]) => Float64Array.from(values);
const randomVector = (size: number, seed: number) => {
  const random = createRandom(seed, 'test vector');
  return Float64Array.from({ length: size }, () => random.normal());
};

describe('the authors\u2019 update (update.json)', () => {
  it.each(golden.cases.map((c, i) => [nameUpdateCase(c, i), c] as const))('%s', (name, c) => {
    const checks = [...checkUpdateCase(name, c)];
    expect(checks.length).toBe(12);
    expect(failures(checks)).toEqual([]);
  });

  it('sigma and the noisy return', () => {
    const checks = [...checkUpdate({ ...golden, cases: [] })];
    expect(checks.length).toBe(golden.sigma.length + 1);
    expect(failures(checks)).toEqual([]);
  });
});

describe('secantHessian', () => {
  it('maps s to y, by hand: s = (1, 2), y = (2, 1), s\u2019y = 4', () => {
    const { scale, vector: y, curvature } = secantHessian({ s: vector([1, 2]), y: vector([2, 1]) });
    expect(curvature).toBe(4);
    expect([...writeOut([{ scale, vector: y }], 0, 2)]).toEqual([1, 1 / 2, 1 / 2, 1 / 4]);
    expect(scale * dot(y, vector([1, 2])) * y[0]!).toBe(2);
  });

  it('is 0 where s\u2019y is not positive', () => {
    expect(secantHessian({ s: vector([1, 0]), y: vector([-1, 5]) }).scale).toBe(0);
    expect(secantHessian({ s: vector([0, 0]), y: vector([0, 0]) }).scale).toBe(0);
    expect(secantHessian({ s: vector([1, 0]), y: vector([0, 1]) }).scale).toBe(0);
  });
});

describe('newtonStep', () => {
  const problem = (size: number, sampleScale: number) => ({
    full: { scale: 0.8, vector: randomVector(size, 1) },
    sample: { scale: sampleScale, vector: randomVector(size, 2) },
    gradient: randomVector(size, 3),
    sampleCount: 100,
    damping: 0.01,
  });

  it.each([1, 2, 3, 40, 300])('gives the same step by Woodbury as densely, p = %i', (size) => {
    const woodbury = newtonStep({ ...problem(size, 0.1), solver: 'woodbury' });
    const dense = newtonStep({ ...problem(size, 0.1), solver: 'dense' });
    expect(largestDifference(woodbury.step, dense.step)).toBeLessThan(1e-10 * norm(dense.step));
  });

  it('solves the equation it states (residual against the written-out matrix)', () => {
    const p = problem(50, 30);
    const { step, hessian, dampingUsed } = newtonStep({ ...p, solver: 'woodbury' });
    const matrix = writeOut(hessian, dampingUsed, 50);
    for (let i = 0; i < 50; i++) {
      expect(dot(matrix.subarray(i * 50, i * 50 + 50), step)).toBeCloseTo(p.gradient[i]! / 99, 12);
    }
  });

  it.each(['woodbury', 'dense'] as const)('has the weight decay in both sides, once, by %s', (solver) => {
    const p = problem(50, 30);
    const weightDecay = 0.02;
    const weights = randomVector(50, 4);
    for (const damping of [0.01, 0]) {
      const given = { ...p, damping, removedCount: 3, decay: { weightDecay, weights }, solver };
      const { step, hessian, dampingUsed, eigenvalues } = newtonStep(given);
      const matrix = writeOut(hessian, dampingUsed + weightDecay, 50);
      const rhs = p.gradient.map((g, i) => (3 * (g + weightDecay * weights[i]!)) / 97);
      const expected = solveLinear(matrix, rhs);
      expect(largestDifference(step, expected)).toBeLessThan(1e-10 * norm(expected));
      // Too much curvature of the sample: raised to a tenth of lambda, or of the decay where lambda is 0.
      expect(eigenvalues[0]).toBeCloseTo((damping || weightDecay) / 10, 12);
      const mild = newtonStep({ ...given, sample: { ...p.sample, scale: 1e-4 } });
      expect(mild.dampingUsed).toBe(damping);
    }
  });

  it('raises the damping only where the sample\u2019s curvature makes the matrix too small', () => {
    expect(newtonStep({ ...problem(50, 0), solver: 'woodbury' }).dampingUsed).toBe(0.01);
    const raised = newtonStep({ ...problem(50, 30), solver: 'woodbury' });
    expect(raised.dampingUsed).toBeGreaterThan(0.01);
    expect(raised.eigenvalues[0]).toBeCloseTo(0.001, 12);
    expect(sufficientDamping([], 0.5, 3)).toBe(0.5);
  });

  it('refuses what it cannot solve, with the number', () => {
    expect(() => newtonStep({ ...problem(3, 0), sampleCount: 1, solver: 'woodbury' })).toThrow(/n=1/);
    expect(() => newtonStep({ ...problem(3, 0), damping: 0, solver: 'woodbury' })).toThrow(/got 0/);
    expect(() => newtonStep({ ...problem(2049, 0), solver: 'dense' })).toThrow(/2049/);
    expect(() => solveLinear(new Float64Array(4), vector([1, 1]))).toThrow(/singular/);
    expect(() =>
      certificationSigma({ epsilon: 0, delta: 0.1, sampleCount: 5, removedCount: 1, damping: 1 }),
    ).toThrow(/epsilon, got 0/);
  });
});
