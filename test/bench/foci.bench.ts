/**
 * FOCI on the CPU against commit 25670b1, against a torch program (fociTorch.py, a single run), and against the plain incremental double loop over all pairs
 * (src/math/dependence/fociBrute.ts). n = 1000; y depends on four columns. On the columns with many zeros the selection is told to take five columns, so that every size of tie is met.
 */
import { foci } from '../../src/math/dependence/foci';
import { fociBrute } from '../../src/math/dependence/fociBrute';
import { fociOracle } from '../../src/math/dependence/fociOracle';
import type { FociOptions, FociTrace } from '../../src/math/dependence/fociTrace';
import { type ColumnKind, columnKinds, drawProblem } from './fociProblem';
import { fociBefore, fociInTorch } from './fociRivals';
import { type BenchReport, leastMs } from './report';

/** On columns with many zeros the selection would end too soon to meet every size of tie. */
const OPTIONS: Partial<Record<ColumnKind, FociOptions>> = {
  '70% zeros': { noGain: 'continue', maxSlices: 5 },
};

export default async function bench(report: BenchReport): Promise<void> {
  report.note(
    'n = 1000, y depends on columns 3, 20, 50, 80; loop: double loop over all pairs, distances kept',
  );
  const before = await fociBefore();
  for (const columns of [110, 390]) {
    for (const kind of columnKinds) {
      const options = OPTIONS[kind] ?? {};
      const { y, x } = drawProblem(kind, columns);
      let trace = foci(y, x, options);
      let [ms, beforeMs] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
      // Taking turns, so that what else the machine does slows both.
      for (let turn = 0; turn < 9; turn++) {
        if (before)
          beforeMs = Math.min(
            beforeMs,
            leastMs(1, () => before(y, x, options)),
          );
        ms = Math.min(
          ms,
          leastMs(1, () => foci(y, x, options)),
        );
      }
      trace = foci(y, x, options);
      const torch = kind === '70% zeros' ? undefined : fociInTorch(y, x);
      let rival = trace;
      const rivalMs = leastMs(2, () => {
        rival = fociBrute(y, x, options);
      });
      report.row({
        kind,
        p: columns,
        steps: trace.steps.length,
        'CPU ms': ms,
        '25670b1 ms': before ? beforeMs : '',
        'x 25670b1': before ? beforeMs / ms : '',
        [`torch ms${torch ? ` (${torch.threads} threads)` : ''}`]: torch?.ms ?? '',
        'x torch': torch ? torch.ms / ms : '',
        'loop ms': rivalMs,
        'x loop': rivalMs / ms,
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
