import { expect, test } from 'vitest';
import { timesSentence } from '../../../src/state/compare/times';
import type { ReportSummary } from '../../../src/worker/protocol';

const report = (id: number, parent: number, durationMs: number) =>
  ({ id, parent, durationMs }) as ReportSummary;
/** 1 and 2 lead to 2; 3 is another branch. */
const reports = [report(1, 0, 700), report(2, 1, 1300), report(3, 1, 90_000)];

test('has both times, of the removals that led to the state alone', () => {
  expect(timesSentence(reports, 2, 500)).toBe(
    '2 removals took 2.00 s, retraining 500 ms. Retraining was 4.0 times faster.',
  );
  expect(timesSentence(reports, 1, 1400)).toBe(
    'One removal took 700 ms, retraining 1.40 s. Unlearning was 2.0 times faster.',
  );
});

test('says nothing of the original model', () => {
  expect(timesSentence(reports, 0, 500)).toBeNull();
});
