/**
 * FOCI on the CPU against the plain incremental double loop over all pairs (src/math/dependence/fociBrute.ts), the rival. n = 1000; y depends on
 * four columns. On the columns with many zeros the selection is told to take five columns, so that every size of tie is met.
 */
import { foci } from '../../src/math/dependence/foci';
import { fociBrute } from '../../src/math/dependence/fociBrute';
import { fociOracle } from '../../src/math/dependence/fociOracle';
import type { FociOptions, FociTrace } from '../../src/math/dependence/fociTrace';
import { type ColumnKind, columnKinds, drawProblem } from './fociProblem';
import { type BenchReport, leastMs } from './report';

/** On columns with many zeros the selection would end too soon to meet every size of tie. */
const OPTIONS: Partial<Record<ColumnKind, FociOptions>> = {
  '70% zeros': { noGain: 'continue', maxSlices: 5 },
};

export default async function bench(report: BenchReport): Promise<void> {
  report.note(
    'n = 1000, y depends on columns 3, 20, 50, 80; rival: double loop over all pairs, distances kept',
  );
  for (const columns of [110, 390]) {
    for (const kind of columnKinds) {
      const options = OPTIONS[kind] ?? {};
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
