/** A cell of Figures 3 and 9: twelve binary attributes, and their blankets found in two ways. */

import { fociOverTies } from '../../math/dependence/fociTies';
import { lfoci } from '../../math/dependence/lfoci';
import type { Matrix } from '../../math/linear/matrix';
import { createRandom } from '../../math/random/random';
import type { CellResult } from '../experiment';
import type { AttributesSpec } from '../rows/fig3';

const attributes = 12;

export async function runAttributes({ samples, seed }: AttributesSpec): Promise<CellResult> {
  const { y, x } = drawAttributes(samples, seed);
  const exact = timed(() => fociOverTies(y, x));
  const randomised = timed(() => lfoci(y, x, seed));
  const [a, b] = [new Set(exact.result.selected), new Set(randomised.result.selected)];
  const both = [...a].filter((column) => b.has(column)).length;
  const row = { samples, seed };
  return {
    rows: [
      {
        ...row,
        exact_blanket: [...a].join(' '),
        lfoci_blanket: [...b].join(' '),
        exact_causes: shareOfCauses(a),
        lfoci_causes: shareOfCauses(b),
        agreement: both / new Set([...a, ...b]).size,
        visits_per_pair: exact.result.visits / (samples * attributes * exact.result.steps.length),
      },
    ],
    times: [
      { ...row, method: 'exact', ms: exact.ms },
      { ...row, method: 'lfoci', ms: randomised.ms },
    ],
  };
}

/** The target is decided by columns 0, 1 and 2. */
const causes = [0, 1, 2];
const shareOfCauses = (found: ReadonlySet<number>) =>
  causes.filter((column) => found.has(column)).length / causes.length;

function timed<T>(work: () => T): { readonly result: T; readonly ms: number } {
  const began = performance.now();
  const result = work();
  return { result, ms: performance.now() - began };
}

/** Twelve attributes: columns 0 to 5 are free, 6 to 11 copy one of those with errors. y: the majority of columns 0, 1 and 2, with errors. */
function drawAttributes(samples: number, seed: number): { readonly y: Float64Array; readonly x: Matrix } {
  const random = createRandom(seed, 'attributes');
  const values = new Float64Array(samples * attributes);
  const y = new Float64Array(samples);
  const flip = (bit: number, share: number) => (random.uniform() < share ? 1 - bit : bit);
  for (let i = 0; i < samples; i++) {
    const row = values.subarray(i * attributes, (i + 1) * attributes);
    for (let column = 0; column < 6; column++) row[column] = random.uniform() < 0.3 + 0.08 * column ? 1 : 0;
    for (let column = 6; column < attributes; column++) row[column] = flip(row[column - 6]!, 0.15);
    y[i] = flip(row[0]! + row[1]! + row[2]! >= 2 ? 1 : 0, 0.05);
  }
  return { y, x: { rows: samples, columns: attributes, values } };
}
