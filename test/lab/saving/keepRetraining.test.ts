import { expect, it } from 'vitest';
import { defaultSettings, type LabEvent, type TrainingRequest } from '../../../src/lab/protocol';
import { createBrowserLab } from '../../../src/worker/browserLab';

const training: TrainingRequest = {
  optimizer: 'sgd',
  epochs: 5,
  batchSize: 256,
  learningRate: 0.02,
  schedule: 'cosine',
  momentum: 0.9,
  weightDecay: 0.01,
  augmentation: 'none',
  seed: 5,
};

const request = { ...defaultSettings, samples: [3], perturbations: 60, guard: null };

async function openLab(storage: string, onEvent: (event: LabEvent) => void = () => {}) {
  const lab = createBrowserLab(`${location.origin}/`, storage);
  return { lab, state: await lab.open('wasm', onEvent, { dataset: 'digits' }) };
}

async function begin(storage: string, onEvent?: (event: LabEvent) => void) {
  const { lab } = await openLab(storage, onEvent);
  await lab.chooseModel('mnist-logistic');
  await lab.train(training, 'fresh');
  await lab.unlearn(request);
  return lab;
}

it('a comparison that was stopped goes on in another visit, to the same numbers', async () => {
  const storage = `retraining-test-${Date.now()}`;
  const whole = await begin(`${storage}-whole`);
  await whole.compareWithRetraining('coupled');
  const [wanted] = await whole.comparisons();

  let stop = () => {};
  const stopped = await begin(storage, (event) => {
    if (event.kind === 'retraining' && event.progress.epoch === 4) stop();
  });
  stop = () => void stopped.cancel();
  await expect(stopped.compareWithRetraining('coupled')).rejects.toMatchObject({ name: 'AbortError' });

  const epochs: number[] = [];
  const { lab } = await openLab(storage, (event) => {
    if (event.kind === 'retraining') epochs.push(event.progress.epoch);
  });
  await lab.compareWithRetraining('coupled');
  // A cancel in the fourth epoch may be heard at its end: then the fifth is the next.
  expect([4, 5]).toContain(epochs[0]);
  // The training of the coupled floor comes after it.
  expect(epochs.slice(1)).toContain(1);
  const [made] = await lab.comparisons();
  expect({ ...made, retrainingMs: 0 }).toEqual({ ...wanted, retrainingMs: 0 });
});
