/**
 * Table 7b on provisions: those of the most and of the least frequent class removed one by one, at three epsilon and without noise; how many until micro F1 has fallen by one and by
 * five points, over all classes and of the class.
 */

import { say } from '../../words/say';
import { type DataChoice, defineExperiment, type Row } from '../experiment';
import { seriesBy } from '../figure';
import type { ModelChoice } from '../models';
import { summariseRows } from '../summary';

export const frequencies = ['most', 'least'] as const;
export type Frequency = (typeof frequencies)[number];
/** Epsilon of the certification noise, and its delta; null: without noise. */
export const epsilons = [null, 0.1, 0.01, 0.001] as const;
export const delta = 0.01;
/** By so many points of a hundred. */
export const drops = [1, 5] as const;

const sizes = { small: { seeds: 1, most: 15 }, paper: { seeds: 5, most: 200 } };

export interface ProvisionsSpec {
  readonly model: ModelChoice;
  readonly frequency: Frequency;
  readonly epsilon: number | null;
  /** Removals, as far as there are provisions of the class. */
  readonly most: number;
  readonly seed: number;
}

/** The columns of how many removals it took: null where F1 did not fall so far. */
export const fallen = drops.flatMap((drop) => [`overall_${drop}`, `class_${drop}`] as const);
const measured = ['overall_f1', 'class_f1', 'forget_f1'] as const;

export const table7b = defineExperiment<ProvisionsSpec>({
  data: { small: provisions(), paper: provisions() },
  cells(scale, data) {
    const { seeds, most } = sizes[scale];
    return frequencies.flatMap((frequency) =>
      epsilons.flatMap((epsilon) =>
        Array.from({ length: seeds }, (_, run) => ({
          model: { ...data!, model: 'transformer', training: 'shipped' as const },
          frequency,
          epsilon,
          most,
          seed: run + 1,
        })),
      ),
    );
  },
  reduce: (cells) =>
    summariseRows(
      cells.flatMap(({ rows }) => rows),
      { by: ['frequency', 'noise', 'removed'], of: [...measured, ...fallen] },
    ),
  reduceTimes: (cells) =>
    summariseRows(
      cells.flatMap(({ times }) => times),
      { by: ['frequency', 'noise'], of: ['ms'] },
    ),
  draw: (rows) => ({
    title: say('experiments.titles.table7b'),
    panels: frequencies.flatMap((frequency) =>
      (['overall_f1', 'class_f1'] as const).map((column) => ({
        title: say(`experiments.rows.table7b.${frequency}`),
        x: { label: say('experiments.axes.removed') },
        y: { label: say(`experiments.rows.table7b.${column}`), isShare: true },
        series: epsilons.map((epsilon) => ({
          name: nameOf(epsilon),
          points: pointsOf(rows, frequency, epsilon, column),
        })),
      })),
    ),
  }),
});

/** What the column `noise` has. */
export function noiseOf(epsilon: number | null): string {
  return epsilon === null ? 'none' : String(epsilon);
}

function nameOf(epsilon: number | null): string {
  return epsilon === null
    ? say('experiments.rows.table7b.none')
    : say('experiments.rows.table7b.epsilon', { epsilon });
}

function pointsOf(rows: readonly Row[], frequency: Frequency, epsilon: number | null, column: string) {
  const own = rows.filter((row) => row.frequency === frequency && row.noise === noiseOf(epsilon));
  return seriesBy(own, { by: 'noise', x: 'removed', y: column })[0]?.points ?? [];
}

function provisions(): DataChoice {
  return { data: 'provisions', limit: null };
}
