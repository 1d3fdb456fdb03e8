/**
 * Figure 4: training data in which attributes go with the label. L-FOCI picks the attributes that tell it; a head guesses them, and the layers before learn to hide them (model/reversal.ts): all
 * attributes, those picked, as many drawn at random, or none. The label is glasses, which go with no beard and long hair (data/planted/correlate.ts); measured on pictures in which they go with nothing.
 */

import { say } from '../../words/say';
import { type DataChoice, defineExperiment } from '../experiment';
import type { FigureSeries } from '../figure';
import { summariseRows } from '../summary';

export const headKinds = ['none', 'all', 'random', 'picked'] as const;
export type HeadKind = (typeof headKinds)[number];

const sizes = {
  small: { runs: 5, strengths: [0.9], epochs: 20 },
  paper: { runs: 5, strengths: [0.5, 0.9, 0.98], epochs: 30 },
};

export interface ReversalSpec {
  readonly data: DataChoice;
  readonly model: string;
  /** What the head guesses. */
  readonly head: HeadKind;
  /** Of a picture the attribute agrees with the label with probability (1 + strength) / 2, were both as frequent. */
  readonly strength: number;
  readonly epochs: number;
  readonly seed: number;
}

const groups = ['all', 'beard', 'no_beard', 'long_hair', 'short_hair'] as const;

export const fig4 = defineExperiment<ReversalSpec>({
  data: { small: { data: 'faces', limit: null }, paper: { data: 'faces', limit: null } },
  cells(scale, data) {
    const { runs, strengths, epochs } = sizes[scale];
    return strengths.flatMap((strength) =>
      headKinds.flatMap((head) =>
        Array.from({ length: runs }, (_, run) => ({
          data: data!,
          model: 'mnist-cnn',
          head,
          strength,
          epochs,
          seed: run + 1,
        })),
      ),
    );
  },
  reduce: (cells) =>
    summariseRows(
      cells.flatMap(({ rows }) => rows),
      { by: ['strength', 'head'], of: ['training_images', 'attributes', ...groups] },
    ),
  draw: (rows) => ({
    title: say('experiments.titles.fig4'),
    panels: [...new Set(rows.map((row) => Number(row.strength)))].map((strength) => ({
      title: say('experiments.rows.fig4.strength', { strength }),
      kind: 'bars' as const,
      x: { label: '' },
      y: { label: say('experiments.axes.validationAccuracy'), isShare: true },
      series: headKinds.flatMap((head): FigureSeries[] => {
        const row = rows.find((one) => one.head === head && one.strength === strength);
        if (!row) return [];
        return [
          {
            name: say(`experiments.rows.fig4.heads.${head}`),
            points: groups.map((group) => ({
              x: say(`experiments.rows.fig4.groups.${group}`),
              y: Number(row[group]),
              low: Number(row[`${group}_low`] ?? row[group]),
              high: Number(row[`${group}_high`] ?? row[group]),
            })),
          },
        ];
      }),
    })),
  }),
});
