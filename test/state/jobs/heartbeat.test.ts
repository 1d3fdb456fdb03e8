import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { silenceMs, startHeartbeat } from '../../../src/worker/heartbeat';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a worker that does not answer is silent after 15 seconds, once, and answers again when it does', async () => {
  let answer: () => void = () => {};
  const told: boolean[] = [];
  const ask = vi.fn(
    () =>
      new Promise<void>((resolve) => {
        answer = resolve;
      }),
  );
  const heartbeat = startHeartbeat(ask, (silent) => told.push(silent));
  await vi.advanceTimersByTimeAsync(silenceMs);
  expect(told).toEqual([]);
  await vi.advanceTimersByTimeAsync(2 * silenceMs);
  expect(told).toEqual([true]);
  expect(ask).toHaveBeenCalledTimes(1);
  answer();
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toEqual([true, false]);
  heartbeat.stop();
});

test('a worker that answers, be it late or with an error, is never silent', async () => {
  const told: boolean[] = [];
  const late = () =>
    new Promise<void>((_, reject) => setTimeout(() => reject(new Error('no such call')), silenceMs - 2000));
  const heartbeat = startHeartbeat(late, (silent) => told.push(silent));
  await vi.advanceTimersByTimeAsync(10 * silenceMs);
  expect(told).toEqual([]);
  heartbeat.stop();
});
