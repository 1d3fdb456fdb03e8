/**
 * Figures 3 and 9: blankets among twelve binary attributes, by FOCI with its ties counted exactly and by L-FOCI, and the time of each. The attributes are made: half of them depend on
 * hidden groups, so that some stand for others, as in pictures of faces; the target is decided by three of them and noise.
 */

import { say } from '../../words/say';
import { defineExperiment } from '../experiment';
import { seriesBy } from '../figure';
import { summariseRows } from '../summary';

const sizes = {
  small: { runs: 5, counts: [250, 500, 1000, 2000] },
  paper: { runs: 10, counts: [500, 1000, 2000, 4000, 8000] },
};

export interface AttributesSpec {
  readonly samples: number;
  readonly seed: number;
}

export const fig3 = defineExperiment<AttributesSpec>({
  data: null,
  cells(scale) {
    const { runs, counts } = sizes[scale];
    return counts.flatMap((samples) =>
      Array.from({ length: runs }, (_, run) => ({ samples, seed: run + 1 })),
    );
  },
  reduce: (cells) =>
    summariseRows(
      cells.flatMap(({ rows }) => rows),
      { by: ['samples'], of: ['exact_causes', 'lfoci_causes', 'agreement', 'visits_per_pair'] },
    ),
  reduceTimes: (cells) =>
    summariseRows(
      cells.flatMap(({ times }) => times),
      { by: ['method', 'samples'], of: ['ms'] },
    ),
  draw: (rows, times) => ({
    title: say('experiments.titles.fig3'),
    panels: [
      {
        x: { label: say('experiments.axes.samples'), scale: 'log' },
        y: { label: say('experiments.axes.ms'), scale: 'log' },
        series: seriesBy(times, {
          by: 'method',
          x: 'samples',
          y: 'ms',
          name: (method) => say(`experiments.rows.fig3.${method as 'exact' | 'lfoci'}`),
        }),
      },
      {
        x: { label: say('experiments.axes.samples'), scale: 'log' },
        y: { label: say('experiments.axes.agreement'), isShare: true },
        series: (['agreement', 'exact_causes', 'lfoci_causes'] as const).map((column) => ({
          name: say(`experiments.rows.fig3.${column}`),
          points: seriesBy(
            rows.map((row) => ({ ...row, all: '' })),
            { by: 'all', x: 'samples', y: column },
          )[0]!.points,
        })),
      },
    ],
  }),
});
