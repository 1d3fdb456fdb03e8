/**
 * Table 1: the Markov blanket of 3D-Bullseye, whose graph is known, from the radii, from the three coordinates of each point, and from features that are learned: by L-FOCI, by tests
 * with L-CODEC, and by the test of conditional mutual information that the paper compares with.
 */

import {
  BULLSEYE_BLANKET,
  type Bullseye,
  drawBullseye,
  type IndependenceTest,
  pickColumns,
  searchByTests,
} from '../../math/dependence/bullseye';
import { conditionalIndependenceTest } from '../../math/dependence/conditionalIndependence';
import { learnFeature } from '../../math/dependence/learnedFeature';
import { lfoci } from '../../math/dependence/lfoci';
import { mutualInformationTest } from '../../math/dependence/mutualInformationTest';
import type { Matrix } from '../../math/linear/matrix';
import { breathe } from '../../model/job';
import { say } from '../../words/say';
import { defineExperiment, type Row } from '../experiment';
import type { FigurePanel } from '../figure';
import { summariseRows } from '../summary';

const forms = ['radii', 'coordinates', 'features'] as const;
const methods = ['lfoci', 'codec-test', 'cmi-test'] as const;
const sizes = {
  small: { runs: 5, samples: 400, permutations: 99 },
  paper: { runs: 10, samples: 5000, permutations: 99 },
};
const features = 6;

interface BullseyeSpec {
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
  async run(spec, { signal }) {
    const began = performance.now();
    const found = await findBlanket(spec, signal);
    const ms = performance.now() - began;
    const { form, method, samples, seed } = spec;
    const hits = found.filter((one) => BULLSEYE_BLANKET.includes(one)).length;
    const row = { form, method, samples, seed };
    return {
      rows: [
        {
          ...row,
          found: found.join(' '),
          true_positive_rate: hits / BULLSEYE_BLANKET.length,
          false_positive_rate: (found.length - hits) / (features - BULLSEYE_BLANKET.length),
        },
      ],
      times: [{ ...row, ms }],
    };
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
      { ...panel(times, 'ms', say('experiments.axes.ms')), y: { label: say('experiments.axes.ms') } },
    ],
  }),
});

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

async function findBlanket(spec: BullseyeSpec, signal: AbortSignal | undefined): Promise<readonly number[]> {
  const { form, method, samples, permutations, seed } = spec;
  const drawn = drawBullseye(samples, seed);
  const groups = groupsOf(drawn, form, seed);
  if (method === 'lfoci') {
    // A point is found where any of its coordinates is.
    const { selected } = lfoci(drawn.y, beside(groups), seed);
    const width = groups[0]!.columns;
    return [...new Set(selected.map((column) => Math.floor(column / width)))].sort((a, b) => a - b);
  }
  const search = searchByTests(features, testOf(drawn, groups, method, { permutations, seed }));
  for (let step = search.next(); ; step = search.next()) {
    if (step.done) return step.value;
    await breathe(signal);
  }
}

function testOf(
  { y }: Bullseye,
  groups: readonly Matrix[],
  method: 'codec-test' | 'cmi-test',
  options: { readonly permutations: number; readonly seed: number },
): IndependenceTest {
  const target: Matrix = { rows: y.length, columns: 1, values: y };
  return (feature, given) => {
    const others = given.map((one) => groups[one]!);
    if (method === 'cmi-test') {
      const condition = others.length === 0 ? null : beside(others);
      return mutualInformationTest(target, groups[feature]!, condition, options).pValue;
    }
    const condition = others.length === 0 ? undefined : beside(others);
    return conditionalIndependenceTest(y, groups[feature]!.values, condition, options).pValue;
  };
}

/** A matrix for each feature: its radius, its point, or what is learned of it. */
function groupsOf({ y, radii, points }: Bullseye, form: BullseyeSpec['form'], seed: number): Matrix[] {
  switch (form) {
    case 'radii':
      return points.map((_, feature) => pickColumns(radii, [feature]));
    case 'coordinates':
      return [...points];
    case 'features':
      return points.map((point) => ({ rows: point.rows, columns: 1, values: learnFeature(y, point, seed) }));
    default:
      return form satisfies never;
  }
}

/** Matrices side by side. */
function beside(groups: readonly Matrix[]): Matrix {
  const { rows } = groups[0]!;
  const columns = groups.reduce((sum, group) => sum + group.columns, 0);
  const values = new Float64Array(rows * columns);
  let from = 0;
  for (const group of groups) {
    for (let i = 0; i < rows; i++) {
      for (let c = 0; c < group.columns; c++) {
        values[i * columns + from + c] = group.values[i * group.columns + c]!;
      }
    }
    from += group.columns;
  }
  return { rows, columns, values };
}
