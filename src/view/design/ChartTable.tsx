import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useRef } from 'react';
import { type Plot, type PlotRow, seriesName } from '../../state/charts/charts';
import { say } from '../../words/say';
import chartFigureStyles from './ChartFigure.module.css';
import type { PlaceAxis } from './ChartPlot';
import { Value } from './Value';

interface Props {
  readonly chart: Plot;
  readonly axis: PlaceAxis;
  readonly rows: readonly PlotRow[];
}

/** Up to so many rows are drawn, all of them; of more only those in sight. */
const mostWhole = 200;
/** Height of a row in pixels before it was measured. */
const usualHeight = 20;

/** The numbers behind a chart. */
export function ChartTable({ chart, axis, rows }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const isLong = rows.length > mostWhole;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be scrolled by keys too
    <section className={chartFigureStyles.table} ref={scroller} tabIndex={0} aria-label={say(chart.title)}>
      <table aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            <th scope="col">{say(axis.heading)}</th>
            {chart.series.map((series) => (
              <th key={series.key} scope="col" className="number">
                {seriesName(series)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {isLong ? (
            <RowsInSight chart={chart} axis={axis} rows={rows} scroller={scroller} />
          ) : (
            rows.map((row, place) => (
              <NumberRow key={row[axis.key]} chart={chart} axis={axis} row={row} place={place} />
            ))
          )}
        </tbody>
      </table>
    </section>
  );
}

/** The rows that are in sight, with room for the others above and below. */
function RowsInSight({
  scroller,
  ...table
}: Props & { readonly scroller: RefObject<HTMLDivElement | null> }) {
  const { rows, axis } = table;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => usualHeight,
    overscan: 10,
  });
  const seen = virtualizer.getVirtualItems();
  const above = seen[0]?.start ?? 0;
  const below = virtualizer.getTotalSize() - (seen.at(-1)?.end ?? 0);
  return (
    <>
      {above > 0 && <Room height={above} />}
      {seen.map(({ index }) => (
        <NumberRow
          key={rows[index]![axis.key]}
          {...table}
          row={rows[index]!}
          place={index}
          measure={virtualizer.measureElement}
        />
      ))}
      {below > 0 && <Room height={below} />}
    </>
  );
}

/** An empty row in the place of those that are not drawn. */
function Room({ height }: { height: number }) {
  return (
    <tr>
      <td style={{ height, padding: 0 }} />
    </tr>
  );
}

interface NumberRowProps {
  readonly chart: Plot;
  readonly axis: PlaceAxis;
  readonly row: PlotRow;
  /** Which row it is, from 0. */
  readonly place: number;
  measure?(row: HTMLTableRowElement | null): void;
}

function NumberRow({ chart, axis, row, place, measure }: NumberRowProps) {
  const as = chart.unit === 'share' ? 'share' : 'number';
  return (
    <tr ref={measure} data-index={place} aria-rowindex={place + 2}>
      <td>{axis.short(row[axis.key]!)}</td>
      {chart.series.map(({ key }) => (
        <td key={key} className="number">
          {row[key] !== undefined && <Value value={row[key]} as={as} />}
        </td>
      ))}
    </tr>
  );
}
