import { describe, expect, test } from 'vitest';
import { type Metrics, metricIds, type RetrainingComparison } from '../../../src/state/contract';
import { metricLines } from '../../../src/state/removal/metricRows';

const attack = (auc: number, forgetShare: number | null) => ({ auc, balancedAccuracy: 0.5, forgetShare });

function metrics(changed: Partial<Metrics> = {}): Metrics {
  return {
    residualAccuracy: 0.9,
    residualLoss: 0.5,
    residualGradientNorm: 0.1,
    decayedGradientNorm: 0.2,
    batchGradientNormMean: null,
    validationAccuracy: 0.8,
    validationLoss: 0.6,
    forgetAccuracy: null,
    forgetLoss: null,
    classes: { residual: [], validation: [], forget: [] },
    distanceToOriginal: 0,
    membership: { loss: attack(0.5, null), entropy: attack(0.5, null) },
    zeroRetrainForgetting: null,
    ...changed,
  };
}

const before = metrics();
const after = metrics({
  residualAccuracy: 0.85,
  residualLoss: 0.4,
  forgetAccuracy: 1,
  distanceToOriginal: 2,
});
const accepted = { before, after, accepted: true };
const compared = {
  id: 1,
  unlearned: after,
  retrained: metrics({ residualAccuracy: 0.95, forgetAccuracy: 0.5 }),
} as RetrainingComparison;
const line = (id: string, comparison: RetrainingComparison | null = null, report = accepted) =>
  metricLines(report, comparison).find((each) => each.id === id);

describe('lines of metrics', () => {
  test('are those that were measured, in the order of the table', () => {
    const ids = metricLines(accepted, null).map(({ id }) => id);
    expect(ids).toEqual(metricIds.filter((id) => ids.includes(id)));
    expect(ids).toContain('forgetAccuracy');
    expect(ids).not.toContain('batchGradientNormMean');
    expect(ids).not.toContain('zeroRetrainForgetting');
  });
  test('judge a change by the direction that is better', () => {
    expect(line('residualAccuracy')).toMatchObject({ change: 0.85 - 0.9, verdict: 'worse' });
    expect(line('residualLoss')).toMatchObject({ verdict: 'better' });
    expect(line('validationLoss')).toMatchObject({ change: 0, verdict: null });
    expect(line('distanceToOriginal')).toMatchObject({ change: 2, verdict: null });
  });
  test('judge no change that reads alike before and after', () => {
    const alike = metrics({ residualLoss: 0.500015, validationAccuracy: 0.79996, validationLoss: 0.6004 });
    const report = { ...accepted, after: alike };
    expect(line('residualLoss', null, report)).toMatchObject({ verdict: null });
    expect(line('validationAccuracy', null, report)).toMatchObject({ verdict: null });
    expect(line('validationLoss', null, report)).toMatchObject({ verdict: 'worse' });
  });
  test('judge no change as large as that of leaving out a sample of no influence', () => {
    const withFloor = (residualAccuracy: number) =>
      ({
        ...compared,
        original: before,
        floor: { metrics: metrics({ residualAccuracy }) },
      }) as RetrainingComparison;
    expect(line('residualAccuracy', withFloor(0.96))).toMatchObject({ verdict: null });
    expect(line('residualAccuracy', withFloor(0.93))).toMatchObject({ verdict: 'worse' });
  });
  test('have no change where one side was not measured', () => {
    expect(line('forgetAccuracy')).toMatchObject({ before: null, after: 1, change: null });
  });
  test('have the retrained model and the gap to it where it was compared', () => {
    expect(line('residualAccuracy')).toMatchObject({ retrained: null, gap: null });
    expect(line('residualAccuracy', compared)).toMatchObject({ retrained: 0.95, gap: 0.85 - 0.95 });
    expect(line('forgetAccuracy', compared)).toMatchObject({ retrained: 0.5, gap: 0.5 });
  });
  test('of a model without a forget set have none of its metrics', () => {
    const original = metrics();
    const ids = metricLines({ before: original, after: original, accepted: true }, null).map(({ id }) => id);
    expect(ids.filter((id) => id.startsWith('forget') || id.startsWith('zero'))).toEqual([]);
    expect(ids).toContain('attackOnLoss');
  });
  test('of a rejected removal have no gap: the model that was compared is another', () => {
    const rejected = { ...accepted, accepted: false };
    expect(line('residualAccuracy', compared, rejected)).toMatchObject({ retrained: null, gap: null });
  });
});
