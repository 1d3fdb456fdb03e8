/** Re-identification, as in Section 7.4: strangers are found in a gallery by what the last layer reads, while pictures of known people are removed from the network. */

import { say } from '../../words/say';
import { defineExperiment, type Row } from '../experiment';
import { seriesBy } from '../figure';
import type { ModelChoice } from '../models';
import { summariseRows } from '../summary';

const sizes = {
  small: { runs: 2, removals: 20, every: 5 },
  paper: { runs: 5, removals: 600, every: 60 },
};
const noises = [null, 0.1] as const;

export interface ReidSpec {
  readonly model: ModelChoice;
  /** Pictures drawn at random from the training set, removed one by one. */
  readonly removals: number;
  readonly every: number;
  /** Epsilon of the noise, with delta 0.01; null: none. */
  readonly epsilon: number | null;
  readonly seed: number;
}

const measured = ['mean_average_precision', 'rank_one', 'validation_accuracy', 'residual_accuracy'];

export const reid = defineExperiment<ReidSpec>({
  data: { small: { data: 'faces', limit: null }, paper: { data: 'faces', limit: null } },
  cells(scale, data) {
    const { runs, ...size } = sizes[scale];
    return noises.flatMap((epsilon) =>
      Array.from({ length: runs }, (_, run) => ({
        ...size,
        model: { ...data!, model: 'face-resnet', training: 'shipped' as const },
        epsilon,
        seed: run + 1,
      })),
    );
  },
  reduce: (cells) =>
    summariseRows(
      cells.flatMap(({ rows }) => rows),
      { by: ['noise', 'removed'], of: measured },
    ),
  draw: (rows) => ({
    title: say('experiments.titles.reid'),
    panels: (['mean_average_precision', 'rank_one'] as const).map((column) => ({
      x: { label: say('experiments.axes.removed') },
      y: { label: say(`experiments.rows.reid.${column}`), isShare: true },
      series: seriesBy(rows as readonly Row[], {
        by: 'noise',
        x: 'removed',
        y: column,
        name: (noise) =>
          noise === 'none'
            ? say('experiments.rows.fig7a.noNoise')
            : say('experiments.rows.fig7a.epsilon', { epsilon: noise }),
      }),
    })),
  }),
});
