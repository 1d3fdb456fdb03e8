import { describe, expect, test } from 'vitest';
import type {
  LabState,
  Metrics,
  RemovalPreview,
  RemovalReport,
  ReportSummary,
  SelectedSlice,
  SliceLayer,
} from '../../src/state/contract';
import {
  cancelledSentence,
  chartSource,
  comparisonOf,
  damageWarning,
  filterSamples,
  guardSentence,
  layerPictures,
  noiseWarning,
  rejectedSentence,
  shownReport,
  shownState,
  shownSummary,
} from '../../src/state/selectors';
import { initialState, type State } from '../../src/state/store';

const labels = Uint8Array.from([3, 1, 3, 2, 3]);
const scores = {
  digest: 'a',
  losses: Float32Array.from([0.5, 2, 0.25, 2, 4]),
  predicted: Uint8Array.from([3, 7, 3, 2, 5]),
};
const all = { class: null, misclassified: false, order: 'index' } as const;

describe('filterSamples', () => {
  test('shows everything by index when nothing is asked', () => {
    expect(filterSamples(labels, scores, all)).toEqual([0, 1, 2, 3, 4]);
  });
  test('keeps one class', () => {
    expect(filterSamples(labels, scores, { ...all, class: 3 })).toEqual([0, 2, 4]);
  });
  test('keeps what the model gets wrong', () => {
    expect(filterSamples(labels, scores, { ...all, misclassified: true })).toEqual([1, 4]);
  });
  test('puts the highest loss first, and equal losses by index', () => {
    expect(filterSamples(labels, scores, { ...all, order: 'loss' })).toEqual([4, 1, 3, 0, 2]);
  });
  test('sorts many losses as comparing them would', () => {
    const losses = Float32Array.from({ length: 5000 }, (_, i) => ((i * 7919) % 613) ** 3 * 1e-6);
    const many = new Uint8Array(losses.length);
    const compared = Array.from(many, (_, i) => i).sort((a, b) => losses[b]! - losses[a]! || a - b);
    expect(filterSamples(many, { digest: 'a', losses, predicted: many }, { ...all, order: 'loss' })).toEqual(
      compared,
    );
  });
  test('knows no loss and no mistake while the model is not trained', () => {
    expect(filterSamples(labels, null, { ...all, order: 'loss' })).toEqual([0, 1, 2, 3, 4]);
    expect(filterSamples(labels, null, { ...all, misclassified: true })).toEqual([]);
  });
});

describe('layerPictures', () => {
  const layer = (name: string, units: number, firstSlice: number): SliceLayer => ({
    name,
    units,
    firstSlice,
    kind: 'dense',
    inputs: 2,
    kernelOffset: 0,
    biasOffset: 0,
    node: 0,
  });
  const selected = (slice: number): SelectedSlice => ({
    slice,
    layer: '',
    unit: 0,
    t: 0.5,
    gradientNorm: 1,
    parameters: 3,
    stepNorm: 1,
    runnerUp: null,
  });

  test('gives each unit its own T and its place in the order of selection', () => {
    const layers = [layer('hidden', 3, 0), layer('output', 2, 3)];
    const pictures = layerPictures(layers, [0.1, null, 0.3, 0.4, 0.5], [selected(3), selected(0)]);
    expect(pictures.map(({ units }) => units)).toEqual([
      [
        { unit: 0, t: 0.1, order: 2 },
        { unit: 1, t: null, order: null },
        { unit: 2, t: 0.3, order: null },
      ],
      [
        { unit: 0, t: 0.4, order: 1 },
        { unit: 1, t: 0.5, order: null },
      ],
    ]);
  });
});

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
    emptiesClass: false,
    ...changed,
  }) as unknown as ReportSummary;

describe('damageWarning', () => {
  test('says what a removal cost, and what to do', () => {
    expect(damageWarning(report(0.82))).toBe(
      'Removing sample 4 cost 12.0 points of validation accuracy. The step was too long: undo, and take a shorter one by raising the damping \u03bb.',
    );
    const batch = { method: 'gradient-ascent', samples: [4, 5] };
    expect(damageWarning(report(0.82, batch))).toBe(
      'Removing 2 samples cost 12.0 points of validation accuracy. The step was too long: undo, and take a shorter one.',
    );
    const trained = { method: 'retraining', samples: Array(1200).fill(1) };
    expect(damageWarning(report(0.82, trained))).toBe(
      'Removing 1,200 samples cost 12.0 points of validation accuracy.',
    );
    expect(damageWarning(report(0.82, { emptiesClass: true }))).toContain(
      'Nothing is left of a class: a retrained model loses it too.',
    );
    expect(damageWarning(report(0.1, { noiseNorm: 9 }))).toContain('noise was on');
  });
  test('does not blame certification noise where the method itself is noise', () => {
    const fisher = { method: 'fisher-forgetting', stepNorm: 0, noiseNorm: 9 };
    expect(damageWarning(report(0.1, fisher))).toBe(
      'Removing sample 4 cost 84.0 points of validation accuracy. The noise was too strong: undo, and take less of it.',
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
      'Rejected by the guard: it would have cost 7.2 points of validation accuracy; the sample stays in the retain set.',
    );
    expect(guardSentence(report(0.868))).toBeNull();
  });
  test('to a batch is said of its samples', () => {
    const batch = report(0.868, { accepted: false, samples: [4, 5] });
    expect(guardSentence(batch)).toContain('the samples stay in the retain set');
  });
  test('to the last samples of a class is said as what it is', () => {
    const last = report(0.868, { accepted: false, emptiesClass: true });
    expect(guardSentence(last)).toContain('a retrained model loses that class too: turn the guard off');
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

describe('the state on show', () => {
  const reports = [1, 2, 3].map((id) =>
    report(0.94, { id, parent: id === 3 ? 1 : id - 1, accepted: id !== 1 }),
  );
  const comparisons = [
    { id: 2, retrainingMs: 1 },
    { id: 2, retrainingMs: 2 },
  ];
  const lab = {
    history: { current: 3 },
    comparisons,
    metrics: { residualAccuracy: 0.5 } as Metrics,
  } as unknown as LabState;
  const whole = { id: 3 } as RemovalReport;
  const state: State = { ...initialState, lab, reports, report: whole };

  test('is the one that the model is in unless another one was chosen', () => {
    expect(shownState(state)).toBe(3);
    expect(shownSummary(state)).toBe(reports[2]);
    expect(shownReport(state)).toBe(whole);
    expect(shownSummary({ ...state, shown: 2 })).toBe(reports[1]);
  });
  test('has its whole report only once that has come', () => {
    expect(shownReport({ ...state, shown: 2 })).toBeNull();
    expect(shownReport({ ...state, shown: 2, report: { id: 2 } as RemovalReport })).toEqual({ id: 2 });
  });
  test('may be the original model, which has no report', () => {
    expect(shownState({ ...state, shown: 0 })).toBe(0);
    expect(shownReport({ ...state, shown: 0 })).toBeNull();
  });
  test('has the newest comparison of it', () => {
    expect(comparisonOf(state, 2)).toMatchObject({ retrainingMs: 2 });
    expect(comparisonOf(state, 3)).toBeNull();
    const rejected = [reports[0]!, reports[1]!, { ...reports[2]!, parent: 2, accepted: false }];
    expect(comparisonOf({ ...state, reports: rejected }, 3)).toMatchObject({ id: 2 });
  });
  test('is drawn with the accepted removals that lead to it, and remembered', () => {
    const source = chartSource(state);
    expect(source!.path.map(({ id }) => id)).toEqual([3]);
    expect(source!.comparisons).toBe(comparisons);
    expect(chartSource({ ...state })).toBe(source);
    expect(chartSource({ lab: null, reports })).toBeNull();
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
