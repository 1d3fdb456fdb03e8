import { describe, expect, it } from 'vitest';
import { createJobs } from '../../../src/lab/jobs/jobs';

const lost = new Error('The device was lost: this was not done.');

describe('an interrupted job', () => {
  it('rejects with the reason, once it has ended; no other job runs meanwhile', async () => {
    const jobs = createJobs();
    const order: string[] = [];
    const call = jobs.run(
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
      await expect(jobs.run(async () => 1)).rejects.toThrow(/at work/);
    });
    expect(await told).toBe(lost);
    expect(order).toEqual(['ended', 'rebuilt']);
    expect(await jobs.run(async () => 2)).toBe(2);
  });

  it('that hangs rejects too, and is left behind: what it does later changes nothing', async () => {
    const jobs = createJobs(20);
    let finish = () => {};
    const call = jobs.run(
      () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
    );
    const told = call.catch((error) => error);
    await jobs.interrupt(lost, async () => {});
    expect(await told).toBe(lost);
    const next = jobs.run(async (signal) => {
      finish();
      await new Promise((resolve) => setTimeout(resolve, 20));
      return signal.aborted;
    });
    await expect(jobs.run(async () => 1)).rejects.toThrow(/at work/);
    expect(await next).toBe(false);
  });
});
