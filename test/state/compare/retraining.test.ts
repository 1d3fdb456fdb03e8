import { beforeEach, describe, expect, test } from 'vitest';
import {
  compareWithRetraining,
  followRetraining,
  makeBand,
  measureComeback,
  whyNotCompare,
} from '../../../src/state/compare/retraining';
import { cancel } from '../../../src/state/jobs/job';
import { initialState, type State } from '../../../src/state/store';
import { comparisonName, type EpochProgress, type RetrainingComparison } from '../../../src/worker/protocol';
import { trainedLab } from '../standInLabState';
import { answerPulls, emptyHistory, standInLab } from '../standInWorker';

const comparison = { id: 0, order: 'coupled' } as RetrainingComparison;
/** A lab that has compared. */
const labWith = (number: number, ...comparisons: RetrainingComparison[]) =>
  trainedLab({ number, history: { ...emptyHistory, comparisons: comparisons.map(comparisonName) } });
const compared = labWith(2, comparison);
const progress: EpochProgress = {
  epoch: 1,
  epochs: 2,
  loss: 1,
  accuracy: 0.5,
  validation: null,
  fraction: 0.25,
  remainingMs: 1500,
};

let asked = 0;
let askedFor: unknown[] = [];
let compare: () => Promise<typeof compared> = async () => compared;
let measure: () => Promise<typeof compared> = async () => compared;
let stop: () => void = () => {};
const store = standInLab({
  ...answerPulls(() => compared),
  comparisons: async () => [comparison],
  compareWithRetraining: (order, seed) => {
    asked += 1;
    askedFor = [order, seed];
    return compare();
  },
  measureComeback: () => measure(),
  cancel: async () => stop(),
});
const notices = () => store.getState().notices.map(({ message }) => message);

beforeEach(() => {
  store.setState({ ...initialState, lab: trainedLab() });
  asked = 0;
  compare = async () => compared;
});

describe('whether something can be compared', () => {
  const state = (changed: object) => ({ ...initialState, lab: trainedLab(changed) }) as State;

  test.each([
    ['no lab is open', initialState, 'The lab is not open yet.'],
    [
      'the model is not trained',
      state({ model: { id: 'x', name: 'Net', training: null } }),
      'Train Net on Handwritten-like digits first.',
    ],
    ['the present state is compared', state({ comparisons: [comparison] }), /compared/],
  ])('is said where %s', (_, of, reason) => {
    expect(whyNotCompare(of)).toMatch(reason);
  });

  test('is no question where it was done of another state or in another order, or a job runs', () => {
    expect(whyNotCompare(state({ comparisons: [{ ...comparison, order: 'independent' }] }))).toBeNull();
    expect(whyNotCompare(state({ comparisons: [{ ...comparison, retrainingSeed: 2 }] }))).toBeNull();
    const asked = { ...initialState.settings, retrainingSeed: 2 };
    const known = state({ comparisons: [{ ...comparison, retrainingSeed: 2 }] });
    expect(whyNotCompare({ ...known, settings: asked })).toMatch(/compared/);
    expect(whyNotCompare(state({ comparisons: [{ id: 3 }] }))).toBeNull();
    const job = { kind: 'move', what: 'Moving', id: 1, fraction: null, remainingMs: null } as const;
    expect(whyNotCompare({ ...state({}), job })).toBeNull();
  });
});

describe('a comparison', () => {
  test('tells how far it is, and is shown in its tab', async () => {
    let seen: State['job'] = null;
    compare = async () => {
      followRetraining(store, progress);
      seen = store.getState().job;
      return compared;
    };
    await compareWithRetraining(store);
    expect(seen).toMatchObject({ kind: 'retraining', progress, fraction: 0.25, remainingMs: 1500 });
    expect(store.getState()).toMatchObject({
      job: null,
      shown: null,
      reportTab: 'retraining',
      lab: { comparisons: [comparison] },
    });
    expect(notices()).toEqual([]);
  });

  test('is not made twice', async () => {
    await compareWithRetraining(store);
    await compareWithRetraining(store);
    expect(asked).toBe(1);
    expect(askedFor).toEqual(['coupled', null]);
    // Another seed is another comparison.
    const { settings } = store.getState();
    store.setState({ settings: { ...settings, retrainingSeed: 7 } });
    await compareWithRetraining(store);
    expect([asked, askedFor]).toEqual([2, ['coupled', 7]]);
  });

  test.each([
    ['in another order', { order: 'independent' }],
    ['with another seed', { retrainingSeed: 7 }],
    ['made anew', { retrainingMs: 5 }],
    ['with its band', { band: { seeds: [1, 2] } }],
  ])('of the same state, %s, is fetched in place of the earlier one', async (_, changed) => {
    const other = { ...comparison, ...changed } as RetrainingComparison;
    const after = labWith(3, other);
    const again = standInLab({
      ...answerPulls(() => after),
      comparisons: async () => [other],
      makeBand: async () => after,
    });
    again.setState({ ...initialState, lab: { ...compared, comparisons: [comparison] } });
    await makeBand(again, 0);
    expect(again.getState().lab?.comparisons).toEqual([other]);
  });

  test('that is cancelled says that nothing changed', async () => {
    compare = () =>
      new Promise((_, reject) => {
        stop = () => reject(new DOMException('Stopped.', 'AbortError'));
        void cancel(store);
      });
    const { reportTab } = store.getState();
    await compareWithRetraining(store);
    expect(notices()).toEqual(['Cancelled: nothing was compared, and the model is as it was.']);
    expect(store.getState()).toMatchObject({ job: null, reportTab, lab: { digest: 'original' } });
    expect(store.getState().lab?.comparisons).toEqual([]);
  });
});

describe('whether it comes back', () => {
  const measured = { id: 0, comeback: { seed: 1 } } as RetrainingComparison;
  const known = { ...labWith(1, comparison), comparisons: [comparison] };

  test('is fetched, though the comparison was there before', async () => {
    const after = labWith(3, measured);
    const other = standInLab({
      ...answerPulls(() => after),
      comparisons: async () => [measured],
      measureComeback: async () => after,
    });
    other.setState({ ...initialState, lab: known });
    await measureComeback(other, 0);
    expect(other.getState()).toMatchObject({ reportTab: 'retraining', lab: { comparisons: [measured] } });
  });

  test('tells how far the retraining is that it takes', async () => {
    store.setState({ ...initialState, lab: known });
    let seen: State['job'] = null;
    measure = async () => {
      followRetraining(store, progress);
      seen = store.getState().job;
      return compared;
    };
    await measureComeback(store, 0);
    expect(seen).toMatchObject({ kind: 'comeback', fraction: 0.25 });
  });
});
