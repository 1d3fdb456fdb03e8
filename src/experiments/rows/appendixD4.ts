/** Appendix D.4: K-FAC's curvature beside L-FOCI's slices, on the two-layer net. */

import type { CurvatureId, SelectionId } from '../../engine/choices';
import { rowWords } from '../../words/rowWords';
import { say } from '../../words/say';
import { type CurveSpec, drawnRuns } from '../curve';
import { curveFigure, reduceCurveTimes, reducePaired } from '../curveFigures';
import { defineExperiment } from '../experiment';

const steps: readonly (readonly [SelectionId, CurvatureId])[] = [
  ['lfoci', 'secant'],
  ['lfoci', 'kfac'],
  ['full', 'kfac'],
];
const sizes = { small: { runs: 3, removals: 30, every: 5 }, paper: { runs: 10, removals: 1000, every: 50 } };

export const appendixD4 = defineExperiment<CurveSpec>({
  data: { small: { data: 'fashion', limit: null }, paper: { data: 'mnist', limit: 10_000 } },
  cells(scale, data) {
    return steps.flatMap(([selection, curvature]) => {
      const model = { ...data!, model: 'mnist-2nn', training: 'shipped' } as const;
      return drawnRuns(
        { kind: `${selection} ${curvature}`, model, settings: { selection, curvature } },
        sizes[scale],
      );
    });
  },
  reduce: (cells) => reducePaired(cells, 'lfoci secant', ['residual_accuracy', 'validation_accuracy']),
  reduceTimes: reduceCurveTimes,
  draw: (rows) =>
    curveFigure(
      say('experiments.titles.appendix-d4'),
      rows,
      ['residual_accuracy', 'validation_accuracy', 'gradient_norm_after', 'distance'],
      nameOf,
    ),
});

function nameOf(kind: string): string {
  const [selection, curvature] = kind.split(' ');
  const ofSelection = rowWords('engine.selections', selection as SelectionId).label;
  return `${ofSelection}, ${rowWords('engine.curvatures', curvature as CurvatureId).label}`;
}
