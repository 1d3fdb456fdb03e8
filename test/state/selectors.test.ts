import { describe, expect, test } from 'vitest';
import type { RemovalPreview, RemovalReport, SelectedSlice, SliceLayer } from '../../src/state/contract';
import {
  cancelledSentence,
  damageSentence,
  damageWarning,
  filterSamples,
  layerPictures,
  noiseWarning,
} from '../../src/state/selectors';

const labels = Uint8Array.from([3, 1, 3, 2, 3]);
const scores = {
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
    expect(filterSamples(many, { losses, predicted: many }, { ...all, order: 'loss' })).toEqual(compared);
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
      'Noise 73 times the step: the model will be destroyed, not unlearned.',
    );
    expect(noiseWarning(preview(1.5, 1))).toContain('1.5 times');
    expect(noiseWarning(preview(1234.4, 1))).toContain('1,234 times');
  });
  test('is silent up to the step itself, and knows a step of zero', () => {
    expect(noiseWarning(preview(1, 1))).toBeNull();
    expect(noiseWarning(preview(1, 0))).toContain('step is zero');
  });
});

describe('damageWarning', () => {
  const report = (validationAfter: number, noise: RemovalReport['update']['noise']) =>
    ({
      sample: { index: 4 },
      before: { validationAccuracy: 0.94 },
      after: { validationAccuracy: validationAfter },
      update: { stepNorm: 1, noise },
    }) as RemovalReport;

  test('says what a removal cost, and what to do', () => {
    expect(damageWarning(report(0.82, null))).toBe(
      'Removing sample 4 cost 12.0 points of validation accuracy. The step was too long for this sample: undo, and raise the damping \u03bb.',
    );
    expect(damageWarning(report(0.1, { sigma: 1, norm: 9 }))).toContain('noise was on');
  });
  test('is silent about small losses and gains', () => {
    expect(damageWarning(report(0.9, null))).toBeNull();
    expect(damageWarning(report(0.95, null))).toBeNull();
  });
});

describe('damageSentence', () => {
  test.each([
    [0, 'It cost much.'],
    [1, 'It cost much. The sample after it was not removed and stays selected.'],
    [3, 'It cost much. The 3 samples after it were not removed and stay selected.'],
  ])('with %i samples left', (left, sentence) => {
    expect(damageSentence('It cost much.', left)).toBe(sentence);
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
