import { memo, useMemo, useState } from 'react';
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import {
  type BlanketMethod,
  type FoundRow,
  foundShares,
  methodsOf,
} from '../../state/blanket/blanketSummary';
import { bullseyeBlanket } from '../../state/blanket/bullseyeGraph';
import type { BlanketRun } from '../../state/contract';
import { formats, say } from '../../words/say';
import barsStyles from '../design/Bars.module.css';
import chartFigureStyles from '../design/ChartFigure.module.css';
import { type Column, Table } from '../design/Table';
import { Value } from '../design/Value';
import styles from './BlanketChart.module.css';

/** The colours of the methods, in the order in which they run. */
const colours = ['var(--accent)', 'var(--series-other)'] as const;

const axis = { stroke: 'var(--line-strong)', tick: { fontSize: '0.75rem' }, tickLine: false } as const;

/** How often each method found each variable, as a picture or as its numbers. */
export const BlanketChart = memo(function BlanketChart({ runs }: { runs: readonly BlanketRun[] }) {
  const [asTable, setAsTable] = useState(false);
  const rows = useMemo(() => foundShares(runs), [runs]);
  const methods = useMemo(() => methodsOf(runs), [runs]);
  return (
    <figure
      className={`${chartFigureStyles.chart} ${styles.chart}`}
      data-chart="found"
      aria-label={say('page.blanket.chart.title')}
    >
      <header>
        <h2>{say('page.blanket.chart.title')}</h2>
        <button type="button" className="quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {say('page.blanket.chart.table')}
        </button>
      </header>
      {asTable ? (
        <FoundTable rows={rows} methods={methods} />
      ) : (
        <>
          <Keys methods={methods} />
          <FoundPlot rows={rows} methods={methods} />
        </>
      )}
    </figure>
  );
});

interface Props {
  readonly rows: readonly FoundRow[];
  readonly methods: readonly BlanketMethod[];
}

function Keys({ methods }: { methods: readonly BlanketMethod[] }) {
  return (
    <div className={chartFigureStyles.keys}>
      {methods.map((method, i) => (
        <span key={method} className={`${barsStyles.key} ${i === 0 ? barsStyles.after : barsStyles.other}`}>
          {method}
        </span>
      ))}
    </div>
  );
}

function FoundPlot({ rows, methods }: Props) {
  return (
    <div className={chartFigureStyles.plot}>
      <ResponsiveContainer width="100%" height="100%">
        <BarChart data={[...rows]} margin={{ top: 6, right: 12, bottom: 8, left: 2 }} barGap={2}>
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis
            {...axis}
            dataKey="feature"
            tickFormatter={nameWithPlace}
            interval={0}
            label={{ value: say('page.blanket.chart.variables'), position: 'insideBottom', offset: -4 }}
          />
          <YAxis
            {...axis}
            width={58}
            domain={[0, 1]}
            ticks={[0, 0.25, 0.5, 0.75, 1]}
            tickFormatter={(share: number) => String(100 * share)}
            label={{
              value: say('page.blanket.chart.share'),
              angle: -90,
              position: 'insideLeft',
              offset: 4,
              style: { textAnchor: 'middle' },
            }}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: 'var(--sunken)' }}
            formatter={(share) => formats.chance(Number(share))}
            contentStyle={{
              background: 'var(--panel)',
              borderColor: 'var(--line-strong)',
              fontSize: '0.8rem',
            }}
          />
          {methods.map((method, i) => (
            <Bar
              key={method}
              dataKey={(row: FoundRow) => row.shares[method]}
              name={method}
              fill={colours[i % colours.length]!}
              maxBarSize={22}
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
      {methods.length === 0 && <p className={chartFigureStyles.empty}>{say('page.blanket.chart.empty')}</p>}
    </div>
  );
}

function nameWithPlace(feature: string): string {
  return bullseyeBlanket.includes(feature)
    ? say('page.blanket.chart.insideBlanket', { name: feature })
    : feature;
}

function FoundTable({ rows, methods }: Props) {
  const columns: readonly Column<FoundRow>[] = [
    {
      key: 'feature',
      heading: say('page.blanket.chart.variable'),
      cell: ({ feature }) => nameWithPlace(feature),
    },
    ...methods.map(
      (method): Column<FoundRow> => ({
        key: method,
        heading: method,
        isNumber: true,
        cell: ({ shares }) => <Value value={shares[method] ?? Number.NaN} as="chance" />,
        by: ({ shares }) => shares[method],
      }),
    ),
  ];
  return (
    <Table
      label={say('page.blanket.chart.title')}
      columns={columns}
      rows={rows}
      keyOf={({ feature }) => feature}
      height="fill"
    />
  );
}
