import { useVirtualizer } from '@tanstack/react-virtual';
import { type Key, type ReactNode, useId, useMemo, useState } from 'react';
import { say } from '../../words/say';
import { Defined } from './Defined';
import styles from './Table.module.css';

/** A column of a table: its heading, what stands in a row's cell, and what its rows can be sorted by. */
export interface Column<Row> {
  readonly key: string;
  readonly heading: string;
  /** What the column holds, where its heading alone does not say. */
  readonly about?: string | undefined;
  readonly isNumber?: boolean;
  /** Names its row. */
  readonly isHeading?: boolean;
  /** Text that may break over several lines. */
  readonly wraps?: boolean;
  readonly cell: (row: Row) => ReactNode;
  /** What rows are sorted by; rows without it come last. Without `by` a column cannot be sorted. */
  readonly by?: (row: Row) => number | string | undefined;
}

interface Props<Row> {
  /** What the table is of, for a screen reader. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => Key;
  /** Attributes of a row, by which tests and links find it. */
  readonly dataOf?: (row: Row) => Readonly<Record<`data-${string}`, string | number>>;
  /** A row that stands out. */
  readonly isShown?: (row: Row) => boolean;
  /** `whole`: as high as its rows are; `fill`: fills its place and scrolls in it. */
  readonly height?: 'whole' | 'fill';
}

/** Up to so many rows are drawn, all of them; of more only those in sight, in a table that scrolls. */
export const mostWhole = 200;
/** Height of a row in pixels before it was measured. */
const usualHeight = 20;

interface Order {
  readonly key: string;
  readonly descends: boolean;
}

/** The order after a press on a column: the greatest first, then the least first, then as the rows came. */
function nextOrder(order: Order | null, key: string): Order | null {
  if (order?.key !== key) return { key, descends: true };
  return order.descends ? { key, descends: false } : null;
}

/** The rows in an order; those without a value are last in each. Equal ones stay as they came. */
export function sorted<Row>(
  rows: readonly Row[],
  by: (row: Row) => number | string | undefined,
  descends: boolean,
): readonly Row[] {
  const sign = descends ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [x, y] = [by(a), by(b)];
    if (x === undefined || y === undefined) return Number(x === undefined) - Number(y === undefined);
    return x === y ? 0 : x < y ? -sign : sign;
  });
}

/** A table whose columns can be sorted where that helps; of many rows it draws those in sight. */
export function Table<Row>(props: Props<Row>) {
  const { label, columns, rows, keyOf, dataOf, isShown, height = 'whole' } = props;
  const id = useId();
  // A state, not a ref: the rows in sight are drawn once it is there.
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const [order, setOrder] = useState<Order | null>(null);
  const by = order === null ? undefined : columns.find(({ key }) => key === order.key)?.by;
  const placed = useMemo(
    () => (by === undefined || order === null ? rows : sorted(rows, by, order.descends)),
    [rows, by, order],
  );
  const isLong = rows.length > mostWhole;
  const line = (row: Row, place: number, measure?: (element: HTMLTableRowElement | null) => void) => (
    <tr
      key={keyOf(row)}
      ref={measure}
      className={isShown?.(row) ? styles.shown : undefined}
      data-index={place}
      aria-rowindex={place + 2}
      {...dataOf?.(row)}
    >
      {columns.map((column) => (
        <Cell key={column.key} column={column} row={row} />
      ))}
    </tr>
  );
  const table = (
    <table className={styles.table} aria-label={label} aria-rowcount={rows.length + 1}>
      <thead>
        <tr>
          {columns.map((column) => (
            <Heading
              key={column.key}
              column={column}
              order={order?.key === column.key ? order : null}
              id={`${id}-${column.key}`}
              onSort={() => setOrder(nextOrder(order, column.key))}
            />
          ))}
        </tr>
      </thead>
      <tbody>
        {isLong ? (
          <RowsInSight rows={placed} columns={columns.length} scroller={scroller} line={line} />
        ) : (
          placed.map((row, place) => line(row, place))
        )}
      </tbody>
    </table>
  );
  if (height === 'whole' && !isLong) return table;
  const place = height === 'fill' ? styles.fill : styles.window;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be scrolled by keys too
    <section className={place} ref={setScroller} tabIndex={0} aria-label={label}>
      {table}
    </section>
  );
}

interface HeadingProps<Row> {
  readonly column: Column<Row>;
  readonly order: Order | null;
  readonly id: string;
  onSort(): void;
}

function Heading<Row>({ column: { heading, about, isNumber, by }, order, onSort }: HeadingProps<Row>) {
  const sort = order === null ? 'none' : order.descends ? 'descending' : 'ascending';
  const className = isNumber ? 'number' : undefined;
  if (by === undefined) {
    return (
      <th scope="col" className={className}>
        {about === undefined ? heading : <Defined definition={{ about, better: null }}>{heading}</Defined>}
      </th>
    );
  }
  const words = (
    <>
      {heading}
      <span className={styles.arrow} aria-hidden="true">
        {sort === 'descending' ? '↓' : sort === 'ascending' ? '↑' : ''}
      </span>
    </>
  );
  return (
    <th scope="col" className={className} aria-sort={sort}>
      {about === undefined ? (
        <button type="button" className={styles.sort} title={say('page.design.table.sort')} onClick={onSort}>
          {words}
        </button>
      ) : (
        <Defined definition={{ about, better: null }} className={styles.sort} onPress={onSort}>
          {words}
        </Defined>
      )}
    </th>
  );
}

function Cell<Row>({ column: { cell, isNumber, isHeading, wraps }, row }: { column: Column<Row>; row: Row }) {
  const className = [isNumber && 'number', wraps && styles.wraps].filter(Boolean).join(' ') || undefined;
  if (isHeading) {
    return (
      <th scope="row" className={className}>
        {cell(row)}
      </th>
    );
  }
  return <td className={className}>{cell(row)}</td>;
}

interface InSightProps<Row> {
  readonly rows: readonly Row[];
  readonly columns: number;
  readonly scroller: HTMLElement | null;
  line(row: Row, place: number, measure: (element: HTMLTableRowElement | null) => void): ReactNode;
}

/** The rows that are in sight, with room for the others above and below. */
function RowsInSight<Row>({ rows, columns, scroller, line }: InSightProps<Row>) {
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller,
    estimateSize: () => usualHeight,
    overscan: 10,
  });
  const seen = virtualizer.getVirtualItems();
  const above = seen[0]?.start ?? 0;
  const below = virtualizer.getTotalSize() - (seen.at(-1)?.end ?? 0);
  return (
    <>
      {above > 0 && <Room columns={columns} height={above} />}
      {seen.map(({ index }) => line(rows[index]!, index, virtualizer.measureElement))}
      {below > 0 && <Room columns={columns} height={below} />}
    </>
  );
}

/** An empty row in the place of those that are not drawn. */
function Room({ columns, height }: { columns: number; height: number }) {
  return (
    <tr>
      <td colSpan={columns} style={{ height, padding: 0 }} />
    </tr>
  );
}
