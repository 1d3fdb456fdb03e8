import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { paceTraining } from '../../../src/lab/jobs/paceTraining';
import type { EpochProgress } from '../../../src/model/training';

const news = (epoch: number, loss: number) => ({ epoch, loss }) as EpochProgress;

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

test('news come at a pace, the last of each epoch always', () => {
  const told: string[] = [];
  const { take, flush } = paceTraining(({ epoch, loss }) => told.push(`${epoch}:${loss}`), 100);
  for (const loss of [9, 8, 7]) take(news(1, loss));
  vi.advanceTimersByTime(10);
  for (const loss of [6, 5]) take(news(2, loss));
  vi.advanceTimersByTime(90);
  for (const loss of [4, 3, 2]) take(news(2, loss));
  flush();
  flush();
  expect(told).toEqual(['1:9', '1:7', '2:4', '2:2']);
});
