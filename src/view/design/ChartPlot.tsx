import { memo, type ReactNode, useState } from 'react';
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceArea,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { logAxis, numberAxis, shareAxis, tickText } from '../../state/charts/axis';
import { drawnValue, type Plot, type PlotRow, seriesName } from '../../state/charts/plot';
import { thinRows } from '../../state/charts/thinRows';
import type { TextCode } from '../../words/catalogue';
import { formats, say } from '../../words/say';
import chartFigureStyles from './ChartFigure.module.css';
import { dashes, strokes } from './SeriesMark';
import { SeriesMarks } from './SeriesMarks';

/** More points than these are thinned out: a small plot, and a large one, have no room for them. */
export const mostPoints = { small: 400, large: 1000 } as const;

/** So many ticks are named on the axis of values at most. */
const mostTicks = { small: 4, large: 10 } as const;

const axis = { stroke: 'var(--line-strong)', tick: { fontSize: '0.75rem' }, tickLine: false } as const;

/** Every so many of the ticks, from the first one on. */
const fewTicks = (ticks: readonly number[], most: number) => {
  const stride = Math.ceil(ticks.length / most);
  return ticks.filter((_, i) => i % stride === 0);
};

/** The axis that the rows need, and its ticks as text: without the unit, since the label beside it has that. */
function valueAxis({ unit, series }: Plot, rows: readonly PlotRow[], isLog: boolean, most: number) {
  const values = rows
    .flatMap((row) => series.map(({ key }) => row[key] ?? Number.NaN))
    .filter(Number.isFinite);
  if (isLog) {
    const { domain, ticks } = logAxis(values);
    const tickFormatter = (value: number) => tickText(value, value);
    return { scale: 'log' as const, domain: [...domain], ticks: fewTicks(ticks, most), tickFormatter };
  }
  const { domain, ticks, step } = unit === 'share' ? shareAxis(values) : numberAxis(values);
  const scale = unit === 'share' ? 100 : 1;
  return {
    domain: [...domain],
    ticks: fewTicks(ticks, most),
    tickFormatter: (value: number) => tickText(scale * value, scale * step),
  };
}

/** The axis below a chart, in words. */
export interface PlaceAxis {
  /** Where a row has its place on the axis. */
  readonly key: string;
  readonly label: TextCode;
  /** Above the column of places in the table. */
  readonly heading: TextCode;
  /** What a place is called over its numbers, and in the table. */
  name(place: number): string;
  short(place: number): string;
  /** Places are measured, not counted: the axis begins at 0 and has round ticks. */
  readonly isContinuous?: boolean;
  /** What stands in a chart without rows. */
  readonly empty: TextCode;
}

/** Where the axis below begins and ends, and what is written there. */
function placesOf({ isContinuous }: PlaceAxis, last: number | undefined) {
  if (!isContinuous) {
    const domain = last === undefined ? ['dataMin', 'dataMax'] : [0, last];
    return { domain, allowDecimals: false };
  }
  const { domain, ticks, step } = numberAxis([0, last ?? 1]);
  return { domain: [...domain], ticks: [...ticks], tickFormatter: (value: number) => tickText(value, step) };
}

interface Props {
  readonly chart: Plot;
  readonly axis: PlaceAxis;
  /** The last place, where it is known before there is a row for it. */
  readonly last?: number | undefined;
  readonly rows: readonly PlotRow[];
  readonly size: keyof typeof mostPoints;
  /** Numbers by their powers of ten; those that are not above 0 are then left out. */
  readonly isLog?: boolean;
  /** Drawn over the lines, with recharts' own scales. */
  readonly children?: ReactNode;
  /** The place under the pointer, or none. */
  onPlace?(place: number | null): void;
  /** A press on the plot. */
  onPress?(): void;
  /** A stretch of places that a person drew over. */
  onStretch?(from: number, to: number): void;
}

/** recharts would mark a single point by itself, which has its mark (SeriesMarks) already. */
const noDot = () => <g />;

/** What recharts says of the pointer. */
interface Pointed {
  readonly activeLabel?: string | number | undefined;
}

/** The place that the pointer is at; null where it is at none. */
const placeAt = ({ activeLabel }: Pointed) => (activeLabel === undefined ? null : Number(activeLabel));

/** What the pointer does to a chart: it points at a place, and draws over a stretch. */
function usePointer({ onPlace, onPress, onStretch }: Pick<Props, 'onPlace' | 'onPress' | 'onStretch'>) {
  const [from, setFrom] = useState<number | null>(null);
  const [to, setTo] = useState<number | null>(null);
  const end = () => {
    if (from !== null && to !== null && from !== to) onStretch?.(Math.min(from, to), Math.max(from, to));
    setFrom(null);
    setTo(null);
  };
  return {
    stretch: from !== null && to !== null ? ([from, to] as const) : null,
    events: {
      onMouseMove: (pointed: Pointed) => {
        onPlace?.(placeAt(pointed));
        if (from !== null) setTo(placeAt(pointed));
      },
      onMouseLeave: () => {
        onPlace?.(null);
        end();
      },
      ...(onPress && { onClick: onPress }),
      ...(onStretch && { onMouseDown: (pointed: Pointed) => setFrom(placeAt(pointed)), onMouseUp: end }),
    },
  };
}

/** The chart's lines. Before the first row its axes stand ready. */
export const ChartPlot = memo(function ChartPlot(props: Props) {
  const { chart, axis: place, last, rows, size, isLog = false, children } = props;
  const { stretch, events } = usePointer(props);
  const points = thinRows(rows, mostPoints[size], chart.series);
  const write = formats[chart.unit === 'share' ? 'share' : 'number'];
  return (
    <div className={chartFigureStyles.plot}>
      <ResponsiveContainer width="100%" height="100%">
        <LineChart data={points} {...events} margin={{ top: 6, right: 12, bottom: 6, left: 2 }}>
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis
            {...axis}
            dataKey={place.key}
            type="number"
            {...placesOf(place, last)}
            interval="equidistantPreserveStart"
            label={{ value: say(place.label), position: 'insideBottom', offset: -2 }}
          />
          <YAxis
            {...axis}
            width={64}
            interval={0}
            {...valueAxis(chart, points, isLog, mostTicks[size])}
            label={{
              value: say(chart.yLabel),
              angle: -90,
              position: 'insideLeft',
              offset: 4,
              style: { textAnchor: 'middle' },
            }}
          />
          <Tooltip
            isAnimationActive={false}
            formatter={(value) => write(Number(value))}
            labelFormatter={(value) => place.name(Number(value))}
            contentStyle={{
              background: 'var(--panel)',
              borderColor: 'var(--line-strong)',
              fontSize: '0.8rem',
            }}
          />
          {chart.series.map((series) => (
            <Line
              key={series.key}
              dataKey={(row: PlotRow) => drawnValue(row[series.key], isLog)}
              name={seriesName(series)}
              stroke={strokes[series.style]}
              strokeWidth={series.of === 'retrained' || series.isMarked ? 0 : 2}
              strokeDasharray={dashes[series.style]}
              dot={points.length === 1 ? noDot : false}
              isAnimationActive={false}
            />
          ))}
          <SeriesMarks series={chart.series} rows={points} place={place.key} isLog={isLog} />
          {children}
          {stretch && (
            <ReferenceArea x1={stretch[0]} x2={stretch[1]} fill="var(--accent)" fillOpacity={0.15} />
          )}
        </LineChart>
      </ResponsiveContainer>
      {rows.length === 0 && <p className={chartFigureStyles.empty}>{say(place.empty)}</p>}
    </div>
  );
});
