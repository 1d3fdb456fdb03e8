/**
 * Theorem 1: Newton steps on a block of slices, with the gradient of what is left and a block that is drawn anew each time with every slice in reach, lead to the minimum of what is left: the
 * distance to it over the iterations, for several numbers of slices. Softmax regression with weight decay, in float64.
 */

import { say } from '../../words/say';
import { defineExperiment } from '../experiment';
import { seriesBy } from '../figure';
import type { ModelChoice } from '../models';
import { summariseRows } from '../summary';

const widths = [1, 3, 10] as const;
const sizes = {
  small: { runs: 3, iterations: 30, removed: 60, limit: 1200 },
  paper: { runs: 10, iterations: 100, removed: 500, limit: 10_000 },
};

export interface TheoremSpec {
  readonly model: ModelChoice;
  readonly slices: number;
  readonly iterations: number;
  readonly removed: number;
  readonly seed: number;
}

export const theorem1 = defineExperiment<TheoremSpec>({
  data: {
    small: { data: 'fashion', limit: sizes.small.limit },
    paper: { data: 'mnist', limit: sizes.paper.limit },
  },
  cells(scale, data) {
    const { runs, iterations, removed } = sizes[scale];
    return widths.flatMap((slices) =>
      Array.from({ length: runs }, (_, run) => ({
        model: { ...data!, model: 'mnist-logistic-minimum', training: {} },
        slices,
        iterations,
        removed,
        seed: run + 1,
      })),
    );
  },
  reduce: (cells) =>
    summariseRows(
      cells.flatMap(({ rows }) => rows),
      { by: ['slices', 'iteration'], of: ['distance', 'gradient_norm'] },
    ),
  draw: (rows) => ({
    title: say('experiments.titles.theorem1'),
    panels: (['distance', 'gradient_norm'] as const).map((column) => ({
      x: { label: say('experiments.axes.iteration') },
      y: {
        label:
          column === 'distance'
            ? say('experiments.axes.distanceToMinimum')
            : say('experiments.axes.residualGradientNorm'),
        scale: 'log' as const,
      },
      series: seriesBy(rows, {
        by: 'slices',
        x: 'iteration',
        y: column,
        name: (count) => say('experiments.rows.theorem1.slices', { count: Number(count) }),
      }),
    })),
  }),
});
