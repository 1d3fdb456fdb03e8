import { describe, expect, test } from 'vitest';
import type { RemovalReport } from '../../../src/state/contract';
import { mergeReports } from '../../../src/state/removal/mergeReports';
import type { HistoryState } from '../../../src/worker/protocol';

const report = (id: number) => ({ id }) as RemovalReport;
const history = (session: string, count: number, added: readonly number[]): HistoryState => ({
  session,
  current: count,
  next: null,
  count,
  added: added.map(report),
  comparisons: [],
});
const ids = (reports: readonly RemovalReport[]) => reports.map(({ id }) => id);
const known = [1, 2].map(report);

describe('merging the reports that a state adds', () => {
  test('appends to those of the same session, which stay the same objects', () => {
    const merged = mergeReports(known, 'a', history('a', 4, [3, 4]));
    expect(ids(merged)).toEqual([1, 2, 3, 4]);
    expect(merged[0]).toBe(known[0]);
  });
  test('keeps the very array where nothing is new, as after undo', () => {
    expect(mergeReports(known, 'a', history('a', 2, []))).toBe(known);
  });
  test('begins anew with another session', () => {
    expect(ids(mergeReports(known, 'a', history('b', 1, [1])))).toEqual([1]);
    expect(mergeReports(known, 'a', history('b', 0, []))).toEqual([]);
    expect(ids(mergeReports([], null, history('a', 2, [1, 2])))).toEqual([1, 2]);
  });
  test('takes what is sent twice once, the later one', () => {
    const merged = mergeReports(known, 'a', history('a', 3, [2, 3]));
    expect(ids(merged)).toEqual([1, 2, 3]);
    expect(merged[1]).not.toBe(known[1]);
  });
  test('of a session that lost some drops them', () => {
    expect(ids(mergeReports(known, 'a', history('a', 1, [1])))).toEqual([1]);
  });
  test.each([
    ['a', 5, [4, 5], 'removal 3 of 5'],
    ['a', 4, [3], 'removal 4 of 4'],
    ['b', 3, [2, 3], 'removal 1 of 3'],
    ['b', 2, [], 'removal 1 of 2'],
  ] as const)('says which one is missing (%s, %i, %j)', (session, count, added, words) => {
    expect(() => mergeReports(known, 'a', history(session, count, added))).toThrow(words);
  });
});
