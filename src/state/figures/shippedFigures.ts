/** The figures of docs/figures, as addresses of files that the page fetches when they are looked at. */

import index from '../../../docs/figures/index.json';

/** A figure that comes with the lab. */
export interface ShippedFigure {
  /** Of its files: docs/figures/NAME.svg, docs/tables/NAME.csv and docs/tables/NAME-times.csv. */
  readonly name: string;
  /** Whose figure it is, as `lethe list` names it. */
  readonly experiment: string;
  readonly scale: string;
  /** The id of its data; null: the experiment draws its own. */
  readonly data: string | null;
  /** Training images; null: all. */
  readonly limit: number | null;
  /** The seeds from 1 on; null: all of the scale. */
  readonly runs: number | null;
  readonly cells: number;
  readonly picture: string;
  readonly table: string;
  /** null: no times are told. */
  readonly times: string | null;
}

const pictures = import.meta.glob<string>('../../../docs/figures/*.svg', {
  query: '?url&no-inline',
  import: 'default',
  eager: true,
});
const tables = import.meta.glob<string>('../../../docs/tables/*.csv', {
  query: '?url&no-inline',
  import: 'default',
  eager: true,
});

const tableOf = (name: string) => tables[`../../../docs/tables/${name}.csv`];

/** In the order of docs/figures/index.json. */
export const shippedFigures: readonly ShippedFigure[] = index.map((one) => ({
  ...one,
  picture: pictures[`../../../docs/figures/${one.name}.svg`]!,
  table: tableOf(one.name)!,
  times: tableOf(`${one.name}-times`) ?? null,
}));
