/** Figure 7a: a class forgotten image by image, at several epsilon: what is left of the class, and of the rest. */

import { say } from '../../words/say';
import type { CurveSpec } from '../curve';
import { curveFigure, reduceCurve, reduceCurveTimes } from '../curveFigures';
import { defineExperiment } from '../experiment';

const epsilons = [null, 0.9, 0.1, 0.01] as const;
const sizes = { small: { removals: 100, every: 10 }, paper: { removals: null, every: 50 } };
const label = 5;

export const fig7a = defineExperiment<CurveSpec>({
  data: { small: { data: 'fashion', limit: null }, paper: { data: 'mnist', limit: 10_000 } },
  cells(scale, data) {
    const { removals, every } = sizes[scale];
    return epsilons.map((epsilon) => ({
      kind: epsilon === null ? 'none' : String(epsilon),
      model: { ...data!, model: 'mnist-2nn', training: 'shipped' as const },
      settings: { selection: 'lfoci' },
      noise: epsilon === null ? null : { epsilon, delta: 0.01 },
      draw: { kind: 'class' as const, label, limit: removals },
      seed: 1,
      every,
      retrains: false,
    }));
  },
  reduce: reduceCurve,
  reduceTimes: reduceCurveTimes,
  draw: (rows) =>
    curveFigure(
      say('experiments.titles.fig7a'),
      rows,
      ['forget_accuracy', 'residual_accuracy', 'validation_accuracy', 'distance'],
      (kind) =>
        kind === 'none'
          ? say('experiments.rows.fig7a.noNoise')
          : say('experiments.rows.fig7a.epsilon', { epsilon: kind }),
    ),
});
