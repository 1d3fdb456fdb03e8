import { describe, expect, it } from 'vitest';
import { addKept, addStates, besideRuns, dropBeside, mostBeside } from '../../../src/state/charts/beside';
import { besidePlot, linesOf } from '../../../src/state/charts/besidePlot';
import { charts } from '../../../src/state/charts/charts';
import type { Chart, ChartRow, ChartSource } from '../../../src/state/charts/plot';
import type { Metrics, ReportSummary } from '../../../src/state/contract';
import type { RunBeside } from '../../../src/worker/protocol';
import { trainedLab } from '../standInLabState';
import { emptyHistory, standInLab } from '../standInWorker';

/** A run whose rows are given. */
const run = (name: string, rows: ChartRow[]) => ({
  name,
  source: { path: [], original: null, comparisons: [], rejected: [], certificate: null, rows } as ChartSource,
});
const chart: Chart = {
  id: 'test',
  title: 'page.charts.titles.losses',
  yLabel: 'page.charts.scales.loss',
  unit: 'number',
  series: [
    { key: 'a', label: 'page.charts.series.loss', style: 'after' },
    { key: 'b', label: 'page.charts.series.gap', style: 'other' },
    { key: 'ring', label: 'page.charts.series.loss', style: 'after', of: 'retrained' },
  ],
  rows: (source) => (source as unknown as { rows: ChartRow[] }).rows,
};
const runs = [
  run('one', [
    { removed: 0, a: 1 },
    { removed: 1, a: 2, ring: 7 },
    { removed: 2, a: 3 },
  ]),
  run('two', [
    { removed: 1, a: 4, b: 9 },
    { removed: 2, a: 5 },
    { removed: 4, a: 6 },
  ]),
];

describe('runs side by side', () => {
  it('have the lines that some run has a number of, those of retrained models left out', () => {
    expect(linesOf(chart, runs).map(({ key }) => key)).toEqual(['a', 'b']);
    expect(linesOf(chart, runs.slice(0, 1)).map(({ key }) => key)).toEqual(['a']);
  });

  it('are a line each, by how many samples are gone', () => {
    const { series, rows } = besidePlot(chart, runs, 'a', 'lines');
    expect(series.map(({ name, style }) => [name, style])).toEqual([
      ['one', 'after'],
      ['two', 'other'],
    ]);
    expect(rows).toEqual([
      { removed: 0, run0: 1 },
      { removed: 1, run0: 2, run1: 4 },
      { removed: 2, run0: 3, run1: 5 },
      { removed: 4, run1: 6 },
    ]);
  });

  it('are the mean, the least and the greatest where every run has a number', () => {
    const three = [...runs, run('three', [{ removed: 1, a: 12 }])];
    const { series, rows } = besidePlot(chart, three, 'a', 'mean');
    expect(series.map(({ key }) => key)).toEqual(['mean', 'least', 'greatest']);
    expect(rows).toEqual([{ removed: 1, mean: 6, least: 2, greatest: 12 }]);
  });

  it('are the mean where the lines would be more than can be told apart', () => {
    const many = Array.from({ length: 7 }, (_, i) => run(`run ${i}`, [{ removed: 1, a: i }]));
    expect(besidePlot(chart, many.slice(0, 6), 'a', 'lines').series).toHaveLength(6);
    expect(besidePlot(chart, many, 'a', 'lines').rows).toEqual([
      { removed: 1, mean: expect.closeTo(3, 9), least: 0, greatest: 6 },
    ]);
  });
});

describe('ways to states of the history', () => {
  const summary = (id: number, parent: number, accepted = true) =>
    ({ id, parent, accepted, samples: [id] }) as unknown as ReportSummary;
  const reports = [summary(1, 0), summary(2, 1), summary(3, 1, false), summary(4, 1)];
  const open = () => {
    const store = standInLab({});
    const history = {
      ...emptyHistory,
      session: 's',
      current: 2,
      count: 4,
      names: [[4, 'The other']] as const,
    };
    store.setState({ lab: trainedLab({ history }), reports });
    return store;
  };

  it('are drawn beside once, under their names, and left out again', () => {
    const store = open();
    addStates(store, [4, 2]);
    addStates(store, [4]);
    const list = besideRuns(store.getState());
    expect(list.map(({ name, source }) => [name, source.path.map(({ id }) => id)])).toEqual([
      ['4: The other', [1, 4]],
      ['2: Sample 2', [1, 2]],
    ]);
    // The very same while nothing changed: no chart is drawn anew.
    expect(besideRuns({ ...store.getState() })).toBe(list);
    dropBeside(store, list[0]!.key);
    expect(besideRuns(store.getState()).map(({ name }) => name)).toEqual(['2: Sample 2']);
    store.setState({ lab: trainedLab({ history: { ...emptyHistory, session: 'another' } }), reports: [] });
    expect(besideRuns(store.getState())).toEqual([]);
  });

  it(`are ${mostBeside} at most, and the page says how many were left out`, () => {
    const store = open();
    store.setState({ reports: Array.from({ length: 30 }, (_, i) => summary(i + 1, i)) });
    addStates(
      store,
      Array.from({ length: 21 }, (_, i) => i + 1),
    );
    expect(store.getState().beside).toHaveLength(mostBeside);
    expect(store.getState().notices.at(-1)?.message).toContain('2 were left out');
  });
});

describe('a kept session', () => {
  const first = { validationAccuracy: 0.8, residualAccuracy: 0.9, forgetAccuracy: 1 };
  const after = { validationAccuracy: 0.7, residualAccuracy: 0.85, forgetAccuracy: 0, distanceToOriginal: 3 };
  const path = [{ id: 1, samples: [5], before: first, after }] as unknown as readonly ReportSummary[];
  const kept = (isOfOpenModel: boolean): RunBeside => ({
    ...{ name: 'Tuesday', data: 'd', model: 'm', path, comparisons: [], isOfOpenModel },
  });
  const rows = (source: ChartSource, id: string) => charts.find((one) => one.id === id)!.rows(source);

  it('is drawn beside; with other original weights than the open ones it begins with what its first removal tells of them', async () => {
    const asked: string[] = [];
    const readKept = async (id: string) => {
      asked.push(id);
      return kept(id === 'same');
    };
    const store = standInLab({ readKept });
    const original = { validationAccuracy: 0.6 } as unknown as Metrics;
    store.setState({ lab: trainedLab({ original }) });
    await addKept(store, 'other');
    await addKept(store, 'same');
    expect(asked).toEqual(['other', 'same']);
    const [other, same] = besideRuns(store.getState());
    expect([other!.name, same!.name]).toEqual(['Tuesday', 'Tuesday']);
    // Of held-out images alone: the other sets are already without the removed sample.
    expect(rows(other!.source, 'accuracy')[0]).toEqual({ removed: 0, validation: 0.8 });
    expect(rows(other!.source, 'distance')).toEqual([
      { removed: 0, distance: 0 },
      { removed: 1, distance: 3 },
    ]);
    expect(rows(same!.source, 'accuracy')[0]).toEqual({ removed: 0, validation: 0.6 });
  });
});
