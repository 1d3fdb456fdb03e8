import { describe, expect, it } from 'vitest';
import { createJobs, type RunningJob } from '../../../src/lab/jobs/jobs';

const lost = new Error('The device was lost: this was not done.');

describe('an interrupted job', () => {
  it('rejects with the reason, once it has ended; no other job runs meanwhile', async () => {
    const jobs = createJobs();
    const order: string[] = [];
    const call = jobs.run(
      'removal',
      (signal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            order.push('ended');
            reject(signal.reason);
          });
        }),
    );
    const told = call.catch((error) => error);
    await jobs.interrupt(lost, async () => {
      order.push('rebuilt');
      await expect(jobs.run('removal', async () => 1)).rejects.toThrow(/at work/);
    });
    expect(await told).toBe(lost);
    expect(order).toEqual(['ended', 'rebuilt']);
    expect(await jobs.run('removal', async () => 2)).toBe(2);
  });

  it('that hangs rejects too, and is left behind: what it does later changes nothing', async () => {
    const jobs = createJobs(20);
    let finish = () => {};
    const call = jobs.run(
      'removal',
      () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
    );
    const told = call.catch((error) => error);
    await jobs.interrupt(lost, async () => {});
    expect(await told).toBe(lost);
    const next = jobs.run('removal', async (signal) => {
      finish();
      await new Promise((resolve) => setTimeout(resolve, 20));
      return signal.aborted;
    });
    await expect(jobs.run('removal', async () => 1)).rejects.toThrow(/at work/);
    expect(await next).toBe(false);
  });
});

describe('a cancelled job', () => {
  const forever = () => new Promise<never>(() => {});

  it('that hangs rejects with an AbortError all the same, and the next one runs', async () => {
    const jobs = createJobs(20);
    const call = jobs.run('removal', forever).catch((error) => error);
    jobs.cancel();
    expect(await call).toMatchObject({ name: 'AbortError' });
    expect(await jobs.run('move', async () => 2)).toBe(2);
  });

  it('is the one that was meant: a late cancel does not stop the next job', async () => {
    const told: (RunningJob | null)[] = [];
    const jobs = createJobs(20, (job) => told.push(job));
    await jobs.run('removal', async () => 1);
    const [first] = told;
    const next = jobs.run('move', async (signal) => {
      jobs.cancel(first!.id);
      return signal.aborted;
    });
    expect(await next).toBe(false);
    expect(told.map((job) => job?.kind ?? null)).toEqual(['removal', null, 'move', null]);
  });

  it('had told how far it was, and how long it would take from there', async () => {
    const told: (RunningJob | null)[] = [];
    const jobs = createJobs(20, (job) => told.push(job));
    await jobs.run('training', async () => {
      await new Promise((resolve) => setTimeout(resolve, 120));
      jobs.advance(0.75);
    });
    const { fraction, remainingMs } = told[1]!;
    expect(fraction).toBe(0.75);
    expect(remainingMs).toBeGreaterThan(30);
    expect(remainingMs).toBeLessThan(120);
  });
});
