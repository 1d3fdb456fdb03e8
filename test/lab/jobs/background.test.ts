import { describe, expect, it, vi } from 'vitest';
import type { BackgroundJob, BackgroundRun } from '../../../src/lab/jobs/background';
import { createJobs } from '../../../src/lab/jobs/jobs';
import { startPace } from '../../../src/lab/jobs/pace';
import { awaitApart } from '../../../src/model/gate';
import { breathe } from '../../../src/model/job';

const subject = { ensemble: 'k', model: 'Net', data: 'Digits' };
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Jobs, what is told of the one in the background, and a work of that many steps with a breath after each. */
function open() {
  const told: BackgroundJob[] = [];
  const jobs = createJobs(
    30,
    () => {},
    (job) => told.push(job),
  );
  let steps = 0;
  const work = async ({ signal, onProgress }: BackgroundRun, most = Number.POSITIVE_INFINITY) => {
    while (steps < most) {
      steps += 1;
      onProgress({ kind: 'ensemble', done: steps, count: 1000, fraction: steps / 1000 });
      await breathe(signal);
    }
  };
  const begin = (most?: number) => jobs.runBehind('ensemble', subject, (run) => work(run, most));
  return { jobs, told, steps: () => steps, begin };
}

describe('a job in the background', () => {
  it('rests at its next breath while another job runs, and goes on by itself', async () => {
    const { jobs, told, steps, begin } = open();
    const over = begin();
    await vi.waitUntil(() => steps() > 3);
    const asked = steps();
    const during = await jobs.run('removal', async () => {
      const before = steps();
      await pause(30);
      return [before, steps()];
    });
    expect(during[0]).toBeLessThanOrEqual(asked + 1);
    expect(during[1]).toBe(during[0]);
    expect(told.filter(({ rests }) => rests).length).toBe(1);
    await vi.waitUntil(() => steps() > during[1]! + 3);
    jobs.cancelBehind();
    expect(await over).toMatchObject({ end: 'cancelled', problem: null });
    expect(jobs.hasBehind()).toBe(false);
  });

  it('rests through jobs that follow each other at once', async () => {
    const { jobs, steps, begin } = open();
    void begin();
    await vi.waitUntil(() => steps() > 3);
    await jobs.run('removal', async () => {});
    const moved = await jobs.run('move', async (signal) => {
      const before = steps();
      await breathe(signal);
      await breathe(signal);
      return steps() - before;
    });
    expect(moved).toBe(0);
    jobs.cancelBehind();
  });

  it('that begins while another job runs waits for its end', async () => {
    const { jobs, told, steps, begin } = open();
    const over = await jobs.run('removal', async () => {
      const began = begin(5);
      await pause(20);
      expect(steps()).toBe(0);
      expect(told).toEqual([expect.objectContaining({ rests: true })]);
      return { began };
    });
    expect(await over.began).toMatchObject({ end: 'done' });
  });

  it('is one at a time', async () => {
    const { jobs, begin } = open();
    void begin();
    expect(() => begin()).toThrow(/in the background/);
    jobs.cancelBehind();
  });

  it('ends when it is cancelled, also while it rests, and only where it is the one that was meant', async () => {
    const { jobs, told, begin } = open();
    const over = begin();
    await jobs.run('removal', async () => {
      jobs.cancelBehind(told[0]!.id + 1);
      jobs.cancel();
      await pause(5);
      expect(jobs.hasBehind()).toBe(true);
      jobs.cancelBehind(told[0]!.id);
      expect(await over).toMatchObject({ end: 'cancelled' });
    });
  });

  it('does not keep another job from being cancelled, though it never rests', async () => {
    const { jobs } = open();
    let end = () => {};
    const over = jobs.runBehind('ensemble', subject, () => new Promise<void>((resolve) => (end = resolve)));
    await breathe();
    const removal = jobs.run('removal', async () => expect.fail('it was cancelled')).catch((error) => error);
    jobs.cancel();
    expect(await removal).toMatchObject({ name: 'AbortError' });
    end();
    expect(await over).toMatchObject({ end: 'done' });
    expect(await jobs.run('removal', async () => 2)).toBe(2);
  });

  it('that waits for a store lets others have the machine, and does not take it before they are done', async () => {
    const { jobs } = open();
    let answer = () => {};
    let wentOn = false;
    const over = jobs.runBehind('ensemble', subject, async ({ signal }) => {
      await awaitApart(signal, () => new Promise<void>((resolve) => (answer = resolve)));
      wentOn = true;
    });
    await pause(5);
    await jobs.run('removal', async () => {
      answer();
      await pause(10);
      expect(wentOn).toBe(false);
    });
    expect(await over).toMatchObject({ end: 'done' });
  });

  it('is interrupted with the others when the device is lost, though it rests or hangs', async () => {
    const { jobs, begin } = open();
    const lost = new Error('The device was lost.');
    const over = begin();
    const removal = jobs.run('removal', () => new Promise(() => {})).catch((error) => error);
    await pause(5);
    await jobs.interrupt(lost, async () => {
      expect(() => begin()).toThrow(/at work/);
    });
    expect([await removal, (await over).end]).toEqual([lost, 'interrupted']);
    const hangs = jobs.runBehind('attack', subject, () => new Promise(() => {}));
    await jobs.interrupt(lost, async () => {});
    expect((await hangs).end).toBe('interrupted');
    expect(await begin(3)).toMatchObject({ end: 'done' });
  });

  it('says why it failed, and frees the way', async () => {
    const { jobs, begin } = open();
    const refuse = () => Promise.reject(new Error('no'));
    expect(await jobs.runBehind('attack', subject, refuse)).toMatchObject({ end: 'failed', problem: 'no' });
    expect(await begin(3)).toMatchObject({ end: 'done' });
  });
});

it('the time that is left leaves rests out', () => {
  let now = 0;
  const pace = startPace(() => now);
  const at = (fraction: number) => pace.remainingMs({ kind: 'ensemble', done: 0, count: 4, fraction });
  expect(at(0.2)).toBeNull();
  now = 100;
  expect(at(0.3)).toBeCloseTo(700, 6);
  pace.rest();
  now = 5100;
  pace.goOn();
  now = 5200;
  expect(at(0.4)).toBeCloseTo(600, 6);
});
