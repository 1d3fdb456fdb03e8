/** The charts over removals, as a table: what each draws, and the rows it draws. */

import type { TextCode } from '../../words/catalogue';
import { say } from '../../words/say';
import type { ChartedMetrics, ReportSummary, RetrainingComparison } from '../../worker/protocol';

/** A row of any chart: its place on the axis below, and a number for each series that has one there. */
export type PlotRow = Readonly<Record<string, number | undefined>>;

export interface ChartRow {
  /** How many samples are removed; 0 is the original model. */
  readonly removed: number;
  readonly [series: string]: number;
}

export interface ChartSeries {
  readonly key: string;
  /** What it is called. */
  readonly label: TextCode;
  /** Each has a colour, a dash and a mark of its own: `before` is muted. */
  readonly style: 'before' | 'after' | 'other' | 'third';
  /** `retrained`: the same number of the retrained model, as a ring where there is one. */
  readonly of?: 'retrained';
  /** Named only where there are numbers of it. */
  readonly isRare?: boolean;
}

/** What a series is called; that of the retrained model like its own, and that it is retrained. */
export function seriesName({ label, of }: ChartSeries): string {
  const series = say(label);
  return of === 'retrained' ? say('page.charts.retrainedOf', { series }) : series;
}

/** How a chart's numbers are drawn. */
export interface Plot {
  readonly id: string;
  readonly title: TextCode;
  readonly yLabel: TextCode;
  readonly unit: 'share' | 'number';
  readonly series: readonly ChartSeries[];
}

/** What the charts over removals are drawn from. */
export interface ChartSource {
  /** The accepted removals that lead to the model in use. */
  readonly path: readonly ReportSummary[];
  /** Of the original model; null while it is not trained. */
  readonly original: ChartedMetrics | null;
  readonly comparisons: readonly RetrainingComparison[];
}

/** A chart over removals. */
export interface Chart extends Plot {
  /** One row per removal, at the number of samples that are gone after it; where the original model has a number, its row is the first. */
  rows(source: ChartSource): ChartRow[];
}

interface ModelSeries extends ChartSeries {
  readonly read: (metrics: ChartedMetrics) => number | null;
}

/** A chart of numbers of the model: after each removal, with the original model as point 0, and those of retrained models. */
function modelChart({
  series,
  ...plot
}: Omit<Plot, 'series'> & { readonly series: readonly ModelSeries[] }): Chart {
  const rings = series.map((each) => ({ ...each, key: retrainedKey(each.key), of: 'retrained' as const }));
  return {
    ...plot,
    series: [...series, ...rings],
    rows: ({ path, original, comparisons }) => {
      if (original === null) return [];
      const retrained = new Map(comparisons.map((comparison) => [comparison.id, comparison.retrained]));
      const row = (id: number, removed: number, own: ChartedMetrics): ChartRow => ({
        ...readAll(series, own),
        ...readAll(rings, retrained.get(id) ?? null),
        removed,
      });
      const counts = removedCounts(path);
      return [row(0, 0, original), ...path.map(({ id, after }, i) => row(id, counts[i]!, after))];
    },
  };
}

/** How many samples are gone after each removal of a path. */
function removedCounts(path: ChartSource['path']): number[] {
  let gone = 0;
  return path.map(({ samples }) => {
    gone += samples.length;
    return gone;
  });
}

const retrainedKey = (key: string) => `${key}Retrained`;

/** The numbers that the metrics have for the series. */
function readAll(series: readonly ModelSeries[], metrics: ChartedMetrics | null): Record<string, number> {
  const read = series.map(({ key, read: of }) => [key, metrics === null ? null : of(metrics)] as const);
  return Object.fromEntries(read.filter((entry): entry is [string, number] => entry[1] !== null));
}

/** A chart of a number of the removed samples, before and after their own removal; of a batch, the mean. */
function sampleChart(
  plot: Omit<Plot, 'series'>,
  before: keyof ReportSummary['sample'],
  after: keyof ReportSummary['sample'],
): Chart {
  return {
    ...plot,
    series: [
      { key: 'before', label: 'page.charts.series.before', style: 'before' },
      { key: 'after', label: 'page.charts.series.after', style: 'after' },
    ],
    rows: ({ path }) => {
      const counts = removedCounts(path);
      return path.map(({ sample }, i) => ({
        removed: counts[i]!,
        before: sample[before],
        after: sample[after],
      }));
    },
  };
}

/** Beside what the model makes of what was removed by then, what it made of the same samples before: the set is another after each removal. */
function withForgetBefore(chart: Chart): Chart {
  return {
    ...chart,
    series: [
      ...chart.series,
      { key: 'forgetBefore', label: 'page.charts.series.forgetBefore', style: 'before' },
    ],
    rows(source) {
      const counts = removedCounts(source.path);
      const before = new Map(source.path.map((report, i) => [counts[i]!, report.before.forgetAccuracy]));
      return chart.rows(source).map((row) => {
        const share = before.get(row.removed) ?? null;
        return share === null ? row : { ...row, forgetBefore: share };
      });
    },
  };
}

export const charts: readonly Chart[] = [
  withForgetBefore(
    modelChart({
      id: 'accuracy',
      title: 'page.charts.titles.accuracy',
      yLabel: 'page.charts.scales.accuracy',
      unit: 'share',
      series: [
        {
          key: 'residual',
          label: 'page.charts.series.residual',
          style: 'after',
          read: (metrics) => metrics.residualAccuracy,
        },
        {
          key: 'validation',
          label: 'page.charts.series.validation',
          style: 'other',
          read: (metrics) => metrics.validationAccuracy,
        },
        {
          key: 'forget',
          label: 'page.charts.series.forget',
          style: 'third',
          read: (metrics) => metrics.forgetAccuracy,
        },
      ],
    }),
  ),
  sampleChart(
    {
      id: 'sampleGradient',
      title: 'page.charts.titles.sampleGradient',
      yLabel: 'page.charts.scales.gradient',
      unit: 'number',
    },
    'gradientNormBefore',
    'gradientNormAfter',
  ),
  modelChart({
    id: 'residualGradient',
    title: 'page.charts.titles.residualGradient',
    yLabel: 'page.charts.scales.gradient',
    unit: 'number',
    series: [
      {
        key: 'residual',
        label: 'page.charts.series.residual',
        style: 'after',
        read: (metrics) => metrics.decayedGradientNorm,
      },
      {
        key: 'withoutDecay',
        label: 'page.charts.series.withoutDecay',
        isRare: true,
        style: 'other',
        read: (metrics) => (metrics.decayedGradientNorm === null ? metrics.residualGradientNorm : null),
      },
    ],
  }),
  modelChart({
    id: 'membership',
    title: 'page.charts.titles.membership',
    yLabel: 'page.charts.scales.area',
    unit: 'share',
    series: [
      {
        key: 'loss',
        label: 'page.charts.series.loss',
        style: 'after',
        read: ({ membership }) => membership.loss.auc,
      },
      {
        key: 'entropy',
        label: 'page.charts.series.entropy',
        style: 'other',
        read: ({ membership }) => membership.entropy.auc,
      },
    ],
  }),
  modelChart({
    id: 'distance',
    title: 'page.charts.titles.distance',
    yLabel: 'page.charts.scales.distance',
    unit: 'number',
    series: [
      {
        key: 'distance',
        label: 'page.charts.series.distance',
        style: 'after',
        read: (metrics) => metrics.distanceToOriginal,
      },
    ],
  }),
  sampleChart(
    {
      id: 'sampleLoss',
      title: 'page.charts.titles.sampleLoss',
      yLabel: 'page.charts.scales.loss',
      unit: 'number',
    },
    'lossBefore',
    'lossAfter',
  ),
];

/** The charts over the epochs of a training. */
export const trainingPlots: readonly Plot[] = [
  {
    id: 'trainingLoss',
    title: 'page.charts.titles.loss',
    yLabel: 'page.charts.scales.loss',
    unit: 'number',
    series: [
      { key: 'loss', label: 'page.charts.series.training', style: 'after' },
      { key: 'validationLoss', label: 'page.charts.series.validation', style: 'other' },
    ],
  },
  {
    id: 'trainingAccuracy',
    title: 'page.charts.titles.accuracy',
    yLabel: 'page.charts.scales.accuracy',
    unit: 'share',
    series: [
      { key: 'accuracy', label: 'page.charts.series.training', style: 'after' },
      { key: 'validationAccuracy', label: 'page.charts.series.validation', style: 'other' },
    ],
  },
];

/** Rows with a number of one of these keys are never left out. */
const markedKeys = (series: readonly ChartSeries[]) =>
  series.filter(({ of }) => of === 'retrained').map(({ key }) => key);

/**
 * About `limit` of the rows: the first and the last, of each stretch between them the rows with the least and the greatest number of every line, and all
 * rows with a mark of their own. So no dip and no peak is lost, however short it is.
 * @throws RangeError when limit leaves no room for both ends, and a least and a greatest of every line
 */
export function thinRows<T extends PlotRow>(
  rows: readonly T[],
  limit: number,
  series: readonly ChartSeries[],
): readonly T[] {
  const lines = series.filter(({ of }) => of === undefined).map(({ key }) => key);
  const stretches = Math.floor((limit - 2) / Math.max(1, 2 * lines.length));
  if (stretches < 1) throw new RangeError(`thinRows needs limit >= 2 + 2 per line, got limit=${limit}`);
  if (rows.length <= limit) return rows;
  const kept = new Set([0, rows.length - 1]);
  const marked = markedKeys(series);
  for (const [place, row] of rows.entries())
    if (marked.some((key) => row[key] !== undefined)) kept.add(place);
  for (let stretch = 0; stretch < stretches; stretch++) {
    const from = Math.floor((stretch * rows.length) / stretches);
    const to = Math.floor(((stretch + 1) * rows.length) / stretches);
    for (const key of lines) for (const place of extremesOf(rows, key, from, to)) kept.add(place);
  }
  return [...kept].sort((a, b) => a - b).map((place) => rows[place]!);
}

/** Where a line is least and greatest from one place up to another; nowhere where it has no number. */
function extremesOf(rows: readonly PlotRow[], key: string, from: number, to: number): number[] {
  let least = -1;
  let greatest = -1;
  for (let place = from; place < to; place++) {
    const value = rows[place]![key];
    if (value === undefined || Number.isNaN(value)) continue;
    if (least < 0 || value < rows[least]![key]!) least = place;
    if (greatest < 0 || value > rows[greatest]![key]!) greatest = place;
  }
  return least < 0 ? [] : [least, greatest];
}
