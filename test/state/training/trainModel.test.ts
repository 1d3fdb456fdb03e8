import { beforeEach, describe, expect, test } from 'vitest';
import type { EpochProgress, LabState, TrainingRequest } from '../../../src/state/contract';
import { cancel } from '../../../src/state/jobs/job';
import { initialState, type State } from '../../../src/state/store';
import { endTraining, followTraining, train } from '../../../src/state/training/trainModel';
import { answerPulls, autosave, emptyHistory, standInLab } from '../standInWorker';

const request = { epochs: 2 } as TrainingRequest;
const lab = {
  dataset: { id: 'digits', trainingCount: 10, attributes: [] },
  model: { training: { validationAccuracy: 0.9 } },
  metrics: { validationLoss: 0.4 },
  removed: new Uint8Array(2),
  history: emptyHistory,
  restored: [],
  comparisons: [],
  autosave,
} as unknown as LabState;

let meanwhile: () => Promise<void> | void = () => {};
let asked: string[] = [];
const store = standInLab({
  ...answerPulls(() => lab),
  train: async ({ epochs }, start) => {
    asked.push(`${start} ${epochs}`);
    await meanwhile();
    return lab;
  },
  endTraining: async () => void asked.push('end'),
  cancel: async () => {},
});

const news = (epoch: number, fraction: number): EpochProgress => ({
  epoch,
  epochs: 2,
  loss: 1,
  accuracy: 0.5,
  validation: null,
  fraction,
  remainingMs: 1,
});

/** What the page saw while the training ran. */
async function watchTraining(start: 'fresh' | 'continue'): Promise<State[]> {
  const seen: State[] = [];
  const stop = store.subscribe((state) => seen.push(state));
  await train(store, request, start);
  stop();
  return seen;
}

beforeEach(() => {
  store.setState({ ...initialState, lab });
  asked = [];
});

describe('a training', () => {
  test('draws its news in turns, and misses none at the end', async () => {
    meanwhile = () => {
      for (let step = 1; step <= 1000; step++) followTraining(store, news(step <= 500 ? 1 : 2, step / 1000));
    };
    const seen = await watchTraining('fresh');
    expect(seen.length).toBeLessThan(50);
    expect(store.getState()).toMatchObject({
      tab: 'training',
      curve: {
        isFinished: true,
        points: [{ epoch: 1 }, { epoch: 2, validationAccuracy: 0.9, validationLoss: 0.4 }],
      },
    });
  });

  test('is asked once to end after its epoch', async () => {
    meanwhile = async () => {
      await endTraining(store);
      await endTraining(store);
      expect(store.getState().job).toMatchObject({ kind: 'training', ending: true });
    };
    await watchTraining('continue');
    expect(asked).toEqual(['continue 2', 'end']);
  });

  test('that is cancelled leaves the chart of the one before', async () => {
    meanwhile = () => followTraining(store, news(2, 1));
    await train(store, request, 'fresh');
    const { curve } = store.getState();
    meanwhile = async () => {
      followTraining(store, news(1, 0.1));
      await cancel(store);
      throw new DOMException('Cancelled.', 'AbortError');
    };
    await train(store, request, 'fresh');
    expect(store.getState().curve).toBe(curve);
    expect(store.getState().notices).toMatchObject([
      { message: 'Training cancelled: the weights are as they were.' },
    ]);
  });
});
