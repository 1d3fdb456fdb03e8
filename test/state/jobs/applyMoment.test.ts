import { describe, expect, test } from 'vitest';
import { applyData, applyMoment } from '../../../src/state/jobs/applyMoment';
import type { LabStore } from '../../../src/state/store';
import type { Lab, Moment, ReportSummary } from '../../../src/worker/protocol';
import { trainedLab } from '../standInLabState';
import { answerPulls, emptyHistory, standInLab } from '../standInWorker';

/** A worker with a session of some removals, that counts what it is asked for. */
function countingLab() {
  const asked: Record<string, number> = {};
  let now = trainedLab();
  let reports: ReportSummary[] = [];
  let fails: readonly string[] = [];
  const answers: Partial<Lab> = answerPulls(
    () => now,
    () => reports,
  );
  const counted = Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [
      name,
      async (...values: never[]) => {
        asked[name] = (asked[name] ?? 0) + 1;
        if (fails.includes(name)) throw new Error(`no ${name}`);
        return (answer as (...values: never[]) => unknown)(...values);
      },
    ]),
  );
  const store = standInLab(counted);
  return {
    store,
    asked: () => {
      const before = { ...asked };
      for (const name of Object.keys(asked)) delete asked[name];
      return before;
    },
    fail: (...names: string[]) => {
      fails = names;
    },
    /** The moment after so many removals, with this data. */
    moment(number: number, count: number, changed: object = {}): Moment {
      reports = Array.from({ length: count }, (_, i) => ({ id: i + 1 }) as ReportSummary);
      const history = { ...emptyHistory, current: count, count };
      now = trainedLab({ number, digest: `weights ${count}`, history, ...changed });
      return now;
    },
  };
}

const take = (store: LabStore, moment: Moment) =>
  applyMoment(store, store.connection.lab, moment, { shown: null });
const idsIn = (store: LabStore) => store.getState().reports.map(({ id }) => id);

describe('taking over a moment', () => {
  test('asks only for what the page does not have', async () => {
    const { store, asked, moment } = countingLab();
    await take(store, moment(1, 2));
    expect(Object.keys(asked()).sort()).toEqual([
      'report',
      'reportsSince',
      'scores',
      'setup',
      'trainingImages',
    ]);
    await take(store, moment(2, 3));
    expect(asked()).toEqual({ report: 1, reportsSince: 1, scores: 1 });
    await take(store, moment(3, 3));
    expect(asked()).toMatchObject({});
    expect(idsIn(store)).toEqual([1, 2, 3]);
  });

  test('of another model on the same data copies no picture; of other data it does', async () => {
    const { store, asked, moment } = countingLab();
    await take(store, moment(1, 0));
    asked();
    await applyData(store, store.connection.lab, moment(2, 0, { setup: 2, version: 2 }));
    expect(asked()).not.toHaveProperty('trainingImages');
    await applyData(store, store.connection.lab, moment(3, 0, { setup: 3, version: 3, data: 'other' }));
    expect(asked()).toHaveProperty('trainingImages', 1);
    expect(store.getState().images?.data).toBe('other');
  });

  test('goes on without pictures that did not come, says so, and asks for them again', async () => {
    const { store, fail, moment } = countingLab();
    fail('trainingImages');
    await take(store, moment(1, 2));
    expect(idsIn(store)).toEqual([1, 2]);
    expect(store.getState()).toMatchObject({
      images: null,
      notices: [{ kind: 'error', message: expect.stringContaining('no trainingImages') }],
    });
    fail();
    await take(store, moment(2, 3));
    expect(idsIn(store)).toEqual([1, 2, 3]);
    expect(store.getState().images).not.toBeNull();
  });

  test('that fails for reports leaves nothing half taken: the next one brings all', async () => {
    const { store, fail, moment } = countingLab();
    await take(store, moment(1, 1));
    fail('reportsSince');
    await expect(take(store, moment(2, 2))).rejects.toThrow('no reportsSince');
    expect(store.getState().lab?.number).toBe(1);
    fail();
    await take(store, moment(3, 3));
    expect(idsIn(store)).toEqual([1, 2, 3]);
  });

  test('begins anew with another session, and never goes back to an older moment', async () => {
    const { store, moment } = countingLab();
    await take(store, moment(5, 3));
    const history = { ...emptyHistory, session: 'another', count: 1, current: 1 };
    await take(store, { ...moment(6, 1), history });
    expect(idsIn(store)).toEqual([1]);
    await take(store, moment(4, 3));
    expect(store.getState().lab?.number).toBe(6);
  });
});
