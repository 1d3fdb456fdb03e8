/** Cheap L-FOCI, the variant of the paper's VGGFace experiment, beside the full selection on painted faces: time and effect. */

import { say } from '../../words/say';
import { type CurveSpec, drawnRuns } from '../curve';
import { curvePanel, reduceCurve, reduceCurveTimes, selectionName } from '../curveFigures';
import { defineExperiment } from '../experiment';

const selections = ['lfoci', 'cheap', 'full'] as const;
const sizes = { small: { runs: 5, removals: 10, every: 5 }, paper: { runs: 5, removals: 200, every: 20 } };

export const cheap = defineExperiment<CurveSpec>({
  data: { small: { data: 'faces', limit: null }, paper: { data: 'faces', limit: null } },
  cells: (scale, data) =>
    selections.flatMap((selection) =>
      drawnRuns(
        {
          kind: selection,
          model: { ...data!, model: 'face-resnet', training: 'shipped' },
          settings: { selection },
        },
        sizes[scale],
      ),
    ),
  reduce: reduceCurve,
  reduceTimes: reduceCurveTimes,
  draw: (rows, times) => ({
    title: say('experiments.titles.cheap'),
    panels: [
      {
        kind: 'bars',
        x: { label: '' },
        y: { label: say('experiments.rows.cheap.time') },
        series: times.map((row) => ({
          name: selectionName(String(row.kind)),
          points: [
            {
              x: say('experiments.rows.cheap.removal'),
              y: Number(row.ms),
              low: Number(row.ms_low ?? row.ms),
              high: Number(row.ms_high ?? row.ms),
            },
          ],
        })),
      },
      ...['gradient_norm_after', 'residual_accuracy', 'validation_accuracy'].map((column) =>
        curvePanel(rows, column, selectionName),
      ),
    ],
  }),
});
