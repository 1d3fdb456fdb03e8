import { expect, it } from 'vitest';
import { metricTable } from '../../../src/engine/metrics/table';
import type { Metrics } from '../../../src/engine/report';

const metrics = (removed: number, auc: number): Metrics => {
  const set = (count: number) => [{ count, accuracy: 1, loss: 0 }];
  const attack = { auc, balancedAccuracy: 0.6, forgetShare: 0.8 };
  return {
    classes: { residual: set(1000), validation: set(1000), forget: set(removed) },
    membership: { loss: attack, entropy: attack },
  } as unknown as Metrics;
};
const read = metricTable.forgetMembersOnLoss.read;

it('the share that is taken for members is left out of few samples, and of an attack that guesses', () => {
  expect(read(metrics(30, 0.6))).toBe(0.8);
  expect(read(metrics(29, 0.6))).toBeNull();
  // Two standard errors of 1,000 against 1,000 are 0.0258.
  expect(read(metrics(30, 0.525))).toBeNull();
  expect(read(metrics(30, 0.527))).toBe(0.8);
});
