import { memo } from 'react';
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { numberAxis, shareAxis, tickText } from '../state/axis';
import { type Chart, type ChartRow, type ChartSeries, decimate } from '../state/charts';
import { formats } from './format';

/** More points than this are thinned out: the screen has no room for them. */
const mostPoints = 1000;
/** Up to so many points each is marked. */
const mostMarks = 60;

const strokes: Record<ChartSeries['style'], string> = {
  before: 'var(--series-before)',
  after: 'var(--accent)',
  other: 'var(--series-other)',
};

const axis = { stroke: 'var(--line-strong)', tick: { fontSize: '0.75rem' }, tickLine: false } as const;

/** The axis that the rows need, and its ticks as text: without the unit, since the label beside it has that. */
function valueAxis({ unit, series }: Chart, rows: readonly ChartRow[]) {
  const values = rows
    .flatMap((row) => series.map(({ key }) => row[key] ?? Number.NaN))
    .filter(Number.isFinite);
  const { domain, ticks, step } = unit === 'share' ? shareAxis(values) : numberAxis(values);
  const scale = unit === 'share' ? 100 : 1;
  return {
    domain: [...domain],
    ticks: [...ticks],
    tickFormatter: (value: number) => tickText(scale * value, scale * step),
  };
}

/** The chart's lines. Before the first removal its axes stand ready. */
export const ChartPlot = memo(function ChartPlot({
  chart,
  rows,
}: {
  chart: Chart;
  rows: readonly ChartRow[];
}) {
  const points = decimate(rows, mostPoints);
  const write = formats[chart.unit === 'share' ? 'share' : 'number'];
  return (
    <div className="chart-plot">
      <ResponsiveContainer width="100%" height="100%">
        <LineChart data={points} margin={{ top: 6, right: 12, bottom: 6, left: 2 }}>
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis
            {...axis}
            dataKey="removal"
            type="number"
            domain={['dataMin', 'dataMax']}
            allowDecimals={false}
            interval="equidistantPreserveStart"
            label={{ value: 'removals', position: 'insideBottom', offset: -2 }}
          />
          <YAxis
            {...axis}
            width={58}
            {...valueAxis(chart, points)}
            label={{
              value: chart.yLabel,
              angle: -90,
              position: 'insideLeft',
              offset: 4,
              style: { textAnchor: 'middle' },
            }}
          />
          <Tooltip
            isAnimationActive={false}
            formatter={(value) => write(Number(value))}
            labelFormatter={(removal) => (removal === 0 ? 'original model' : `after removal ${removal}`)}
            contentStyle={{
              background: 'var(--panel)',
              borderColor: 'var(--line-strong)',
              fontSize: '0.8rem',
            }}
          />
          {chart.series.map(({ key, label, style }) => (
            <Line
              key={key}
              dataKey={key}
              name={label}
              stroke={strokes[style]}
              strokeWidth={2}
              {...(style === 'before' ? { strokeDasharray: '4 3' } : {})}
              dot={points.length <= mostMarks ? { r: 2.5, strokeDasharray: '', fill: strokes[style] } : false}
              isAnimationActive={false}
            />
          ))}
        </LineChart>
      </ResponsiveContainer>
      {rows.length === 0 && <p className="chart-empty">After the first removal</p>}
    </div>
  );
});
