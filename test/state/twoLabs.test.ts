import { expect, test } from 'vitest';
import { packBits } from '../../src/lab/bits';
import { unlearnSelected } from '../../src/state/removal/unlearn';
import { selectOnly } from '../../src/state/samples/selectSamples';
import { createLabStore, type LabStore } from '../../src/state/store';
import type { Lab, ReportSummary } from '../../src/worker/protocol';
import { trainedLab } from './standInLabState';
import { answerPulls, emptyHistory, standInLab } from './standInWorker';

/** A worker that removes what it is asked to, and notes it. */
function workerOf(name: string): { readonly lab: Partial<Lab>; readonly asked: number[] } {
  const asked: number[] = [];
  const reports = () =>
    asked.map((sample, i) => ({ id: i + 1, accepted: true, samples: [sample] }) as unknown as ReportSummary);
  const now = () =>
    trainedLab({
      number: asked.length + 1,
      digest: `${name} ${asked.length}`,
      removed: packBits(asked, 10),
      removedCount: asked.length,
      history: { ...emptyHistory, session: name, current: asked.length, count: asked.length },
    });
  const lab: Partial<Lab> = {
    ...answerPulls(now, reports),
    unlearn: async ({ samples }) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      asked.push(...samples);
      return now();
    },
  };
  return { lab, asked };
}

const goneIn = (store: LabStore) => store.getState().reports.map(({ samples }) => samples);

test('two labs stand side by side: a removal in each, at the same time, stays in its own', async () => {
  const [one, other] = [workerOf('one'), workerOf('other')];
  const [left, right] = [standInLab(one.lab), standInLab(other.lab)];
  for (const store of [left, right]) store.setState({ lab: trainedLab({ number: 0 }) });
  selectOnly(left, 3);
  selectOnly(right, 7);
  expect([left, right].map((store) => store.getState().selected)).toEqual([new Set([3]), new Set([7])]);
  await Promise.all([unlearnSelected(left), unlearnSelected(right)]);
  expect([one.asked, other.asked]).toEqual([[3], [7]]);
  expect([goneIn(left), goneIn(right)]).toEqual([[[3]], [[7]]]);
  expect(left.getState().lab).toMatchObject({ digest: 'one 1', history: { session: 'one' } });
  expect(right.getState().lab).toMatchObject({ digest: 'other 1', history: { session: 'other' } });
  left.connection.close();
  await expect(left.connection.lab.setup()).rejects.toThrow('closed');
  selectOnly(right, 8);
  await unlearnSelected(right);
  expect(goneIn(right)).toEqual([[7], [8]]);
});

test('a new store knows nothing of those before it', () => {
  const { connection } = standInLab({});
  expect(createLabStore(connection).getState()).toMatchObject({
    lab: null,
    selected: new Set([]),
    notices: [],
  });
});
