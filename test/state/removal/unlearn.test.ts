import { beforeEach, describe, expect, test } from 'vitest';
import { packBits } from '../../../src/lab/bits';
import type { LabState, RemovalRequest, ReportSummary } from '../../../src/state/contract';
import { cancel } from '../../../src/state/jobs/job';
import { plannedRemovals, unlearnSelected } from '../../../src/state/removal/unlearn';
import { dropPending, putFirst } from '../../../src/state/samples/queue';
import { setSetting } from '../../../src/state/settings/changeSettings';
import { fallbackSettings } from '../../../src/state/settings/settings';
import { initialState } from '../../../src/state/store';
import { answerPulls, autosave, emptyHistory, standInLab } from '../standInWorker';

/** Only what removals read of the lab. */
const opened = {
  model: { training: {} },
  dataset: { trainingCount: 10 },
  digest: 'a',
  removed: new Uint8Array(2),
  data: 'd',
  history: emptyHistory,
  restored: [],
  comparisons: [],
  autosave,
};
let asked: RemovalRequest[] = [];
/** The validation accuracy after each removal; the guard lets 5 points pass unless it is off. */
let accuracies: number[] = [];
let removed: number[] = [];
/** The removals that change nothing. */
let idle: number[] = [];
let meanwhile: () => unknown = () => {};
let problem: string | null = null;
let reports: ReportSummary[] = [];

const store = standInLab({
  ...answerPulls(
    () => opened as unknown as LabState,
    () => reports,
  ),
  unlearn: async (request) => {
    asked.push(request);
    meanwhile();
    const id = asked.length;
    const accuracy = accuracies[id - 1]!;
    const accepted = request.guard === null || 90 - 100 * accuracy <= request.guard;
    if (accepted) removed.push(...request.samples);
    const report = {
      id,
      accepted,
      method: request.method,
      samples: request.samples,
      before: { validationAccuracy: 0.9 },
      after: { validationAccuracy: accuracy },
      noiseNorm: null,
      noEffect: idle.includes(id) ? 'noStep' : null,
    } as unknown as ReportSummary;
    reports.push(report);
    const history = { ...opened.history, current: reports.length, count: reports.length };
    return {
      ...opened,
      removed: packBits(removed, 10),
      history,
      autosave: { savedAt: null, problem },
    } as unknown as LabState;
  },
  cancel: async () => {},
});

beforeEach(() => {
  store.setState({ ...initialState, lab: opened as unknown as LabState, selected: new Set([3, 5, 8]) });
  asked = [];
  removed = [];
  idle = [];
  accuracies = [0.9, 0.9, 0.9];
  meanwhile = () => {};
  problem = null;
  reports = [];
});

/** What a screen reader is told while this goes on. */
async function heard(work: () => Promise<unknown>): Promise<string[]> {
  const told: string[] = [];
  const stop = store.subscribe(({ announced }, before) => {
    if (announced !== before.announced) told.push(announced);
  });
  await work();
  stop();
  return told;
}

describe('a run of removals', () => {
  test('takes up what is put first, and leaves out what is dropped, while it runs', async () => {
    store.setState({ selected: new Set([3, 5, 8, 9]) });
    accuracies = [0.9, 0.9, 0.9, 0.9];
    meanwhile = () => {
      if (asked.length !== 1) return;
      expect(store.getState().pending).toEqual([5, 8, 9]);
      putFirst(store, 9);
      dropPending(store, [5]);
    };
    await unlearnSelected(store);
    expect(asked.map(({ samples }) => samples)).toEqual([[3], [9], [8]]);
    expect(store.getState().pending).toBeNull();
  });
  test('ends where all is dropped that was to come', async () => {
    meanwhile = () => dropPending(store, store.getState().pending ?? []);
    await unlearnSelected(store);
    expect(asked.map(({ samples }) => samples)).toEqual([[3]]);
    expect(store.getState().notices).toEqual([]);
  });
});

describe('a screen reader', () => {
  test('is told once that a removal begins, and once what came of it', async () => {
    store.setState({ selected: new Set([5]) });
    expect(await heard(() => unlearnSelected(store))).toEqual([
      'Unlearning',
      'Sample 5 is removed. Validation accuracy: 90.00\u202f% before, 90.00\u202f% after.',
    ]);
  });
  test('is told once of a run, and of a rejection', async () => {
    accuracies = [0.9, 0.5, 0.88];
    expect((await heard(() => unlearnSelected(store))).slice(1)).toEqual([
      '2 samples are removed. Validation accuracy: 90.00\u202f% before, 88.00\u202f% after.',
    ]);
    accuracies = [0.9, 0.9, 0.9, 0.4];
    store.setState({ selected: new Set([5]) });
    expect((await heard(() => unlearnSelected(store))).at(-1)).toContain('Rejected by the guard');
  });
});

describe('the removals that are planned', () => {
  test('are one for each sample, or one for all', () => {
    const samplesOf = () => plannedRemovals(store.getState()).map(({ samples }) => samples);
    expect(samplesOf()).toEqual([[3], [5], [8]]);
    setSetting(store, 'removeAs', 'batch');
    expect(samplesOf()).toEqual([[3, 5, 8]]);
  });
});

describe('a run of several removals', () => {
  test('keeps the settings that it began with, and gathers the reports', async () => {
    meanwhile = () => setSetting(store, 'damping', 0.5);
    await unlearnSelected(store);
    expect(asked.map(({ samples, damping }) => [samples, damping])).toEqual(
      [3, 5, 8].map((sample) => [[sample], fallbackSettings.damping]),
    );
    expect(store.getState()).toMatchObject({
      selected: new Set([]),
      notices: [],
      settings: { damping: 0.5 },
    });
    expect(store.getState().reports.map(({ id }) => id)).toEqual([1, 2, 3]);
  });

  test('goes on after a rejected removal, counts it, and its sample stays selected', async () => {
    accuracies = [0.5, 0.9, 0.6];
    const counts: number[] = [];
    meanwhile = () => {
      const { job } = store.getState();
      if (job?.kind === 'removal') counts.push(job.rejected);
    };
    await unlearnSelected(store);
    expect(asked).toHaveLength(3);
    expect(counts).toEqual([0, 1, 1]);
    expect(store.getState().selected).toEqual(new Set([3, 8]));
    expect(store.getState().notices).toMatchObject([
      { kind: 'information', message: expect.stringContaining('2 of 3 removals rejected by the guard') },
    ]);
  });

  test('tells the worst damage that a guard that is off let pass', async () => {
    setSetting(store, 'guard', null);
    accuracies = [0.8, 0.5, 0.7];
    await unlearnSelected(store);
    expect(asked).toHaveLength(3);
    expect(store.getState().notices).toMatchObject([
      { kind: 'warning', message: expect.stringContaining('Removing sample 5 cost 40.0 percentage points') },
    ]);
    store.setState({ selected: new Set([9]) });
    accuracies.push(0.9);
    await unlearnSelected(store);
    expect(store.getState().notices).toEqual([]);
  });

  test('tells once what keeps it from being saved', async () => {
    problem = 'The storage is full.';
    const told: string[][] = [];
    meanwhile = () => told.push(store.getState().notices.map(({ message }) => message));
    await unlearnSelected(store);
    expect(told).toEqual([[], ['Not saved: The storage is full.'], ['Not saved: The storage is full.']]);
    store.setState({ selected: new Set([9]) });
    accuracies.push(0.9);
    await unlearnSelected(store);
    expect(store.getState().notices).toEqual([]);
  });

  test('ends between two removals when it was cancelled', async () => {
    meanwhile = () => void cancel(store);
    await unlearnSelected(store);
    expect(asked.map(({ samples }) => samples)).toEqual([[3]]);
    expect(store.getState().notices).toMatchObject([
      { kind: 'information', message: expect.stringContaining('Cancelled after 1 of 3 removals') },
    ]);
  });
});
