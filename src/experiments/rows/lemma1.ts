/**
 * Lemma 1: how far the residual gradient norm after L-FOCI's step is from that after the full step, over the number of samples n, at the minimum of softmax regression with weight decay
 * and without damping. The slices that are not selected keep m g / (n - m) of the gradient of what is left, so -1 is the slope to be expected, not the -2 of an error of second order.
 */

import { fitLine } from '../../math/linear/line';
import { studentQuantile } from '../../math/yardstick/noiseBand';
import { say } from '../../words/say';
import { type DataChoice, defineExperiment, type Row } from '../experiment';
import { seriesBy } from '../figure';
import type { ModelChoice } from '../models';
import { groupRows, summariseRows } from '../summary';

const models = ['mnist-logistic-minimum', 'mnist-2nn'] as const;
/** The full step of the net takes some hundred passes over n samples. */
const sizes = {
  small: {
    'mnist-logistic-minimum': { counts: [300, 600, 1200, 2400, 4800], samples: 5 },
    'mnist-2nn': { counts: [300, 600, 1200], samples: 3 },
  },
  paper: {
    'mnist-logistic-minimum': { counts: [500, 1000, 2000, 4000, 8000, 16_000, 32_000], samples: 10 },
    'mnist-2nn': { counts: [500, 1000, 2000, 4000, 8000], samples: 10 },
  },
} as const;

export interface LemmaSpec {
  readonly model: ModelChoice;
  /** The images are drawn of as many as this, which every n has: each n removes the same ones. */
  readonly pool: number;
  readonly samples: number;
  readonly seed: number;
}

export const lemma1 = defineExperiment<LemmaSpec>({
  data: { small: { data: 'fashion', limit: null }, paper: { data: 'mnist', limit: null } },
  cells(scale, data) {
    const { data: source } = data as DataChoice;
    return models.flatMap((model) => {
      const { counts, samples } = sizes[scale][model];
      return counts.map((limit) => ({
        model: { data: source, limit, model, training: {} },
        pool: counts[0],
        samples,
        seed: 1,
      }));
    });
  },
  reduce(cells) {
    const rows = cells.flatMap((cell) => cell.rows);
    const means = summariseRows(rows, {
      by: ['model', 'n'],
      of: ['gap', 'lfoci_norm', 'full_norm', 'original_norm'],
    });
    return [...means, ...models.map((model) => slopeOf(rows, model))];
  },
  draw: (rows) => ({
    title: say('experiments.titles.lemma1'),
    panels: models.map((model) => {
      const slope = rows.find((row) => row.model === model && row.n === null);
      const own = rows.filter((row) => row.model === model && row.n !== null);
      return {
        title: say('experiments.rows.lemma1.slope', {
          model,
          slope: Number(slope?.slope ?? Number.NaN),
          half: Number(slope?.slope_high ?? Number.NaN) - Number(slope?.slope ?? Number.NaN),
        }),
        x: { label: say('experiments.axes.samples'), scale: 'log' as const },
        y: { label: say('experiments.axes.residualGradientNorm'), scale: 'log' as const },
        series: (['gap', 'lfoci_norm', 'full_norm'] as const).map((column) => ({
          name: say(`experiments.rows.lemma1.${column}`),
          points: seriesBy(own, { by: 'model', x: 'n', y: column })[0]?.points ?? [],
        })),
      };
    }),
  }),
});

/**
 * The slope of log gap over log n within each image, as images differ more than numbers of samples do, with its 95% interval, and how many standard errors it is from -1 and from -2.
 */
function slopeOf(rows: readonly Row[], model: string): Row {
  const own = rows.filter((row) => row.model === model && Number(row.gap) > 0);
  const images = groupRows(own, ['image']).filter(({ length }) => length > 1);
  const points = images.flatMap((group) => {
    const logs = group.map((row) => [Math.log(Number(row.n)), Math.log(Number(row.gap))] as const);
    const mean = (axis: 0 | 1) => logs.reduce((sum, point) => sum + point[axis], 0) / logs.length;
    const [x, y] = [mean(0), mean(1)];
    return logs.map((point) => [point[0] - x, point[1] - y] as const);
  });
  // Each image has a level of its own beside the common slope.
  const free = points.length - images.length - 1;
  if (free < 1) return { model, n: null, slope: null };
  const { slope, slopeError } = fitLine(points);
  const error = slopeError * Math.sqrt((points.length - 2) / free);
  const half = studentQuantile(0.975, free) * error;
  return {
    model,
    n: null,
    slope,
    slope_low: slope - half,
    slope_high: slope + half,
    errors_from_minus_1: (slope + 1) / error,
    errors_from_minus_2: (slope + 2) / error,
    points: points.length,
  };
}
