/**
 * FOCI on the CPU against the plain incremental double loop over all pairs (src/math/fociBrute.ts), the rival. n = 1000; y depends on
 * four columns. On the columns with many zeros the selection is told to take five columns, so that every size of tie is met.
 */
import { foci } from '../../src/math/foci';
import { fociBrute } from '../../src/math/fociBrute';
import { fociOracle } from '../../src/math/fociOracle';
import type { FociOptions, FociTrace } from '../../src/math/fociTrace';
import { type Matrix, matrix } from '../../src/math/matrix';
import { createRandom } from '../../src/math/random';
import { type BenchReport, leastMs } from './report';

const ROWS = 1000;
const TRUE_COLUMNS = [3, 20, 50, 80] as const;

const KINDS: Record<string, { draw: (normal: number, mean: number) => number; options: FociOptions }> = {
  normal: { draw: (normal) => normal, options: {} },
  activation: { draw: (normal, mean) => mean + 0.05 * normal, options: {} },
  '70% zeros': {
    draw: (normal) => Math.max(0, normal - 0.5244),
    options: { noGain: 'continue', maxSlices: 5 },
  },
};

function drawProblem(kind: string, columns: number): { y: Float64Array; x: Matrix } {
  const random = createRandom(1, `${kind} ${columns}`);
  const means = Array.from({ length: columns }, () => 4 * random.uniform());
  const y = new Float64Array(ROWS);
  const values = new Float32Array(ROWS * columns);
  for (let i = 0; i < ROWS; i++) {
    const normals = means.map(() => random.normal());
    means.forEach((mean, j) => {
      values[i * columns + j] = KINDS[kind]!.draw(normals[j]!, mean);
    });
    const [a, b, c, d] = TRUE_COLUMNS.map((j) => normals[j]!) as [number, number, number, number];
    y[i] = 2 * a + b * b + Math.sin(2 * c) + 0.7 * d + 0.05 * random.normal();
  }
  return { y, x: matrix(ROWS, columns, values) };
}

export default async function bench(report: BenchReport): Promise<void> {
  report.note(
    'n = 1000, y depends on columns 3, 20, 50, 80; rival: double loop over all pairs, distances kept',
  );
  for (const columns of [110, 390]) {
    for (const [kind, { options }] of Object.entries(KINDS)) {
      const { y, x } = drawProblem(kind, columns);
      let trace = foci(y, x, options);
      const ms = leastMs(7, () => {
        trace = foci(y, x, options);
      });
      let rival = trace;
      const rivalMs = leastMs(2, () => {
        rival = fociBrute(y, x, options);
      });
      report.row({
        kind,
        p: columns,
        steps: trace.steps.length,
        'CPU ms': ms,
        'double loop ms': rivalMs,
        ratio: rivalMs / ms,
        'same integers': areEqual(trace, rival) ? 'yes' : 'NO',
        'same as oracle': isSameSelection(trace, fociOracle(y, x, options)) ? 'yes' : 'NO',
        selected: trace.selected.join(' '),
      });
    }
  }
}

function areEqual(a: FociTrace, b: FociTrace): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isSameSelection(a: FociTrace, b: FociTrace): boolean {
  return a.selected.join() === b.selected.join() && a.stop === b.stop;
}
