/** A cell of Table 1: the blanket of one drawing of 3D-Bullseye, by one method. */

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
import type { CellContext, CellResult } from '../experiment';
import type { BullseyeSpec } from '../rows/table1';

const features = 6;

export async function runBullseye(spec: BullseyeSpec, { signal }: CellContext): Promise<CellResult> {
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
  return (feature, given, level) => {
    const others = given.map((one) => groups[one]!);
    if (method === 'cmi-test') {
      const condition = others.length === 0 ? null : beside(others);
      return mutualInformationTest(target, groups[feature]!, condition, { ...options, level }).pValue;
    }
    const condition = others.length === 0 ? undefined : beside(others);
    return conditionalIndependenceTest(y, groups[feature]!.values, condition, { ...options, level }).pValue;
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
