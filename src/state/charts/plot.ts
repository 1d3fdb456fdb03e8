/** What a chart is: its lines, its rows, and what the charts over removals are drawn from. */

import type { TextCode } from '../../words/catalogue';
import { say } from '../../words/say';
import type {
  ChartedMetrics,
  FixedCertificate,
  MetricId,
  Metrics,
  ReportSummary,
  RetrainingComparison,
} from '../../worker/protocol';

/** A row of any chart: its place on the axis below, and a number for each series that has one there. */
export type PlotRow = Readonly<Record<string, number | undefined>>;

export interface ChartRow {
  /** How many samples are removed; 0 is the original model. */
  readonly removed: number;
  readonly [series: string]: number;
}

/** The looks of series, from the one that draws the eye to the muted one. */
export const seriesStyles = ['after', 'other', 'third', 'fourth', 'fifth', 'sixth', 'before'] as const;
export type SeriesStyle = (typeof seriesStyles)[number];

export interface ChartSeries {
  readonly key: string;
  /** What it is called. */
  readonly label: TextCode;
  /** The metric that it is of, whose definition explains its name. */
  readonly metric?: MetricId;
  /** What an accuracy is, where samples have several labels. */
  readonly accuracyIs?: Metrics['accuracyIs'];
  /** Of a series that has a name of its own, such as a layer: in the place of the label. */
  readonly name?: string;
  /** Each has a colour, a dash and a mark of its own: `before` is muted. */
  readonly style: SeriesStyle;
  /** `retrained`: the same number of the retrained model, as a ring where there is one. */
  readonly of?: 'retrained';
  /** Named only where there are numbers of it. */
  readonly isRare?: boolean;
  /** Every point of it is marked, however many there are. */
  readonly isMarked?: boolean;
}

/** What a series is called; that of the retrained model like its own, and that it is retrained. */
export function seriesName({ label, name, of }: ChartSeries): string {
  const series = name ?? say(label);
  return of === 'retrained' ? say('page.charts.retrainedOf', { series }) : series;
}

/** A value that its axis has a place for. @param isLog whether the axis is by powers of ten */
export const drawnValue = (value: number | undefined, isLog: boolean) =>
  isLog && value !== undefined && value <= 0 ? undefined : value;

/** How a chart's numbers are drawn. */
export interface Plot {
  readonly id: string;
  readonly title: TextCode;
  readonly yLabel: TextCode;
  readonly unit: 'share' | 'number';
  readonly series: readonly ChartSeries[];
}

/** The plot of accuracies by the name of what they are, where samples have several labels; any other as it is. */
export function namedFor<P extends Plot>(plot: P, accuracyIs: Metrics['accuracyIs']): P {
  if (accuracyIs === undefined || plot.id !== 'accuracy') return plot;
  return {
    ...plot,
    title: 'page.charts.titles.microF1',
    yLabel: 'page.charts.scales.microF1',
    series: plot.series.map((each) => ({ ...each, accuracyIs })),
  };
}

/** What the charts over removals are drawn from. */
export interface ChartSource {
  /** The accepted removals that lead to the state that is charted (chartSource.ts). */
  readonly path: readonly ReportSummary[];
  /** Of the original model, as far as it is known; null while it is not trained. */
  readonly original: Partial<ChartedMetrics> | null;
  readonly comparisons: readonly RetrainingComparison[];
  /** Removals that the guard rejected, and how many samples were gone where each was tried. */
  readonly rejected: readonly RejectedPlace[];
  /** What releases may reach together, and those that were made; null where nothing is certified. */
  readonly certificate: Pick<FixedCertificate, 'allowed' | 'originalBound' | 'released'> | null;
}

export interface RejectedPlace {
  readonly id: number;
  readonly removed: number;
}

/** A chart over removals. */
export interface Chart extends Plot {
  /** The series that these removals have, where that depends on them: in the place of `series`. */
  seriesOf?(source: ChartSource): readonly ChartSeries[];
  /** Drawn only where it has a row. */
  readonly isRare?: boolean;
  /** One row per removal, at the number of samples that are gone after it; where the original model has a number, its row is the first. */
  rows(source: ChartSource): ChartRow[];
}

/** How many samples are gone after each removal of a path. */
export function removedCounts(path: ChartSource['path']): number[] {
  let gone = 0;
  return path.map(({ samples }) => {
    gone += samples.length;
    return gone;
  });
}
