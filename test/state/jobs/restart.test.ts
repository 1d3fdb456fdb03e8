import { afterEach, describe, expect, test, vi } from 'vitest';
import { cancel, cancelMs, remainingOf, runJob } from '../../../src/state/jobs/job';
import { followWorker, restartLab } from '../../../src/state/jobs/restart';
import { unlearnSelected } from '../../../src/state/removal/unlearn';
import type { Lab, ReportSummary } from '../../../src/worker/protocol';
import { trainedLab } from '../standInLabState';
import { answerPulls, emptyHistory, standInLab } from '../standInWorker';

const saved = [{ id: 1, accepted: true, samples: [4] } as unknown as ReportSummary];
const left = trainedLab({
  number: 1,
  digest: 'after 1',
  history: { ...emptyHistory, current: 1, count: 1 },
});

/** A worker that never answers a removal, and one that opens with what was saved. */
const stuck: Partial<Lab> = {
  ...answerPulls(() => trainedLab()),
  unlearn: () => new Promise(() => {}),
  cancel: async () => {},
};
const fresh: Partial<Lab> = {
  ...answerPulls(
    () => left,
    () => saved,
  ),
  open: async () => left,
};

function atWork(...labs: Partial<Lab>[]) {
  const store = standInLab(...labs);
  store.setState({ lab: trainedLab({ number: 9 }), selected: new Set([3]) });
  const done = unlearnSelected(store);
  return { store, done, notices: () => store.getState().notices.map(({ message }) => message) };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('a worker that ended', () => {
  test('is started again by itself, with the history that was saved, and the page says so', async () => {
    const { store, done, notices } = atWork(stuck, fresh);
    followWorker(store, { kind: 'gone' });
    await done;
    await vi.waitFor(() => expect(store.getState().job).toBeNull());
    expect(store.getState()).toMatchObject({ lab: { digest: 'after 1' }, failure: null });
    expect(store.getState().reports.map(({ id }) => id)).toEqual([1]);
    expect(notices()).toEqual([
      'The lab\u2019s worker ended unexpectedly and was started again, with the removal that was saved. What was in progress was not done.',
    ]);
  });

  test('and ends again at once is not started for ever', async () => {
    const { store } = atWork(stuck, fresh);
    followWorker(store, { kind: 'gone' });
    await vi.waitFor(() => expect(store.getState().job).toBeNull());
    followWorker(store, { kind: 'gone' });
    expect(store.getState().failure).toContain('ended again');
  });

  test('that cannot open again is a failure with its reason', async () => {
    const store = standInLab(stuck, {
      open: async () => {
        throw new Error('No storage.');
      },
    });
    store.setState({ lab: trainedLab() });
    await restartLab(store);
    expect(store.getState().failure).toBe('No storage.');
  });
});

describe('the lab that is started again', () => {
  const hung: Partial<Lab> = { open: () => new Promise(() => {}), cancel: async () => {} };

  test.each([true, false])('is opened as it was, without the last visit: %s', async (withoutLastVisit) => {
    const open = vi.fn<Lab['open']>(async () => left);
    const store = standInLab(stuck, { ...fresh, open });
    store.setState({ lab: trainedLab() });
    store.work.jobs.withoutLastVisit = withoutLastVisit;
    await restartLab(store);
    expect(store.getState().lab?.digest).toBe('after 1');
    expect(open.mock.calls[0]?.[2]).toEqual({ withoutLastVisit });
  });

  test('twice opens once, and the first time is no failure', async () => {
    const store = standInLab(stuck, hung, fresh);
    store.setState({ lab: trainedLab() });
    const first = restartLab(store);
    await restartLab(store);
    await first;
    expect(store.getState()).toMatchObject({ failure: null, job: null, lab: { digest: 'after 1' } });
    expect(store.getState().notices).toHaveLength(1);
  });

  test('can be told to stop, which leaves the ways on of a failure', async () => {
    const store = standInLab(stuck, hung);
    store.setState({ lab: trainedLab() });
    const done = restartLab(store);
    await cancel(store);
    await done;
    expect(store.getState()).toMatchObject({ failure: 'Opening the lab was cancelled.', job: null });
  });
});

describe('a worker that does not answer', () => {
  test('is offered to be started again as long as it is silent, and is not ended unasked', () => {
    const { store } = atWork(stuck, fresh);
    followWorker(store, { kind: 'silent' });
    expect(store.getState()).toMatchObject({ worker: 'silent', job: { kind: 'removal' } });
    followWorker(store, { kind: 'answering' });
    expect(store.getState().worker).toBe('answering');
  });

  test('leaves the page free some seconds after Cancel, and can be started again then', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { store, done } = atWork(stuck, fresh);
    await vi.advanceTimersByTimeAsync(0);
    void cancel(store);
    await vi.advanceTimersByTimeAsync(cancelMs - 1);
    expect(store.getState()).toMatchObject({ cancelling: true, worker: 'answering' });
    await vi.advanceTimersByTimeAsync(1);
    await done;
    expect(store.getState()).toMatchObject({ job: null, cancelling: false, worker: 'stuck' });
    vi.useRealTimers();
    await restartLab(store);
    expect(store.getState()).toMatchObject({ worker: 'answering', lab: { digest: 'after 1' } });
  });

  test('and stops after all: what it did is shown', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let stop: () => void = () => {};
    const store = standInLab({
      ...answerPulls(
        () => left,
        () => saved,
      ),
      moment: async () => left,
      cancel: async () => {},
    });
    store.setState({ lab: trainedLab({ number: 0 }) });
    const work = () =>
      new Promise<void>((_, reject) => {
        stop = () => reject(new DOMException('Late.', 'AbortError'));
      });
    const done = runJob(store, { kind: 'move', what: 'Moving' }, work, () => 'Cancelled.');
    await vi.advanceTimersByTimeAsync(0);
    void cancel(store);
    await vi.advanceTimersByTimeAsync(cancelMs);
    expect(await done).toBe(false);
    vi.useRealTimers();
    stop();
    await vi.waitFor(() => expect(store.getState().worker).toBe('answering'));
    expect(store.getState().lab?.digest).toBe('after 1');
  });
});

test('an error that does no harm is told without an order to reload', () => {
  const store = standInLab({});
  store.setState({ lab: trainedLab() });
  followWorker(store, { kind: 'error', message: 'x is undefined' });
  const [notice] = store.getState().notices;
  expect(notice).toMatchObject({ kind: 'warning', message: expect.stringContaining('The lab goes on') });
  expect(notice?.message).not.toMatch(/reload/i);
});

test.each([
  [500, 0.5, null],
  [2000, null, null],
  [2000, 0.01, null],
  [2000, 0.5, 2000],
  [9000, 0.9, 1000],
])('after %i ms and %s of it a job goes on %s ms', (elapsed, fraction, left) => {
  const remaining = remainingOf(elapsed, fraction);
  if (left === null) expect(remaining).toBeNull();
  else expect(remaining).toBeCloseTo(left, 6);
});
