/**
 * Table 1: the Markov blanket of 3D-Bullseye, whose graph is known, from the radii, from the three coordinates of each point, and from features that are learned: by L-FOCI, by tests
 * with L-CODEC, and by the test of conditional mutual information that the paper compares with.
 */

import { say } from '../../words/say';
import { defineExperiment, type Row } from '../experiment';
import type { FigurePanel } from '../figure';
import { summariseRows } from '../summary';

const forms = ['radii', 'coordinates', 'features'] as const;
const methods = ['lfoci', 'codec-test', 'cmi-test'] as const;
const sizes = {
  small: { runs: 5, samples: 400, permutations: 99 },
  // As few as tell 5%: each costs the test by nearest neighbours n^2 steps.
  paper: { runs: 10, samples: 5000, permutations: 39 },
};

export interface BullseyeSpec {
  readonly form: (typeof forms)[number];
  readonly method: (typeof methods)[number];
  readonly samples: number;
  readonly permutations: number;
  readonly seed: number;
}

export const table1 = defineExperiment<BullseyeSpec>({
  data: null,
  cells(scale) {
    const { runs, samples, permutations } = sizes[scale];
    // L-CODEC takes one column at a time: three coordinates are no feature to its test.
    const pairs = forms.flatMap((form) =>
      methods
        .filter((method) => form !== 'coordinates' || method !== 'codec-test')
        .map((method) => ({ form, method })),
    );
    return pairs.flatMap((pair) =>
      Array.from({ length: runs }, (_, run) => ({ ...pair, samples, permutations, seed: run + 1 })),
    );
  },
  reduce: (cells) =>
    summariseRows(
      cells.flatMap(({ rows }) => rows),
      { by: ['form', 'method', 'samples'], of: ['true_positive_rate', 'false_positive_rate'] },
    ),
  reduceTimes: (cells) =>
    summariseRows(
      cells.flatMap(({ times }) => times),
      { by: ['form', 'method', 'samples'], of: ['ms'] },
    ),
  draw: (rows, times) => ({
    title: say('experiments.titles.table1'),
    panels: [
      panel(rows, 'true_positive_rate', say('experiments.axes.truePositives')),
      panel(rows, 'false_positive_rate', say('experiments.axes.falsePositives')),
      timePanel(times),
    ],
  }),
});

/** Of methods that differ by a thousand times: on a logarithm, which has no place for bars. */
function timePanel(times: readonly Row[]): FigurePanel {
  const { x, y, series } = panel(times, 'ms', say('experiments.axes.ms'));
  return {
    x,
    y: { label: y.label, scale: 'log' },
    series: series.map((one) => ({ ...one, isScatter: true })),
  };
}

function panel(rows: readonly Row[], column: string, label: string): FigurePanel {
  return {
    x: { label: '' },
    y: { label, isShare: true },
    kind: 'bars',
    series: methods.map((method) => ({
      name: say(`experiments.rows.table1.methods.${method}`),
      points: rows
        .filter((row) => row.method === method)
        .map((row) => ({
          x: say(`experiments.rows.table1.forms.${row.form as BullseyeSpec['form']}`),
          y: Number(row[column]),
          low: row[`${column}_low`] as number | null,
          high: row[`${column}_high`] as number | null,
        })),
    })),
  };
}
