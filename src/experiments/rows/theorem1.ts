/**
 * Theorem 1: Newton steps on a block of slices, with the gradient of what is left and a block that is drawn anew each time with every slice in reach, lead to the minimum of what is left: the
 * distance to it over the iterations, for several numbers of slices. Softmax regression with weight decay, in float64.
 */

import { withoutSamples } from '../../data/takeSamples';
import { listForgetSet } from '../../engine/forgetSpec';
import { retrain } from '../../engine/yardstick/retrain';
import { conjugateGradients } from '../../math/linear/conjugateGradients';
import { norm, subtract } from '../../math/linear/vector';
import { createRandom } from '../../math/random/random';
import { openRegression } from '../../model/softmaxRegression';
import { say } from '../../words/say';
import { defineExperiment, type Row } from '../experiment';
import { seriesBy } from '../figure';
import type { ModelChoice } from '../models';
import { summariseRows } from '../summary';

const widths = [1, 3, 10] as const;
const sizes = {
  small: { runs: 3, iterations: 30, removed: 60, limit: 1200 },
  paper: { runs: 10, iterations: 100, removed: 500, limit: 10_000 },
};

interface TheoremSpec {
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
  run: ({ model, slices, iterations, removed, seed }, { models, signal, onProgress }) =>
    models.withSession(model, async (session) => {
      const { dataset, network, training } = session;
      const gone = listForgetSet(dataset.training.labels, [], { kind: 'random', count: removed, seed });
      const { parameters } = await retrain(session, { removed: gone, order: 'coupled' }, { signal });
      const left = withoutSamples(dataset, gone).training;
      const regression = openRegression(network, dataset, left, training.weightDecay)!;
      const target = regression.toRows(parameters);
      const random = createRandom(seed, 'theorem 1');
      const width = target.length / network.classes;
      let weights = regression.toRows(session.parameters);
      const rows: Row[] = [];
      for (let iteration = 0; ; iteration++) {
        const point = await regression.evaluate(weights, signal);
        const distance = norm(subtract(weights, target));
        rows.push({ slices, seed, iteration, distance, gradient_norm: norm(point.gradient) });
        onProgress?.(iteration / iterations);
        if (iteration === iterations) return { rows, times: [] };
        const classes = random
          .shuffle(Uint32Array.from({ length: network.classes }, (_, i) => i))
          .subarray(0, slices);
        const inBlock = new Float64Array(target.length);
        for (const one of classes) inBlock.fill(1, one * width, (one + 1) * width);
        const keep = (vector: Float64Array) => vector.map((value, i) => value * inBlock[i]!);
        const { solution } = await conjugateGradients(
          async (vector) => keep(await regression.multiply(point, keep(vector), signal)),
          keep(point.gradient.map((value) => -value)),
          { damping: regression.decay, tolerance: 1e-8, maxIterations: 500, signal },
        );
        weights = weights.map((value, i) => value + solution[i]!);
      }
    }),
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
