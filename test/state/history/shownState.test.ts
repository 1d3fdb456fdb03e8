import { describe, expect, test } from 'vitest';
import { chartSource } from '../../../src/state/charts/chartSource';
import { comparisonOf } from '../../../src/state/compare/comparisonOf';
import type { LabState, Metrics, RemovalReport, ReportSummary } from '../../../src/state/contract';
import { shownReport, shownState, shownSummary, viewedState } from '../../../src/state/history/shownState';
import { initialState, type State } from '../../../src/state/store';

describe('the state on show', () => {
  const reports = [1, 2, 3].map(
    (id) =>
      ({ id, samples: [id], parent: id === 3 ? 1 : id - 1, accepted: id !== 1 }) as unknown as ReportSummary,
  );
  const comparisons = [
    { id: 2, retrainingMs: 1 },
    { id: 2, retrainingMs: 2 },
  ];
  const lab = {
    history: { current: 3 },
    comparisons,
    metrics: { residualAccuracy: 0.5 } as Metrics,
  } as unknown as LabState;
  const whole = { id: 3 } as RemovalReport;
  const state: State = { ...initialState, lab, reports, report: whole };

  test('is the one that the model is in unless another one was chosen', () => {
    expect(shownState(state)).toBe(3);
    expect(shownSummary(state)).toBe(reports[2]);
    expect(shownReport(state)).toBe(whole);
    expect(shownSummary({ ...state, shown: 2 })).toBe(reports[1]);
  });
  test('has its whole report only once that has come', () => {
    expect(shownReport({ ...state, shown: 2 })).toBeNull();
    expect(shownReport({ ...state, shown: 2, report: { id: 2 } as RemovalReport })).toEqual({ id: 2 });
  });
  test('may be the original model, which has no report', () => {
    expect(shownState({ ...state, shown: 0 })).toBe(0);
    expect(shownReport({ ...state, shown: 0 })).toBeNull();
  });
  test('has the newest comparison of it', () => {
    expect(comparisonOf(state, 2)).toMatchObject({ retrainingMs: 2 });
    expect(comparisonOf(state, 3)).toBeNull();
    const rejected = [reports[0]!, reports[1]!, { ...reports[2]!, parent: 2, accepted: false }];
    expect(comparisonOf({ ...state, reports: rejected }, 3)).toMatchObject({ id: 2 });
  });
  test('is drawn with the accepted removals that lead to it, and remembered', () => {
    const source = chartSource(state);
    expect(source!.path.map(({ id }) => id)).toEqual([3]);
    expect(source!.comparisons).toBe(comparisons);
    expect(chartSource({ ...state })).toBe(source);
    expect(chartSource({ lab: null, reports, shown: null })).toBeNull();
  });
  test('stands in charts of its own way, or in those of the model where it is on the way to that', () => {
    const tree = [
      { id: 1, parent: 0, samples: [1], accepted: true },
      { id: 2, parent: 1, samples: [2], accepted: true },
      { id: 3, parent: 1, samples: [3], accepted: true },
      { id: 4, parent: 2, samples: [4], accepted: false },
    ] as unknown as ReportSummary[];
    const looking = (shown: number | null) => ({ ...state, reports: tree, shown });
    const pathOf = (shown: number | null) => chartSource(looking(shown))!.path.map(({ id }) => id);
    expect([null, 3, 0, 1].map(pathOf)).toEqual([
      [1, 3],
      [1, 3],
      [1, 3],
      [1, 3],
    ]);
    expect([2, 4].map(pathOf)).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect(chartSource(looking(4))!.rejected).toEqual([{ id: 4, removed: 2 }]);
    expect([null, 3, 0, 1, 2].map((shown) => viewedState(looking(shown)))).toEqual([null, null, 0, 1, 2]);
  });
});
