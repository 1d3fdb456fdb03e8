import { describe, expect, test } from 'vitest';
import type { ModelState } from '../../../src/state/contract';

import {
  editTraining,
  resetTraining,
  trainingComplaint,
  trainingRequest,
  trainingTexts,
} from '../../../src/state/training/trainingForm';
import { checkTraining } from '../../../src/worker/protocol';
import { standInLab } from '../standInWorker';

const defaultTraining = {
  optimizer: 'sgd',
  epochs: 12,
  batchSize: 256,
  learningRate: 0.02,
  schedule: 'constant',
  momentum: 0.9,
  weightDecay: 0.01,
  augmentation: 'none',
  seed: 1,
  loop: 2,
} as const;
const model = { defaultTraining } as ModelState;

describe('the training form', () => {
  test('starts with what the model starts with, and makes that very request', () => {
    expect(trainingRequest(trainingTexts(model, {}))).toEqual(defaultTraining);
  });

  test('puts what was typed in its place', () => {
    const request = trainingRequest(
      trainingTexts(model, { epochs: '3', optimizer: 'adam', learningRate: '1e-3' }),
    );
    expect(request).toEqual({ ...defaultTraining, epochs: 3, optimizer: 'adam', learningRate: 0.001 });
    expect(() => checkTraining(request!)).not.toThrow();
  });

  test.each([
    ['epochs', '0', 'Epochs must be a whole number from 1 to 1000, got "0".'],
    ['epochs', '2.5', 'Epochs must be a whole number'],
    ['batchSize', '1', 'from 2 to 4096, got "1"'],
    ['learningRate', 'fast', 'Learning rate must be a number from 0.000001 to 10, got "fast".'],
    ['momentum', '1', 'from 0 to 0.999'],
    ['weightDecay', ' ', 'Weight decay needs a number.'],
    ['seed', '-1', 'got -1'],
  ] as const)('%s of "%s" gets a sentence, and there is no request', (name, text, words) => {
    expect(trainingComplaint(name, text)).toContain(words);
    expect(trainingRequest(trainingTexts(model, { [name]: text }))).toBeNull();
  });

  test('has its seed in the settings, and so in the address; text that is no seed stays in the form', () => {
    const store = standInLab({});
    const form = () => {
      const { trainingEdits, settings } = store.getState();
      const { seed } = trainingTexts(model, trainingEdits, settings.trainingSeed);
      return { text: seed, setting: settings.trainingSeed };
    };
    expect(form()).toEqual({ text: '1', setting: null });
    editTraining(store, 'seed', '7');
    expect(form()).toEqual({ text: '7', setting: 7 });
    editTraining(store, 'seed', '7x');
    expect(form()).toEqual({ text: '7x', setting: 7 });
    editTraining(store, 'seed', '78');
    expect(form()).toEqual({ text: '78', setting: 78 });
    resetTraining(store);
    expect(form()).toEqual({ text: '1', setting: null });
  });
});
