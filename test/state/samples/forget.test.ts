import { beforeEach, describe, expect, test } from 'vitest';
import { packBits } from '../../../src/lab/bits';
import type { LabState } from '../../../src/state/contract';
import { describedSamples, forgetSpec, selectDescribed } from '../../../src/state/samples/forget';
import { fallbackSettings, type Settings } from '../../../src/state/settings/settings';
import { initialState, type State } from '../../../src/state/store';
import { standInLab } from '../standInWorker';

const store = standInLab({});

/** Ten samples of two classes, two of them gone; only what a description reads. */
const labels = Uint8Array.from([0, 1, 0, 1, 0, 1, 0, 1, 0, 1]);
const lab = {
  removed: packBits([2, 3], 10),
  model: { training: {} },
  dataset: { trainingCount: 10 },
} as unknown as LabState;
const images = { data: 'd', images: new Uint8Array(), labels };
const state = (changed: Partial<Settings>): State => ({
  ...initialState,
  lab,
  images,
  settings: { ...fallbackSettings, ...changed },
});
const found = (changed: Partial<Settings>) => describedSamples(state(changed));

describe('what is described', () => {
  test('of a class are its first samples that are left, up to the limit', () => {
    expect(found({ forget: 'class', forgetClass: 0, forgetLimit: 3 })).toEqual({
      ok: true,
      value: [0, 4, 6],
    });
    expect(found({ forget: 'class', forgetClass: 1, forgetLimit: null })).toEqual({
      ok: true,
      value: [1, 5, 7, 9],
    });
  });
  test('of a draw is the same for the same seed, and never gone', () => {
    const draw = (drawSeed: number) => found({ forget: 'random', forgetCount: 5, drawSeed });
    const first = draw(1);
    expect(draw(1)).toEqual(first);
    expect(draw(2)).not.toEqual(first);
    const samples = first.ok ? first.value : [];
    expect(samples).toHaveLength(5);
    expect(samples.some((sample) => [2, 3].includes(sample))).toBe(false);
  });
  test('of a list are those that are left, in its order', () => {
    expect(found({ forget: 'list', forgetList: '7, 1-3' })).toEqual({ ok: true, value: [7, 1] });
  });
  test.each([
    [{ forget: 'list', forgetList: '' }, 'Write indices and ranges'],
    [{ forget: 'list', forgetList: '5, 10' }, 'There is no sample 10: the indices go from 0 to 9.'],
    [{ forget: 'list', forgetList: '2-3' }, 'All of these samples are removed already.'],
    [{ forget: 'class', forgetClass: 7 }, 'No sample of class 7 is left to forget.'],
    [{ forget: 'random', forgetCount: 9 }, 'A random draw takes from 1 to 8 samples, got 9.'],
  ] as const)('%j is refused in words', (changed, words) => {
    const none = found(changed);
    expect(none.ok ? '' : none.complaint).toContain(words);
  });
  test('waits for a field whose text is no value', () => {
    const drafts = { forgetList: { text: 'x', complaint: '"x" is neither.' } };
    expect(describedSamples({ ...state({ forget: 'list', forgetList: '1' }), drafts })).toEqual({
      ok: false,
      complaint: '"x" is neither.',
    });
  });
});

test('a draw is described by its own seed, whatever that of the method', () => {
  const settings = { ...fallbackSettings, forget: 'random', forgetCount: 4, seed: 2, drawSeed: 9 } as const;
  expect(forgetSpec(settings, 10)).toEqual({ ok: true, value: { kind: 'random', count: 4, seed: 9 } });
});

describe('selecting what is described', () => {
  beforeEach(() => store.setState(state({ forget: 'list', forgetList: '9, 4' })));

  test('puts the focus on the first of them', () => {
    selectDescribed(store);
    expect(store.getState()).toMatchObject({ selected: new Set([9, 4]), focused: 9, anchor: 9 });
  });
  test('changes nothing where nothing is found', () => {
    store.setState(({ settings }) => ({
      selected: new Set([1]),
      settings: { ...settings, forgetList: '99' },
    }));
    selectDescribed(store);
    expect(store.getState().selected).toEqual(new Set([1]));
  });
});
