import { describe, expect, it, vi } from 'vitest';
import { runJob } from '../../src/state/jobs/job';
import { lookAt, lookKey, wantLook } from '../../src/state/looks/looks';
import type { Lab, LookedModel, LookQuestion } from '../../src/worker/protocol';
import { standInLab } from './standInWorker';

const model: LookedModel = { state: 0 };
const question = (slice: number): LookQuestion => ({ kind: 'sliceWeights', slice });

/** A lab that answers when it is told to. */
function slowLab() {
  const asked: { question: LookQuestion; answer(value: unknown): void; fail(error: Error): void }[] = [];
  const look = ((_: LookedModel, asks: LookQuestion) =>
    new Promise((answer, fail) => {
      asked.push({ question: asks, answer, fail });
    })) as Lab['look'];
  const cancel = vi.fn(async () => asked.at(-1)!.fail(new DOMException('Cancelled.', 'AbortError')));
  return { asked, cancel, store: standInLab({ look, cancel }) };
}

const untilAsked = (lab: ReturnType<typeof slowLab>, count: number) =>
  vi.waitFor(() => expect(lab.asked.length).toBe(count));

describe('looks on the page', () => {
  it('ask one question after another, and none twice', async () => {
    const lab = slowLab();
    const { store } = lab;
    wantLook(store, model, question(1));
    const letGo = wantLook(store, model, question(2));
    wantLook(store, model, question(1));
    await untilAsked(lab, 1);
    expect(lookAt(store.getState(), model, question(1))).toEqual({ kind: 'running', fraction: 0 });
    expect(lookAt(store.getState(), model, question(2))).toEqual({ kind: 'waiting' });
    lab.asked[0]!.answer('one');
    await untilAsked(lab, 2);
    expect(lookAt(store.getState(), model, question(1))).toEqual({ kind: 'ready', answer: 'one' });
    lab.asked[1]!.fail(new Error('no such slice'));
    await vi.waitFor(() =>
      expect(lookAt(store.getState(), model, question(2))).toEqual({
        kind: 'failed',
        message: 'no such slice',
      }),
    );
    wantLook(store, model, question(1));
    expect(lab.asked.length).toBe(2);
    // What failed is asked again by whoever looks anew.
    wantLook(store, model, question(2))();
    expect(lab.asked.length).toBe(2);
    letGo();
    wantLook(store, model, question(2));
    await untilAsked(lab, 3);
  });

  it('make way for a job, and are asked again after it', async () => {
    const lab = slowLab();
    const { store } = lab;
    wantLook(store, model, question(1));
    await untilAsked(lab, 1);
    let end = () => {};
    const work = () =>
      new Promise<void>((resolve) => {
        end = resolve;
      });
    const started = vi.fn(work);
    const job = runJob(store, { kind: 'move', what: 'Going' }, started, () => '');
    await vi.waitFor(() => expect(started).toHaveBeenCalled());
    expect(lab.cancel).toHaveBeenCalledTimes(1);
    expect(lookAt(store.getState(), model, question(1))).toEqual({ kind: 'waiting' });
    wantLook(store, model, question(2));
    expect(lab.asked.length).toBe(1);
    end();
    await job;
    await untilAsked(lab, 2);
    expect(lab.asked[1]!.question).toEqual(question(1));
  });

  it('are stopped once nobody wants them, unless somebody does again at once', async () => {
    const lab = slowLab();
    const { store } = lab;
    const letGo = wantLook(store, model, question(1));
    const letGoOfSecond = wantLook(store, model, question(2));
    await untilAsked(lab, 1);
    letGoOfSecond();
    expect(lookAt(store.getState(), model, question(2))).toBeNull();
    letGo();
    const letGoAgain = wantLook(store, model, question(1));
    await Promise.resolve();
    expect(lab.cancel).not.toHaveBeenCalled();
    letGoAgain();
    await vi.waitFor(() => expect(lab.cancel).toHaveBeenCalled());
    await vi.waitFor(() => expect(lookAt(store.getState(), model, question(1))).toBeNull());
    expect(store.work.looks.running).toBeNull();
  });

  it('are named by the session, and those of a retrained model by its comparison', () => {
    const lab = (session: string, comparisons: string[]) =>
      ({ data: 'd', history: { session, comparisons } }) as never;
    const key = (of: never, asked: LookedModel) => lookKey({ lab: of }, asked, question(1));
    expect(key(lab('a', []), model)).not.toBe(key(lab('b', []), model));
    expect(key(lab('a', []), model)).toBe(key(lab('a', ['c']), model));
    const retrained = { state: 0, retrained: true };
    expect(key(lab('a', []), retrained)).not.toBe(key(lab('a', ['c']), retrained));
  });
});
