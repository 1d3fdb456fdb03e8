/** Appendix D.4: K-FAC's curvature beside L-FOCI's slices, on the two-layer net. */

import type { CurvatureId, SelectionId } from '../../engine/choices';
import { rowWords } from '../../words/rowWords';
import { say } from '../../words/say';
import { curveFigure, reduceCurve, reduceCurveTimes } from '../curveFigures';
import { defineExperiment } from '../experiment';
import { type CurveSpec, runCurve } from '../removalCurve';

const steps: readonly (readonly [SelectionId, CurvatureId])[] = [
  ['lfoci', 'secant'],
  ['lfoci', 'kfac'],
  ['full', 'kfac'],
];
const sizes = { small: { runs: 3, removals: 30, every: 5 }, paper: { runs: 10, removals: 1000, every: 50 } };

export const appendixD4 = defineExperiment<CurveSpec>({
  data: { small: { data: 'fashion', limit: null }, paper: { data: 'mnist', limit: 10_000 } },
  cells(scale, data) {
    const { runs, removals, every } = sizes[scale];
    return steps.flatMap(([selection, curvature]) =>
      Array.from({ length: runs }, (_, run) => ({
        kind: `${selection} ${curvature}`,
        model: { ...data!, model: 'mnist-2nn', training: 'shipped' as const },
        settings: { selection, curvature },
        noise: null,
        draw: { kind: 'random' as const, count: removals, seed: run + 1 },
        seed: run + 1,
        every,
        retrains: false,
      })),
    );
  },
  run: runCurve,
  reduce: reduceCurve,
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
