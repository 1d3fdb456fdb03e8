import { describe, expect, test, vi } from 'vitest';
import type { LeavingAnswer } from '../../../src/state/history/leaveHistory';
import { importSession } from '../../../src/state/history/session';
import type { LabState } from '../../../src/state/labState';
import { train } from '../../../src/state/training/trainModel';
import { message } from '../../../src/words/say';
import type { Lab, ReportSummary, TrainingRequest } from '../../../src/worker/protocol';
import { trainedLab } from '../standInLabState';
import { answerPulls, standInLab } from '../standInWorker';

const made = [{ id: 1, accepted: true, samples: [4] } as unknown as ReportSummary];

/** Nothing can be saved: the history could not be kept. */
const unsaved = { savedAt: null, problem: message('lab.saving.full') };

function labAtWork(reports: readonly ReportSummary[], autosave = unsaved as LabState['autosave']) {
  const called: string[] = [];
  const worker: Partial<Lab> = {
    ...answerPulls(() => trainedLab()),
    train: async () => {
      called.push('train');
      return trainedLab();
    },
    importSession: async () => {
      called.push('import');
      return trainedLab();
    },
    exportSession: async () => {
      called.push('export');
      throw new Error('No room for the file.');
    },
  };
  const store = standInLab(worker);
  store.setState({ lab: { ...trainedLab(), autosave }, reports });
  return { store, called };
}

const ways = {
  train: (store: ReturnType<typeof standInLab>) => train(store, { epochs: 1 } as TrainingRequest, 'fresh'),
  import: (store: ReturnType<typeof standInLab>) =>
    importSession(store, [{ path: 'a.json', file: new File(['{"format":"lethe-session"}'], 'a.json') }]),
};

describe.each(Object.entries(ways))('%s in the place of a history', (name, begin) => {
  async function answered(answer: LeavingAnswer) {
    const { store, called } = labAtWork(made);
    const done = begin(store);
    await vi.waitFor(() => expect(store.getState().question?.kind).toBe('leaving'));
    expect(called).toEqual([]);
    const { question } = store.getState();
    if (question?.kind === 'leaving') question.answer(answer);
    await done;
    expect(store.getState().question).toBeNull();
    return called;
  }
  test('asks first, and does nothing where the history is to stay', async () => {
    expect(await answered('stay')).toEqual([]);
  });
  test('goes on where that is wanted', async () => {
    expect(await answered('leave')).toEqual([name]);
  });
  test('gives the history as a file first, and does not go on where that failed', async () => {
    expect(await answered('save')).toEqual(['export']);
  });
  test('asks nothing where the history is kept', async () => {
    const { store, called } = labAtWork(made, { savedAt: null, problem: null });
    await begin(store);
    expect(called).toEqual([name]);
  });
  test('asks nothing without a history', async () => {
    const { store, called } = labAtWork([]);
    await begin(store);
    expect(called).toEqual([name]);
  });
});
