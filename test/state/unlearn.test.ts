import { beforeEach, describe, expect, test } from 'vitest';
import { setSetting } from '../../src/state/changeSettings';
import type { LabState, RemovalReport } from '../../src/state/contract';
import { cancel } from '../../src/state/job';
import { fallbackSettings } from '../../src/state/settings';
import { initialState, store } from '../../src/state/store';
import { unlearnSelected } from '../../src/state/unlearn';
import type { RemovalRequest } from '../../src/worker/protocol';
import { standInForWorker } from './standInWorker';

/** Only what removals read of the lab: its worker answers each with the validation accuracy of `accuracies`. */
const opened = {
  model: { training: {} },
  dataset: { trainingCount: 10 },
  digest: 'a',
  removed: [],
  reports: [],
};
let asked: RemovalRequest[] = [];
let accuracies: number[] = [];
let meanwhile = () => {};

standInForWorker({
  unlearn: async (request) => {
    asked.push(request);
    meanwhile();
    const report = {
      sample: { index: request.sample },
      before: { validationAccuracy: 0.9 },
      after: { validationAccuracy: accuracies[asked.length - 1] },
      update: { noise: null },
    } as unknown as RemovalReport;
    return {
      ...opened,
      removed: asked.map(({ sample }) => sample),
      reports: [report],
    } as unknown as LabState;
  },
  cancel: async () => {},
});

beforeEach(() => {
  store.setState({ ...initialState, lab: opened as unknown as LabState, selected: [3, 5, 8] });
  asked = [];
  accuracies = [0.9, 0.9, 0.9];
  meanwhile = () => {};
});

describe('a run of several removals', () => {
  test('keeps the settings that it began with', async () => {
    meanwhile = () => setSetting('damping', 0.5);
    await unlearnSelected();
    expect(asked.map(({ sample, damping }) => [sample, damping])).toEqual(
      [3, 5, 8].map((sample) => [sample, fallbackSettings.damping]),
    );
    expect(store.getState()).toMatchObject({ selected: [], notices: [], settings: { damping: 0.5 } });
  });

  test('ends at the first one that damages the model, and the rest stays selected', async () => {
    accuracies = [0.9, 0.5, 0.9];
    await unlearnSelected();
    expect(asked.map(({ sample }) => sample)).toEqual([3, 5]);
    expect(store.getState().selected).toEqual([8]);
    expect(store.getState().notices).toMatchObject([
      {
        kind: 'error',
        message: expect.stringMatching(/^Removing sample 5 cost 40\.0 points.*stays selected\.$/),
      },
    ]);
  });

  test('ends between two removals when it was cancelled', async () => {
    meanwhile = () => void cancel();
    await unlearnSelected();
    expect(asked.map(({ sample }) => sample)).toEqual([3]);
    expect(store.getState().notices).toMatchObject([
      { kind: 'information', message: expect.stringContaining('Cancelled after 1 of 3 removals') },
    ]);
  });
});
