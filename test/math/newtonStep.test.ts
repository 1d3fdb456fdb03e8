import { describe, expect, it } from 'vitest';
import { certificationSigma } from '../../src/math/certificationNoise';
import { eigenvalueRange, solveDamped, sufficientDamping } from '../../src/math/dampedSolve';
import { solveLinear } from '../../src/math/linearSolve';
import { newtonStep } from '../../src/math/newtonStep';
import { createRandom } from '../../src/math/random';
import { removeSample, secantHessian, secantHessianL1, writeOut } from '../../src/math/secantHessian';
import { dot, norm, subtract } from '../../src/math/vector';
import { largestDifference, readGolden } from '../support/golden';

interface UpdateCase {
  regime: string;
  p: number;
  n: number;
  l2: number;
  g1: number[];
  g2: number[];
  w1: number[];
  w2: number[];
  weight: number[];
  sample_grad: number[];
  sample_grad_after_step: number[];
  sample_weight_after_step: number[];
  combined_hessian: number[];
  hessian_FD: number[];
  smallest_eigenvalue_of_combined_plus_l2: number;
  new_weights: Record<'newton_fd' | 'newton_fisher' | 'cr' | 'newton_combined', number[]>;
}
interface UpdateGolden {
  cases: UpdateCase[];
  sigma: { epsilon: number; delta: number; n: number; m: number; lambda: number; sigma: number }[];
}

const golden = readGolden<UpdateGolden>('update');
const vector = (values: number[]) => Float64Array.from(values);
const randomVector = (size: number, seed: number) => {
  const random = createRandom(seed, 'test vector');
  return Float64Array.from({ length: size }, () => random.normal());
};

describe('the authors\u2019 update (update.json)', () => {
  it.each(golden.cases.map((c, i) => [`${i}: ${c.regime}, p=${c.p}, n=${c.n}`, c] as const))(
    'case %s',
    (_, c) => {
      const full = secantHessianL1({
        s: subtract(vector(c.w1), vector(c.w2)),
        y: subtract(vector(c.g1), vector(c.g2)),
      });
      const sample = secantHessianL1({
        s: subtract(vector(c.weight), vector(c.sample_weight_after_step)),
        y: subtract(vector(c.sample_grad), vector(c.sample_grad_after_step)),
      });
      const scale = Math.max(...c.hessian_FD.map(Math.abs), 1e-300);
      expect(largestDifference(writeOut([full], 0, c.p), c.hessian_FD) / scale).toBeLessThan(1e-10);

      const gradient = vector(c.sample_grad);
      const rhs = gradient.map((g) => g / (c.n - 1));
      const combined = removeSample(full, sample, c.n);
      const fisher = { scale: 1, vector: vector(c.g1) };
      const steps = {
        newton_fd: solveDamped([full], c.l2, rhs),
        newton_fisher: solveDamped([fisher], c.l2, rhs),
        newton_combined: solveDamped(combined, c.l2, rhs),
        cr: solveDamped([sample], c.l2, gradient),
      };
      for (const [name, step] of Object.entries(steps)) {
        const expected = c.new_weights[name as keyof typeof steps].map((w, i) => w - c.weight[i]!);
        const largest = Math.max(...expected.map(Math.abs));
        const tolerance = c.regime === 'indefinite' ? 1e-7 : 1e-10;
        expect(largestDifference(step, expected) / largest, name).toBeLessThan(tolerance);
      }
      const [smallest] = eigenvalueRange(combined, c.p);
      const expectedSmallest = c.smallest_eigenvalue_of_combined_plus_l2;
      expect(Math.abs(smallest + c.l2 - expectedSmallest)).toBeLessThan(
        1e-9 * Math.max(1, Math.abs(expectedSmallest)),
      );
    },
  );

  it('sigma', () => {
    for (const { epsilon, delta, n, m, lambda, sigma } of golden.sigma) {
      const computed = certificationSigma({
        epsilon,
        delta,
        sampleCount: n,
        removedCount: m,
        damping: lambda,
      });
      expect(Math.abs(computed / sigma - 1)).toBeLessThan(1e-12);
    }
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
