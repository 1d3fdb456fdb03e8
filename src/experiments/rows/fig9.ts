/**
 * Figures 3 and 9 on the attributes of painted faces: for each attribute its blanket among the other eleven, by FOCI with its ties counted exactly (CODEC) and by L-FOCI (L-CODEC), and the
 * time of each.
 */

import { type FaceAttribute, faceAttributes } from '../../data/shipped/faceAttributes';
import { say } from '../../words/say';
import { type DataChoice, defineExperiment } from '../experiment';
import type { FigureSeries } from '../figure';
import { summariseRows } from '../summary';

const sizes = { small: { runs: 3 }, paper: { runs: 10 } };

export interface AttributeBlanketSpec {
  readonly data: DataChoice;
  readonly attribute: FaceAttribute;
  /** Of the tie-breaking noise. */
  readonly seed: number;
}

export const fig9 = defineExperiment<AttributeBlanketSpec>({
  data: { small: { data: 'faces', limit: null }, paper: { data: 'faces', limit: null } },
  cells: (scale, data) =>
    faceAttributes.flatMap((attribute) =>
      Array.from({ length: sizes[scale].runs }, (_, run) => ({ data: data!, attribute, seed: run + 1 })),
    ),
  reduce: (cells) => {
    const rows = cells.flatMap((cell) => cell.rows);
    const summary = summariseRows(rows, { by: ['attribute'], of: ['agreement', 'visits_per_pair'] });
    return summary.map((row) => ({
      ...row,
      exact_blanket: rows.find(({ attribute }) => attribute === row.attribute)!.exact_blanket!,
      lfoci_blanket: rows.find(({ attribute }) => attribute === row.attribute)!.lfoci_blanket!,
    }));
  },
  reduceTimes: (cells) =>
    summariseRows(
      cells.flatMap(({ times }) => times),
      { by: ['method', 'attribute'], of: ['ms'] },
    ),
  draw: (rows, times) => {
    const series = (name: string, column: string, own: typeof rows): FigureSeries => ({
      name,
      points: own.map((row) => ({
        x: say(`data.attributes.${row.attribute as FaceAttribute}`),
        y: Number(row[column]),
        low: Number(row[`${column}_low`] ?? row[column]),
        high: Number(row[`${column}_high`] ?? row[column]),
      })),
    });
    return {
      title: say('experiments.titles.fig9'),
      panels: [
        {
          kind: 'bars',
          x: { label: '' },
          y: { label: say('experiments.axes.ms') },
          series: (['exact', 'lfoci'] as const).map((method) =>
            series(
              say(`experiments.rows.fig3.${method}`),
              'ms',
              times.filter((row) => row.method === method),
            ),
          ),
        },
        {
          kind: 'bars',
          x: { label: '' },
          y: { label: say('experiments.axes.agreement'), isShare: true },
          series: [series(say('experiments.rows.fig3.agreement'), 'agreement', rows)],
        },
      ],
    };
  },
});
