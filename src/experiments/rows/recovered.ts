/**
 * Beyond the paper: what share of the coupled retraining's change each selection, curvature and damping makes, and in what time; and rewinding, the last k epochs run again without the
 * sample: share against cost.
 */

import { type CurvatureId, curvatureIds, type SelectionId, selectionIds } from '../../engine/choices';
import { rowWords } from '../../words/rowWords';
import { say } from '../../words/say';
import { defineExperiment, type Row, type Value } from '../experiment';
import type { FigureSeries } from '../figure';
import type { ModelChoice } from '../models';
import { groupRows, summariseRows } from '../summary';

const steps: Readonly<Record<'small' | 'paper', Steps>> = {
  small: {
    selections: ['lfoci', 'random-layer', 'saliency', 'full'],
    curvatures: ['secant', 'cg'],
    dampings: [0.1, 0.01],
    rewinds: [1, 2, 3, 5, 8, 12, 16, 20],
  },
  paper: {
    selections: selectionIds,
    // A block solved whole makes the step of `cg`, and is too large for some selections.
    curvatures: curvatureIds.filter((id) => id !== 'block' && id !== 'block-fd'),
    dampings: [1, 0.1, 0.01],
    rewinds: Array.from({ length: 20 }, (_, i) => i + 1),
  },
};
const sizes = {
  small: { seeds: 5, quantiles: [0.98, 0.9, 0.997] },
  paper: { seeds: 5, quantiles: [0.98, 0.9, 0.997, 0.8, 0.96, 0.93, 0.99, 0.85, 0.7, 0.5] },
};

interface Steps {
  readonly selections: readonly SelectionId[];
  readonly curvatures: readonly CurvatureId[];
  readonly dampings: readonly number[];
  /** Epochs that are run again; those beyond the training's own are left out. */
  readonly rewinds: readonly number[];
}

export interface RecoveredSpec {
  readonly model: ModelChoice;
  /** Where the sample stands among all, by its loss. */
  readonly quantile: number;
  readonly seed: number;
  readonly steps: Steps;
}

export const recovered = defineExperiment<RecoveredSpec>({
  data: { small: { data: 'fashion', limit: null }, paper: { data: 'mnist', limit: 10_000 } },
  cells(scale, data) {
    const { seeds, quantiles } = sizes[scale];
    return Array.from({ length: seeds }, (_, i) => i + 1).flatMap((seed) =>
      quantiles.map((quantile) => ({
        model: { ...data!, model: 'mnist-2nn', training: { seed } },
        quantile,
        seed,
        steps: steps[scale],
      })),
    );
  },
  reduce: (cells) =>
    summariseRows(
      cells.flatMap(({ rows }) => rows),
      {
        by: ['step', 'selection', 'curvature', 'damping', 'epochs'],
        of: ['loss_share', 'margin_share', 'validation_correlation', 'cosine', 'distance_left'],
      },
    ),
  reduceTimes: (cells) =>
    summariseRows(
      cells.flatMap(({ times }) => times),
      { by: ['step', 'selection', 'curvature', 'damping', 'epochs'], of: ['cost'] },
    ),
  draw(rows, times) {
    const costOf = (row: Row) =>
      times.find((time) =>
        (['step', 'selection', 'curvature', 'damping', 'epochs'] as const).every(
          (name) => time[name] === row[name],
        ),
      )?.cost;
    const seriesOf = (own: readonly Row[], column: string, name: string): FigureSeries => ({
      name,
      points: own
        .flatMap((row) => {
          const [x, y] = [costOf(row), row[column]];
          if (typeof x !== 'number' || typeof y !== 'number') return [];
          const [low, high] = [row[`${column}_low`], row[`${column}_high`]] as (number | null)[];
          return [{ x, y, low: low ?? null, high: high ?? null }];
        })
        .sort((a, b) => a.x - b.x),
    });
    const rewinds = rows.filter(({ step }) => step === 'rewind');
    const made = rows.filter(({ step }) => step !== 'rewind');
    const seriesFor = (curvature: Value, column: string): FigureSeries[] => [
      seriesOf(rewinds, column, say('experiments.rows.recovered.rewind')),
      ...groupRows(
        made.filter((row) => row.curvature === curvature),
        ['selection'],
      ).map((own) => ({
        ...seriesOf(own, column, rowWords('engine.selections', own[0]!.selection as SelectionId).label),
        isScatter: true,
      })),
    ];
    const curvatures = [...new Set(made.map(({ curvature }) => curvature ?? null))];
    return {
      title: say('experiments.titles.recovered'),
      panels: curvatures.flatMap((curvature) =>
        (['loss_share', 'distance_left'] as const).map((column) => ({
          title: rowWords('engine.curvatures', curvature as CurvatureId).label,
          x: { label: say('experiments.axes.cost'), scale: 'log' as const },
          y: { label: say(`experiments.rows.recovered.${column}`) },
          series: seriesFor(curvature, column),
          references: [
            { y: column === 'loss_share' ? 1 : 0, label: say('experiments.rows.recovered.retraining') },
          ],
        })),
      ),
    };
  },
});
