import { describe, expect, test } from 'vitest';
import { filterSamples, orderQuestion } from '../../../src/state/samples/filterSamples';
import { fallbackSettings } from '../../../src/state/settings/settings';

const labels = Uint8Array.from([3, 1, 3, 2, 3]);
const scores = {
  digest: 'a',
  losses: Float32Array.from([0.5, 2, 0.25, 2, 4]),
  predicted: Uint8Array.from([3, 7, 3, 2, 5]),
};
const all = {
  class: null,
  predicted: null,
  gone: 'all',
  misclassified: false,
  planted: false,
  memorised: 'all',
  order: 'index',
} as const;
const memorisation = {
  ensemble: 'e',
  values: Float32Array.from([0.5, -1, 2, Number.NaN, 0.5]),
  errors: new Float32Array(5),
};

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
  test('puts those first whose label has a probability nearest to a half', () => {
    const losses = Float32Array.from([0.01, 0.7, 5, 0.4, 0.69], (loss) => loss);
    // e^-loss: 0.990, 0.497, 0.007, 0.670, 0.502.
    const ordered = filterSamples(labels, { ...scores, losses }, { ...all, order: 'undecided' });
    expect(ordered).toEqual([4, 1, 3, 0, 2]);
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
  test('puts the most memorised first, and those that nobody knows of last', () => {
    const order = { ...all, order: 'memorisation' } as const;
    expect(filterSamples(labels, null, order, { memorisation })).toEqual([2, 0, 4, 1, 3]);
    expect(filterSamples(labels, null, order)).toEqual([0, 1, 2, 3, 4]);
  });
  test('keeps a third by memorisation, in any order', () => {
    const third = (memorised: 'most' | 'middle' | 'least') =>
      filterSamples(labels, scores, { ...all, memorised, order: 'loss' }, { memorisation });
    expect(third('most')).toEqual([0, 2]);
    expect(third('middle')).toEqual([4]);
    expect(third('least')).toEqual([1]);
    expect(filterSamples(labels, scores, { ...all, memorised: 'most' })).toEqual([0, 1, 2, 3, 4]);
  });
  test('keeps what is taken for a class, and what is forgotten or not yet', () => {
    expect(filterSamples(labels, scores, { ...all, predicted: 3 })).toEqual([0, 2]);
    expect(filterSamples(labels, null, { ...all, predicted: 3 })).toEqual([]);
    const removed = Uint8Array.of(0b10010);
    expect(filterSamples(labels, scores, { ...all, gone: 'forgotten' }, { removed })).toEqual([1, 4]);
    expect(filterSamples(labels, scores, { ...all, gone: 'left' }, { removed })).toEqual([0, 2, 3]);
  });
  test('goes by the numbers of a look: the largest first, of margins the smallest; unknown, by index', () => {
    const values = Float32Array.of(-2, 0.5, 3, 0.5, -1e-9);
    const ordered = (order: 'effect' | 'influence' | 'gradientNorm' | 'margin' | 'entropy') =>
      filterSamples(labels, scores, { ...all, order }, { values: values.slice() });
    expect(ordered('influence')).toEqual([2, 1, 3, 4, 0]);
    expect(ordered('effect')).toEqual([2, 1, 3, 4, 0]);
    expect(ordered('entropy')).toEqual([2, 1, 3, 4, 0]);
    expect(ordered('margin')).toEqual([0, 4, 1, 3, 2]);
    expect(filterSamples(labels, scores, { ...all, order: 'margin' })).toEqual([0, 1, 2, 3, 4]);
  });
  test('asks the worker for what the page has not', () => {
    const asked = (order: 'loss' | 'margin' | 'entropy' | 'effect' | 'influence') =>
      orderQuestion({ ...fallbackSettings, order, influenceOn: 7, damping: 0.1 });
    expect(asked('loss')).toBeNull();
    expect(asked('margin')).toEqual({ kind: 'sampleScores', score: 'margin' });
    expect(asked('entropy')).toEqual({ kind: 'sampleScores', score: 'entropy' });
    expect(asked('effect')).toEqual({ kind: 'sampleScores', score: 'effect', damping: 0.1 });
    expect(asked('influence')).toEqual({ kind: 'sampleScores', score: 'influence', damping: 0.1, on: 7 });
  });
});

describe('texts with several labels', () => {
  const texts = ['The Law ends.', 'No lawyer', 'Lawless (end)', 'An outlaw', '[end]'];
  const labelSets = Uint8Array.of(...[1, 1], ...[0, 1], ...[1, 0], ...[0, 1], ...[1, 0]);
  const first = Uint8Array.from([0, 1, 0, 1, 0]);
  const grounds = { texts, labelSets };
  const said = { ...scores, predicted: Uint8Array.from([1, 0, 0, 1, 1]) };

  test('are those with a word that begins so, whatever its case', () => {
    expect(filterSamples(first, null, { ...all, word: 'law' }, grounds)).toEqual([0, 1, 2]);
    expect(filterSamples(first, null, { ...all, word: '[end' }, grounds)).toEqual([4]);
    expect(filterSamples(first, null, { ...all, word: '' }, grounds)).toEqual([0, 1, 2, 3, 4]);
  });

  test('are of each class that they have, and right where one of them is said', () => {
    expect(filterSamples(first, said, { ...all, class: 1 }, grounds)).toEqual([0, 1, 3]);
    expect(filterSamples(first, said, { ...all, misclassified: true }, grounds)).toEqual([1, 4]);
  });
});
