import { describe, expect, it } from 'vitest';
import { createPatience } from '../../../src/lab/saving/patience';

const forever = () => new Promise<never>(() => {});

describe('waiting for a store', () => {
  it('gives a request up that takes too long, and refuses the next at once until it has answered', async () => {
    const patience = createPatience(20);
    let answer = (_: number) => {};
    const slow = patience.wait(
      () =>
        new Promise<number>((resolve) => {
          answer = resolve;
        }),
    );
    await expect(slow).rejects.toThrow(/has not answered for 0 seconds/);
    await expect(patience.wait(async () => 1)).rejects.toThrow(/has not answered/);
    answer(3);
    await Promise.resolve();
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(await patience.wait(async () => 2)).toBe(2);
  });

  it('ends when it is told to stop, whatever the request does', async () => {
    const patience = createPatience(60_000);
    const stop = new AbortController();
    const call = patience.wait(forever, stop.signal);
    stop.abort();
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  });
});
