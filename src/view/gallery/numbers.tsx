/** How numbers are shown. */

import type { Plot, PlotRow } from '../../state/charts/plot';
import { formats, say } from '../../words/say';
import barsStyles from '../design/Bars.module.css';
import { ChartFigure } from '../design/ChartFigure';
import type { PlaceAxis } from '../design/ChartPlot';
import { type Column, Table } from '../design/Table';
import { Value } from '../design/Value';
import styles from './Gallery.module.css';

export function Bars() {
  return (
    <>
      <div>
        <span className={`${barsStyles.key} ${barsStyles.before}`}>{say('page.charts.series.before')}</span>
        <span className={`${barsStyles.key} ${barsStyles.after}`}>{say('page.charts.series.after')}</span>
        <div className={styles.track}>
          <span className={`${barsStyles.bar} ${barsStyles.before}`} style={{ width: '80%' }} />
          <span className={`${barsStyles.bar} ${barsStyles.after}`} style={{ width: '45%' }} />
          <span className={`${barsStyles.bar} ${barsStyles.third}`} style={{ width: '20%' }} />
        </div>
      </div>
      <progress value={0.4} max={1} aria-label={say('page.gallery.progress')} />
      <meter value={0.6} max={1} aria-label={say('page.gallery.meter')} />
    </>
  );
}

const places: PlaceAxis = {
  key: 'removed',
  label: 'page.charts.axis',
  heading: 'page.charts.heading',
  name: (removed) => say('page.charts.afterRemoval', { removed }),
  short: (removed) => formats.whole(removed),
  empty: 'page.charts.empty',
};

/** A wave that falls: the same numbers at every visit. */
function madeRows(count: number): PlotRow[] {
  return Array.from({ length: count }, (_, i) => ({
    removed: i,
    residual: 0.95 - i / (8 * count) + 0.02 * Math.sin(i),
    validation: 0.9 - i / (6 * count) + 0.02 * Math.cos(i / 2),
    forget: 0.8 - i / (2 * count),
    ...(i % 5 === 4 ? { residualRetrained: 0.94 } : {}),
  }));
}

const few = madeRows(12);
const many = madeRows(5000);

const columns = (): readonly Column<PlotRow>[] => [
  {
    key: 'removed',
    heading: say('page.charts.heading'),
    isHeading: true,
    cell: (row) => row.removed,
    by: (row) => row.removed,
  },
  {
    key: 'residual',
    heading: say('page.charts.series.residual'),
    isNumber: true,
    cell: (row) => <Value value={row.residual!} as="share" />,
    by: (row) => row.residual,
  },
];

export function Tables() {
  return (
    <>
      {[few, many].map((rows) => (
        <div key={rows.length} className={styles.box}>
          <Table
            label={say('page.gallery.rows', { count: formats.whole(rows.length) })}
            columns={columns()}
            rows={rows}
            keyOf={(row) => row.removed!}
            isShown={(row) => row.removed === 3}
            height="fill"
          />
        </div>
      ))}
    </>
  );
}

const plot: Plot = {
  id: 'gallery',
  title: 'page.charts.titles.accuracy',
  yLabel: 'page.charts.scales.accuracy',
  unit: 'share',
  series: [
    { key: 'residual', label: 'page.charts.series.residual', style: 'after' },
    { key: 'validation', label: 'page.charts.series.validation', style: 'other' },
    { key: 'forget', label: 'page.charts.series.forget', style: 'third' },
    { key: 'residualRetrained', label: 'page.charts.series.residual', style: 'after', of: 'retrained' },
  ],
};

export function Charts() {
  return (
    <>
      {[few, many, []].map((rows) => (
        <div key={rows.length} className={styles.box}>
          <ChartFigure chart={plot} axis={places} rows={rows} />
        </div>
      ))}
    </>
  );
}
