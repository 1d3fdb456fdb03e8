import { describe, expect, test } from 'vitest';
import type { AttributeAccuracies, LabState, TrainingRequest } from '../../../src/state/contract';
import { initialState } from '../../../src/state/store';
import {
  chooseReversal,
  comparableTrainings,
  editReversalStrength,
  toggleAttribute,
} from '../../../src/state/training/reversal';
import { reversalComplaint, withReversal } from '../../../src/state/training/reversalChoice';
import { resetTraining, whyNotTrain } from '../../../src/state/training/trainingForm';
import { train } from '../../../src/state/training/trainModel';
import { answerPulls, autosave, emptyHistory, standInLab } from '../standInWorker';

const request = { epochs: 2 } as TrainingRequest;
const attributes = ['beard', 'hat', 'longHair'];
const defaultTraining = {
  ...{
    optimizer: 'sgd',
    epochs: 12,
    batchSize: 256,
    learningRate: 0.02,
    schedule: 'constant',
    momentum: 0.9,
  },
  ...{ weightDecay: 0.01, augmentation: 'none', seed: 7, loop: 2 },
};
let session = 'first';
const lab = () =>
  ({
    data: 'digest',
    dataset: { id: 'faces_correlated-0.9-1', trainingCount: 10, attributes },
    model: { id: 'net', training: { validationAccuracy: 0.9 }, defaultTraining },
    metrics: { validationLoss: 0.4 },
    removed: new Uint8Array(2),
    history: { ...emptyHistory, session },
    restored: [],
    comparisons: [],
    autosave,
  }) as unknown as LabState;
const accuracies: AttributeAccuracies = { count: 4, accuracy: 0.5, attributes: [] };

function openFaces() {
  const asked: unknown[] = [];
  const store = standInLab({
    ...answerPulls(lab),
    train: async ({ reversal }) => {
      asked.push(reversal);
      return lab();
    },
    chooseAttributes: async (choice, seed) => {
      asked.push([choice, seed]);
      return choice === 'picked' ? ['longHair', 'beard'] : attributes;
    },
    look: (async () => accuracies) as never,
  });
  store.setState({ ...initialState, lab: lab() });
  return { store, asked };
}

describe('what a training hides', () => {
  test('is asked of the lab with the seed of the training, and can be changed by hand', async () => {
    const { store, asked } = openFaces();
    expect(withReversal(request, store.getState().reversal)).toBe(request);
    await chooseReversal(store, 'picked');
    expect(asked).toEqual([['picked', 7]]);
    expect(withReversal(request, store.getState().reversal)).toEqual({
      ...request,
      reversal: { strength: 0.1, attributes: ['longHair', 'beard'] },
    });
    toggleAttribute(store, 'beard');
    toggleAttribute(store, 'hat');
    expect(store.getState().reversal).toMatchObject({ kind: 'own', attributes: ['hat', 'longHair'] });
    resetTraining(store);
    expect(store.getState().reversal).toMatchObject({ kind: 'none', attributes: [] });
  });

  test('keeps a training from starting where it is nothing, or its strength no number of the range', async () => {
    const { store } = openFaces();
    await chooseReversal(store, 'own');
    expect(whyNotTrain(store.getState())).toContain('No attribute is chosen');
    toggleAttribute(store, 'hat');
    expect(whyNotTrain(store.getState())).toBeNull();
    for (const wrong of ['', '11', 'much']) {
      editReversalStrength(store, wrong);
      expect(whyNotTrain(store.getState())).toContain('from 0 to 10');
    }
    await chooseReversal(store, 'none');
    expect(reversalComplaint(store.getState().reversal)).toBeNull();
  });

  test('stands beside what other trainings of the model came to, and beside those alone', async () => {
    const { store, asked } = openFaces();
    await train(store, request, 'fresh');
    session = 'second';
    const reversal = { strength: 0.1, attributes: ['hat'] };
    await train(store, { ...request, reversal }, 'fresh');
    expect(asked).toEqual([undefined, reversal]);
    const { measured } = store.getState();
    expect(measured).toMatchObject([
      { data: 'digest', model: 'net', session: 'first', reversal: undefined, accuracies },
      { session: 'second', reversal, accuracies },
    ]);
    expect(comparableTrainings(measured, { data: 'digest', model: 'net' })).toEqual(measured);
    expect(comparableTrainings(measured, { data: 'other', model: 'net' })).toEqual([]);
  });
});
