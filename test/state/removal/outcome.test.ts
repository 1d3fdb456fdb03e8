import { describe, expect, test } from 'vitest';
import type { RemovalPreview, ReportSummary } from '../../../src/state/contract';
import {
  cancelledSentence,
  damageWarning,
  divergedSentence,
  effectSentence,
  guardSentence,
  noiseWarning,
  rejectedSentence,
  withoutEffectSentence,
} from '../../../src/state/removal/outcome';

describe('noiseWarning', () => {
  const preview = (expectedNorm: number, stepNorm: number) =>
    ({ stepNorm, noise: { epsilon: 0.1, delta: 0.01, sigma: 1, expectedNorm } }) as RemovalPreview;

  test('says how many times the step the noise is', () => {
    expect(noiseWarning(preview(73, 1))).toBe(
      'Noise 73 times the step: what will change the model is the noise.',
    );
    expect(noiseWarning(preview(1.5, 1))).toContain('1.5 times');
    expect(noiseWarning(preview(1234.4, 1))).toContain('1,234 times');
  });
  test('is silent up to the step itself, and knows a step of zero', () => {
    expect(noiseWarning(preview(1, 1))).toBeNull();
    expect(noiseWarning(preview(1, 0))).toContain('step is zero');
  });
});

/** A removal of these samples that took the validation accuracy from 94% to this; only what sentences read. */
const report = (validationAfter: number, changed: object = {}) =>
  ({
    accepted: true,
    samples: [4],
    method: 'algorithm1',
    before: { validationAccuracy: 0.94 },
    after: { validationAccuracy: validationAfter },
    stepNorm: 1,
    noiseNorm: null,
    noEffect: null,
    largestChange: 0.1,
    emptiesClass: false,
    ...changed,
  }) as unknown as ReportSummary;

describe('damageWarning', () => {
  test('says what a removal cost, and what to do', () => {
    expect(damageWarning(report(0.82))).toBe(
      'Removing sample 4 cost 12.0 percentage points of validation accuracy. The step was too long: undo, and take a shorter one by raising the damping \u03bb.',
    );
    const batch = { method: 'gradient-ascent', samples: [4, 5] };
    expect(damageWarning(report(0.82, batch))).toBe(
      'Removing 2 samples cost 12.0 percentage points of validation accuracy. The step was too long: undo, and take a shorter one.',
    );
    const trained = { method: 'retraining', samples: Array(1200).fill(1) };
    expect(damageWarning(report(0.82, trained))).toBe(
      'Removing 1,200 samples cost 12.0 percentage points of validation accuracy.',
    );
    expect(damageWarning(report(0.82, { emptiesClass: true, classPoints: 9.5 }))).toContain(
      'a retrained model loses it too: 9.5 of these points are its held-out samples. What of the other 2.5 is damage, a comparison with retraining tells.',
    );
    expect(damageWarning(report(0.1, { noiseNorm: 9 }))).toContain('mainly the noise');
  });
  test('does not blame certification noise where the method itself is noise', () => {
    const fisher = { method: 'fisher-forgetting', stepNorm: 0, noiseNorm: 9 };
    expect(damageWarning(report(0.1, fisher))).toBe(
      'Removing sample 4 cost 84.0 percentage points of validation accuracy. The noise was too strong: undo, and take less of it.',
    );
  });
  test('is silent about small losses and gains', () => {
    expect(damageWarning(report(0.9))).toBeNull();
    expect(damageWarning(report(0.95))).toBeNull();
  });
});

describe('what the guard did', () => {
  const rejected = report(0.868, { accepted: false });
  test('to one removal is said with its cost', () => {
    expect(guardSentence(rejected)).toBe(
      'Rejected by the guard: it would have cost 7.2 percentage points of validation accuracy; the sample stays in the retain set.',
    );
    expect(guardSentence(report(0.868))).toBeNull();
    const noisy = { accepted: false, noiseNorm: 9 };
    expect(guardSentence(report(0.868, noisy))).toContain('mainly the noise');
    expect(guardSentence(report(0.868, { ...noisy, noiseNorm: 0.5 }))).not.toContain('noise');
  });
  test('to a batch is said of its samples', () => {
    const batch = report(0.868, { accepted: false, samples: [4, 5] });
    expect(guardSentence(batch)).toContain('the samples stay in the retain set');
  });
  test('to the last samples of a class is said as what it is', () => {
    const last = report(0.868, { accepted: false, emptiesClass: true });
    expect(guardSentence(last)).toContain('a retrained model loses that class too');
    expect(guardSentence(rejected)).not.toContain('class');
  });
  test('to a run is counted', () => {
    expect(rejectedSentence([rejected, report(0.94), rejected])).toBe(
      '2 of 3 removals rejected by the guard: their samples stay in the retain set, and selected.',
    );
    expect(rejectedSentence([report(0.94), rejected])).toContain(
      '1 of 2 removals rejected by the guard: its',
    );
    expect(rejectedSentence([report(0.94), report(0.94)])).toBeNull();
  });
  test('to a single removal its report says itself', () => {
    expect(rejectedSentence([rejected])).toBeNull();
  });
});

describe('what is said of a removal without effect', () => {
  const idle = report(0.94, { noEffect: 'noStep', largestChange: 0 });
  const small = report(0.94, { noEffect: 'unnoticed', largestChange: 3e-8 });
  test('is that it changed nothing, or next to nothing, and by how much', () => {
    expect(effectSentence(report(0.94))).toBeNull();
    expect(effectSentence(idle)).toBe(
      'This removal changed nothing: its step is 0, and the model is what it was before.',
    );
    expect(effectSentence(small)).toMatch(
      /moved by 1e\u22126 or more\. The largest change is 3\.00e\u22128\.$/,
    );
  });
  test('is counted for a run, and of a single removal said by its report', () => {
    expect(withoutEffectSentence([idle, report(0.94), small])).toContain(
      '2 of 3 removals changed no prediction',
    );
    expect(withoutEffectSentence([report(0.94), report(0.94)])).toBeNull();
    expect(withoutEffectSentence([idle])).toBeNull();
  });
});

describe('cancelledSentence', () => {
  test.each([
    [0, 3, 'the model is as it was'],
    [1, 3, 'after 1 of 3 removals: the finished one is kept'],
    [2, 3, 'after 2 of 3 removals: the finished ones are kept'],
  ])('%i of %i', (finished, asked, words) => {
    expect(cancelledSentence(finished, asked)).toContain(words);
  });
});

test('a loss of thousands is told, and that of guessing is not', () => {
  const after = (residualLoss: number) => ({ after: { residualLoss } }) as ReportSummary;
  expect(divergedSentence(after(3533), 10)).toBe(
    'The method diverged: the mean loss on the kept samples is 3533, and guessing has 2.303. Use smaller steps or fewer of them.',
  );
  expect(divergedSentence(after(10 * Math.log(10)), 10)).toBeNull();
  expect(divergedSentence(after(Math.log(10)), 10)).toBeNull();
});
