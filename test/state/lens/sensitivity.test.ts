import { describe, expect, test } from 'vitest';
import type { LabState, ReportSummary } from '../../../src/state/contract';
import {
  knownSensitivity,
  sensitivityKey,
  shownSensitivity,
  whyNotMeasure,
} from '../../../src/state/lens/sensitivity';
import { initialState, type State } from '../../../src/state/store';

/** Only what a map depends on. */
const lab = {
  dataset: { id: 'digits', name: 'Digits' },
  model: { name: 'Two-layer net', training: {} },
  digest: 'abc',
  history: { current: 1 },
} as unknown as LabState;

const sample = 3;
const key = sensitivityKey(lab, initialState.settings, sample);
const sensitivity = { key, values: new Float64Array(4) };
const state: State = { ...initialState, lab, sensitivity, mapped: sample, selected: new Set([sample]) };

describe('a map of pixels', () => {
  test('is known for its sample, and shown while the sample is selected', () => {
    expect(knownSensitivity(state, sample)).toBe(sensitivity);
    expect(shownSensitivity(state)).toBe(sensitivity);
    expect(knownSensitivity(state, 4)).toBeNull();
    expect(shownSensitivity({ ...state, selected: new Set([4]) })).toBeNull();
    expect(shownSensitivity({ ...state, mapped: null })).toBeNull();
  });

  test('is shown for the removal on show as well', () => {
    const report = { id: 1, samples: [sample] } as unknown as ReportSummary;
    const removed = { ...state, selected: new Set([]), reports: [report] };
    expect(shownSensitivity(removed)).toBe(sensitivity);
  });

  test.each(['perturbations', 'perturbationDeviation', 'seed'] as const)(
    'is void when %s changes',
    (name) => {
      const settings = { ...state.settings, [name]: state.settings[name] + 1 };
      expect(shownSensitivity({ ...state, settings })).toBeNull();
    },
  );

  test('outlives settings that it does not depend on', () => {
    const settings = { ...state.settings, damping: 5, noise: true };
    expect(shownSensitivity({ ...state, settings })).toBe(sensitivity);
  });

  test('is void when the weights or the data change', () => {
    expect(shownSensitivity({ ...state, lab: { ...lab, digest: 'abd' } })).toBeNull();
    const dataset = { ...lab.dataset, id: 'mnist' };
    expect(shownSensitivity({ ...state, lab: { ...lab, dataset } })).toBeNull();
  });
});

describe('whyNotMeasure', () => {
  test('wants an open lab, a trained model and good numbers', () => {
    expect(whyNotMeasure({ ...state, lab: null })).toBe('The lab is not open yet.');
    expect(whyNotMeasure({ ...state, lab: { ...lab, model: { ...lab.model, training: null } } })).toBe(
      'Train Two-layer net on Handwritten-like digits first.',
    );
    const draft = { text: 'x', complaint: 'Seed must be a number.' };
    expect(whyNotMeasure({ ...state, drafts: { seed: draft } })).toBe('Seed must be a number.');
    expect(whyNotMeasure({ ...state, drafts: { damping: draft } })).toBeNull();
  });
});
