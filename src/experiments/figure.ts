/** A figure as data: panels of series with their intervals. `drawFigure` makes a picture of it, in Node and in the page. */

import type { Row } from './experiment';

export interface FigurePoint {
  readonly x: number | string;
  readonly y: number;
  /** The ends of the 95% interval. */
  readonly low?: number | null;
  readonly high?: number | null;
}

export interface FigureSeries {
  readonly name: string;
  readonly points: readonly FigurePoint[];
  /** The points are no course: each stands alone, with its interval. */
  readonly isScatter?: boolean;
}

export interface FigureAxis {
  readonly label: string;
  readonly scale?: 'linear' | 'log';
  /** Numbers from 0 to 1 that are shown in percent. */
  readonly isShare?: boolean;
  /** What no value is below: intervals end there. */
  readonly least?: number;
}

export interface FigurePanel {
  /** Where the axis does not say it all. */
  readonly title?: string;
  readonly x: FigureAxis;
  readonly y: FigureAxis;
  readonly series: readonly FigureSeries[];
  /** `bars`: the values of x are names. */
  readonly kind?: 'lines' | 'bars';
  /** Values that are to be seen whatever the series do: a chance level, 0. */
  readonly references?: readonly { readonly y: number; readonly label: string }[];
}

/** Pixels of one channel, in rows, by how bright they are. */
export interface FigureMap {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly values: readonly number[];
}

export interface Figure {
  readonly title: string;
  readonly panels: readonly FigurePanel[];
  /** Activation maps, in rows. */
  readonly maps?: readonly (readonly FigureMap[])[];
}

/** A series for each value of a column, in the order in which they come. */
export function seriesBy(
  rows: readonly Row[],
  { by, x, y, name = String }: { by: string; x: string; y: string; name?: (value: string) => string },
): FigureSeries[] {
  const names = [...new Set(rows.map((row) => String(row[by])))];
  return names.map((value) => ({
    name: name(value),
    points: rows.filter((row) => String(row[by]) === value).flatMap((row) => pointOf(row, x, y)),
  }));
}

function pointOf(row: Row, x: string, y: string): FigurePoint[] {
  const [at, value] = [row[x], row[y]];
  if (at === null || at === undefined || typeof value !== 'number') return [];
  const end = (column: string) => {
    const one = row[column];
    return typeof one === 'number' ? one : null;
  };
  return [{ x: at, y: value, low: end(`${y}_low`), high: end(`${y}_high`) }];
}
