/** Figure 5, left: logistic regression, one sample after another removed, by the full step and by slices that are chosen in different ways. */

import type { SelectionId } from '../../engine/choices';
import { say } from '../../words/say';
import { type CurveSpec, drawnRuns } from '../curve';
import { curveFigure, reduceCurveTimes, reducePaired, selectionName } from '../curveFigures';
import { defineExperiment } from '../experiment';

const selections = ['full', 'lfoci', 'random', 'random-layer', 'saliency'] as const satisfies SelectionId[];
const sizes = {
  small: { runs: 3, removals: 100, every: 10 },
  paper: { runs: 10, removals: 1000, every: 50 },
};

export const fig5Left = defineExperiment<CurveSpec>({
  data: { small: { data: 'fashion', limit: null }, paper: { data: 'mnist', limit: 10_000 } },
  cells(scale, data) {
    const model = { ...data!, model: 'mnist-logistic', training: 'shipped' } as const;
    return selections.flatMap((selection) =>
      drawnRuns({ kind: selection, model, settings: { selection } }, sizes[scale]),
    );
  },
  reduce: (cells) => reducePaired(cells, 'lfoci', ['residual_accuracy', 'validation_accuracy']),
  reduceTimes: reduceCurveTimes,
  draw: (rows) =>
    curveFigure(
      say('experiments.titles.fig5-left'),
      rows,
      ['residual_accuracy', 'validation_accuracy', 'gradient_norm_after', 'distance'],
      selectionName,
    ),
});
