/** The charts over removals, as a table: what each draws, and the rows it draws. */

import type { ChartedMetrics, ReportSummary } from '../../worker/protocol';
import { boundChart, budgetChart, gapChart, noiseChart, sliceChart } from './furtherCharts';
import { type Chart, type ChartRow, type ChartSeries, type Plot, removedCounts } from './plot';

interface ModelSeries extends ChartSeries {
  readonly read: (metrics: Partial<ChartedMetrics>) => number | null | undefined;
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
      const retrained = new Map(comparisons.map((comparison) => [comparison.id, comparison.retrained]));
      const row = (id: number, removed: number, own: Partial<ChartedMetrics>): ChartRow => ({
        ...readAll(series, own),
        ...readAll(rings, retrained.get(id) ?? null),
        removed,
      });
      const counts = removedCounts(path);
      const first = original === null ? [] : [row(0, 0, original)];
      return [...first, ...path.map(({ id, after }, i) => row(id, counts[i]!, after))];
    },
  };
}

const retrainedKey = (key: string) => `${key}Retrained`;

/** The numbers that the metrics have for the series. */
function readAll(
  series: readonly ModelSeries[],
  metrics: Partial<ChartedMetrics> | null,
): Record<string, number> {
  const row: Record<string, number> = {};
  if (metrics === null) return row;
  for (const { key, read } of series) {
    const value = read(metrics);
    if (typeof value === 'number') row[key] = value;
  }
  return row;
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
          metric: 'residualAccuracy',
          read: (metrics) => metrics.residualAccuracy,
        },
        {
          key: 'validation',
          label: 'page.charts.series.validation',
          style: 'other',
          metric: 'validationAccuracy',
          read: (metrics) => metrics.validationAccuracy,
        },
        {
          key: 'forget',
          label: 'page.charts.series.forget',
          style: 'third',
          metric: 'forgetAccuracy',
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
        metric: 'decayedGradientNorm',
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
        metric: 'attackOnLoss',
        read: ({ membership }) => membership?.loss.auc,
      },
      {
        key: 'entropy',
        label: 'page.charts.series.entropy',
        style: 'other',
        metric: 'attackOnEntropy',
        read: ({ membership }) => membership?.entropy.auc,
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
        metric: 'distanceToOriginal',
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
  modelChart({
    id: 'losses',
    title: 'page.charts.titles.losses',
    yLabel: 'page.charts.scales.loss',
    unit: 'number',
    series: [
      {
        key: 'residual',
        label: 'page.charts.series.residual',
        style: 'after',
        metric: 'residualLoss',
        read: (metrics) => metrics.residualLoss,
      },
      {
        key: 'validation',
        label: 'page.charts.series.validation',
        style: 'other',
        metric: 'validationLoss',
        read: (metrics) => metrics.validationLoss,
      },
      {
        key: 'forget',
        label: 'page.charts.series.forget',
        style: 'third',
        metric: 'forgetLoss',
        read: (metrics) => metrics.forgetLoss,
      },
    ],
  }),
  sliceChart,
  gapChart,
  noiseChart,
  boundChart,
  budgetChart,
];
