import { describe, expect, test } from 'vitest';
import { bandLines } from '../../../src/state/compare/bandLines';
import { damageSentences } from '../../../src/state/compare/damageWords';
import type { Metrics, RetrainingComparison } from '../../../src/worker/protocol';

const classes = { residual: [], validation: [], forget: [] };
const attack = { auc: 0.5, balancedAccuracy: 0.5, forgetShare: null };
const metrics = (validationAccuracy: number, forgetAccuracy: number | null = null) =>
  ({
    validationAccuracy,
    forgetAccuracy,
    classes,
    membership: { loss: attack, entropy: attack },
  }) as unknown as Metrics;

/** Half the width of the band of 0.5 and 0.5 + d, twice each, is t(3) d / sqrt(3) sqrt(2): 2.6 d. */
const band = (d: number) => ({
  seeds: [1, 2, 3, 4],
  leftOut: 0,
  values: { validationAccuracy: [0.5, 0.5 + d, 0.5, 0.5 + d] },
});

const compared = (
  unlearned: number,
  retrained: number,
  noise: Partial<RetrainingComparison> = {},
  forget: readonly [number, number] | null = null,
) =>
  ({
    original: metrics(0.95),
    unlearned: metrics(unlearned, forget?.[0]),
    retrained: metrics(retrained, forget?.[1]),
    floor: null,
    ...noise,
  }) as RetrainingComparison;

const floor = (validationAccuracy: number) =>
  ({ floor: { metrics: metrics(validationAccuracy) } }) as Partial<RetrainingComparison>;

describe('what is damage', () => {
  test('is what retraining does not lose, beyond the noise of retraining', () => {
    expect(damageSentences(compared(0.8, 0.93, { band: band(0.01) }))).toBe(
      'Since the original, 15.0 percentage points of validation accuracy were lost. Retraining loses 2.0 too. 13.0 percentage points are damage. That is more than the noise of retraining, which is ± 2.6 percentage points.',
    );
  });
  test('what retraining loses too is none: a class that is gone', () => {
    const gone = damageSentences(compared(0.85, 0.86, { band: band(0.01) }, [0, 0]));
    expect(gone).toContain(
      'Retraining loses 9.0 too. The difference of 1.0 percentage points is within the noise of retraining',
    );
    expect(gone).toContain('what retraining loses there too is no damage');
    expect(gone).not.toContain('are damage');
  });
  test('goes by the coupled floor where the noise was not measured', () => {
    expect(damageSentences(compared(0.9, 0.94, floor(0.945)))).toContain(
      'more than the coupled floor of 0.5 percentage points',
    );
    expect(damageSentences(compared(0.937, 0.94, floor(0.945)))).toContain(
      'not above the coupled floor of 0.5',
    );
  });
  test('is not claimed where no noise is known', () => {
    expect(damageSentences(compared(0.9, 0.94))).toContain('nobody can say what of it is damage');
    expect(damageSentences({ ...compared(0.9, 0.94), original: null })).toBeNull();
  });
  test('is none where retraining is no better', () => {
    expect(damageSentences(compared(0.95, 0.94))).toBe(
      'Since the original, no validation accuracy was lost. The unlearned model has no less validation accuracy than retraining: no damage shows.',
    );
  });
});

test('a gap stands beside floor and band, and says whether it is within', () => {
  const lines = (gap: number) => bandLines(compared(0.94 + gap, 0.94, { ...floor(0.949), band: band(0.01) }));
  expect(lines(-0.02)).toMatchObject([{ id: 'validationAccuracy', within: true }]);
  expect(lines(-0.03)[0]).toMatchObject({ within: false });
  expect(lines(-0.03)[0]!.gap).toBeCloseTo(-0.03, 9);
  expect(lines(-0.03)[0]!.floor).toBeCloseTo(0.001, 9);
});
