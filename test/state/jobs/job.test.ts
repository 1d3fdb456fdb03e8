import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { LabState } from '../../../src/state/contract';
import { cancel, runJob } from '../../../src/state/jobs/job';
import { refreshPreview, startPreview, stopPreview } from '../../../src/state/removal/preview';
import { initialState } from '../../../src/state/store';
import { slowToStop, standInLab } from '../standInWorker';

/** Only what a preview's request and its digest read. */
const lab = { model: { training: {} }, dataset: {}, digest: 'a', removed: [] } as unknown as LabState;

const preview = slowToStop(30);
let previews = 0;
const store = standInLab({
  preview: () => {
    previews += 1;
    return preview.run();
  },
  cancel: async () => preview.cancel(),
});

const notices = () => store.getState().notices.map(({ kind, message }) => ({ kind, message }));
const untilPreviewRuns = () => vi.waitFor(() => expect(preview.isRunning()).toBe(true));

beforeEach(async () => {
  await stopPreview(store);
  store.setState({ ...initialState, lab, selected: new Set([3]) });
  previews = 0;
});

describe('a job', () => {
  test('that is cancelled while a preview makes way never begins, and says so', async () => {
    void startPreview(store);
    await untilPreviewRuns();
    const work = vi.fn(async () => {});
    const done = runJob(
      store,
      { kind: 'training', what: 'Training', progress: null, ending: false },
      work,
      () => 'Cancelled: nothing changed.',
    );
    await cancel(store);
    expect(await done).toBe(false);
    expect(work).not.toHaveBeenCalled();
    expect(notices()).toEqual([{ kind: 'information', message: 'Cancelled: nothing changed.' }]);
    expect(store.getState()).toMatchObject({ job: null, cancelling: false });
  });

  test('begins once the preview is gone, even when something else stopped that first', async () => {
    void startPreview(store);
    await untilPreviewRuns();
    void stopPreview(store);
    let together = true;
    const work = async () => {
      together = preview.isRunning();
    };
    const done = await runJob(store, { kind: 'session', what: 'Packing' }, work, () => 'Cancelled.');
    expect({ done, together }).toEqual({ done: true, together: false });
  });

  test.each(['session', 'checkpoint'] as const)('of the kind %s can be cancelled', async (kind) => {
    const work = (_: unknown, signal: AbortSignal) =>
      new Promise<void>((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    const done = runJob(store, { kind, what: 'Waiting' }, work, () => 'Cancelled.');
    await Promise.resolve();
    await cancel(store);
    expect(await done).toBe(false);
    expect(notices()).toEqual([{ kind: 'information', message: 'Cancelled.' }]);
    expect(store.getState().job).toBeNull();
  });

  test('that fails tells what was wrong', async () => {
    const fail = async () => {
      throw new RangeError('damping must be positive, got 0');
    };
    expect(await runJob(store, { kind: 'session', what: 'Packing' }, fail, () => 'Cancelled.')).toBe(false);
    expect(notices()).toEqual([{ kind: 'error', message: 'Damping must be positive, got 0.' }]);
  });
});

describe('the preview', () => {
  test('starts once however often it was refreshed meanwhile, and not at all once it was stopped', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    store.setState(({ settings }) => ({ settings: { ...settings, noise: true } }));
    await Promise.all([refreshPreview(store), refreshPreview(store), refreshPreview(store)]);
    expect(vi.getTimerCount()).toBe(1);
    void refreshPreview(store);
    await stopPreview(store);
    await Promise.resolve();
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
    expect(previews).toBe(0);
  });

  test('asked for twice at once runs once', async () => {
    void startPreview(store);
    void startPreview(store);
    await untilPreviewRuns();
    expect(previews).toBe(1);
  });
});
