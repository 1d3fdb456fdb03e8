import { describe, expect, test } from 'vitest';
import type { CurvatureReport, UpdateReport } from '../../../src/state/contract';
import { logPlace, readGauge } from '../../../src/state/removal/curvatureGauge';

/** A Hessian with these eigenvalues, damping included, and this cosine of step and gradient. */
const curvature = (eigenvalues: readonly [number, number], cosineToGradient: number) =>
  ({ dampingUsed: 0.06, weightDecay: 0.04, eigenvalues, cosineToGradient }) as CurvatureReport;
const quiet: UpdateReport = { stepNorm: 2, noise: null };
const noisy: UpdateReport = { stepNorm: 2, noise: { sigma: 1, norm: 8 } };

describe('the gauge', () => {
  test('reads eigenvalues in units of damping and decay, and the angle in degrees', () => {
    const gauge = readGauge(curvature([0.1, 1], 0.5), quiet);
    expect(gauge.eigenvalues).toEqual([1, 10]);
    expect(gauge.angle).toBeCloseTo(60, 10);
    expect(gauge.noiseToStep).toBeNull();
    expect(readGauge(curvature([0.1, 1], 1 + 1e-9), quiet).angle).toBe(0);
  });
  test.each([
    [[0.1, 0.11], 1, quiet, 'The damping rules'],
    [[0.1, 5], 1, quiet, 'shortened the step'],
    [[0.1, 5], 0.5, quiet, 'turned the step away'],
    [[0.1, 5], 0.5, noisy, 'what changed the model is the noise'],
    [[-0.07, 0.1], -1, quiet, 'against the plain gradient'],
    [[-0.07, 0.1], 0.5, quiet, 'not positive definite'],
  ] as const)('says which it is: %j, cosine %d', (eigenvalues, cosine, update, words) => {
    expect(readGauge(curvature(eigenvalues, cosine), update).verdict).toContain(words);
  });
  test('compares noise and step', () => {
    expect(readGauge(curvature([0.1, 1], 1), noisy).noiseToStep).toBe(4);
  });
});

test('logPlace puts powers of ten at equal distances, and keeps within the scale', () => {
  expect([0.1, 1, 10, 1000].map((value) => logPlace(value, 0.1, 1000))).toEqual([
    0,
    expect.closeTo(0.25, 12),
    expect.closeTo(0.5, 12),
    1,
  ]);
  expect([-1, 0, 1e9].map((value) => logPlace(value, 0.1, 1000))).toEqual([0, 0, 1]);
});
