/** The charts over removals, as a table: what each draws, and the rows it draws. */

import type { Metrics, RemovalReport } from '../worker/protocol';

/** A row of any chart: its place on the axis below, and a number for each series that has one there. */
export type PlotRow = Readonly<Record<string, number | undefined>>;

export interface ChartRow {
  /** How many removals were done; 0 is the original model. */
  readonly removal: number;
  readonly [series: string]: number;
}

export interface ChartSeries {
  readonly key: string;
  readonly label: string;
  /** `before` is drawn dashed and muted, `after` full, `other` full in a second colour. */
  readonly style: 'before' | 'after' | 'other';
}

/** How a chart's numbers are drawn. */
export interface Plot {
  readonly id: string;
  readonly title: string;
  readonly yLabel: string;
  readonly unit: 'share' | 'number';
  readonly series: readonly ChartSeries[];
}

/** A chart over removals. */
export interface Chart extends Plot {
  /** One row per removal; where the original model has a number, its row is the first. */
  rows(reports: readonly RemovalReport[], metrics: Metrics | null): ChartRow[];
}

/** Numbers after each removal, with the original model as point 0: before the first removal it is the model in use. */
function withOriginal(
  reports: readonly RemovalReport[],
  metrics: Metrics | null,
  read: (metrics: Metrics) => Record<string, number>,
): ChartRow[] {
  const original = reports[0]?.before ?? metrics;
  if (original === null) return [];
  return [
    { ...read(original), removal: 0 },
    ...reports.map(({ number, after }) => ({ ...read(after), removal: number })),
  ];
}

/** Numbers of each removed sample, before and after its own removal. */
function perSample(
  reports: readonly RemovalReport[],
  read: (sample: RemovalReport['sample']) => { before: number; after: number },
): ChartRow[] {
  return reports.map(({ number, sample }) => ({ ...read(sample), removal: number }));
}

const beforeAndAfter: readonly ChartSeries[] = [
  { key: 'before', label: 'before', style: 'before' },
  { key: 'after', label: 'after', style: 'after' },
];

export const charts: readonly Chart[] = [
  {
    id: 'accuracy',
    title: 'Accuracy',
    yLabel: 'accuracy (%)',
    unit: 'share',
    series: [
      { key: 'residual', label: 'residual', style: 'after' },
      { key: 'validation', label: 'validation', style: 'other' },
    ],
    rows: (reports, metrics) =>
      withOriginal(reports, metrics, ({ residualAccuracy, validationAccuracy }) => ({
        residual: residualAccuracy,
        validation: validationAccuracy,
      })),
  },
  {
    id: 'sampleLoss',
    title: 'Sample loss',
    yLabel: 'loss (nats)',
    unit: 'number',
    series: beforeAndAfter,
    rows: (reports) =>
      perSample(reports, ({ lossBefore, lossAfter }) => ({ before: lossBefore, after: lossAfter })),
  },
  {
    id: 'sampleGradient',
    title: 'Sample gradient norm',
    yLabel: '|gradient| (nats)',
    unit: 'number',
    series: beforeAndAfter,
    rows: (reports) =>
      perSample(reports, ({ gradientNormBefore, gradientNormAfter }) => ({
        before: gradientNormBefore,
        after: gradientNormAfter,
      })),
  },
  {
    id: 'residualGradient',
    title: 'Residual gradient norm',
    yLabel: '|gradient| (nats)',
    unit: 'number',
    series: [{ key: 'residual', label: 'residual', style: 'after' }],
    rows: (reports, metrics) =>
      withOriginal(reports, metrics, ({ residualGradientNorm }) => ({ residual: residualGradientNorm })),
  },
];

/** The charts over the epochs of a training. */
export const trainingPlots: readonly Plot[] = [
  {
    id: 'trainingLoss',
    title: 'Loss',
    yLabel: 'loss (nats)',
    unit: 'number',
    series: [
      { key: 'loss', label: 'training', style: 'after' },
      { key: 'validationLoss', label: 'validation', style: 'other' },
    ],
  },
  {
    id: 'trainingAccuracy',
    title: 'Accuracy',
    yLabel: 'accuracy (%)',
    unit: 'share',
    series: [
      { key: 'accuracy', label: 'training', style: 'after' },
      { key: 'validationAccuracy', label: 'validation', style: 'other' },
    ],
  },
];

/**
 * At most `limit` of the rows: first and last always, those between evenly spaced.
 * @throws RangeError when limit is below 2
 */
export function decimate<T>(rows: readonly T[], limit: number): readonly T[] {
  if (limit < 2) throw new RangeError(`decimate needs limit >= 2, got limit=${limit}`);
  if (rows.length <= limit) return rows;
  const stride = (rows.length - 1) / (limit - 1);
  return Array.from({ length: limit }, (_, i) => rows[Math.round(i * stride)]!);
}
