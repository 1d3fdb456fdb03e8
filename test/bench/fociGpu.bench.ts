/**
 * FOCI on the GPU against the same selection by stock tfjs operations on the same device, the rival. n = 1000, y depends on four
 * columns. Where the rival would take longer than a minute, some of its chunks are timed and multiplied by their number: every chunk
 * of a step is the same work.
 */

import { openNodeGpu } from '../../src/cli/nodeGpu';
import { fociOnGpu } from '../../src/kernels/foci/foci';
import { foci } from '../../src/math/dependence/foci';
import type { FociTrace } from '../../src/math/dependence/fociTrace';
import type { Matrix } from '../../src/math/linear/matrix';
import { columnKinds, drawProblem, ROWS, TRUE_COLUMNS } from './fociProblem';
import { fociOnTfjs, pointTfjsAt, timeChunks } from './fociTfjs';
import type { BenchReport } from './report';

const RUNS = 3;
const LONGEST_RIVAL_MS = 60_000;

async function leastMsOf(runs: number, run: () => Promise<FociTrace>): Promise<[number, FociTrace]> {
  let trace = await run();
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k < runs; k++) {
    const start = performance.now();
    trace = await run();
    least = Math.min(least, performance.now() - start);
  }
  return [least, trace];
}

/** The rival's time for as many steps: all of it, or timed chunks multiplied. */
async function timeRival(y: Float64Array, x: Matrix, steps: number) {
  const { chunkMs, chunksPerStep } = await timeChunks(x);
  const estimateMs = chunkMs * chunksPerStep * steps;
  if (estimateMs > LONGEST_RIVAL_MS) return { ms: estimateMs, how: 'from timed chunks', selected: 'not run' };
  const start = performance.now();
  const { selected } = await fociOnTfjs(y, x);
  return { ms: performance.now() - start, how: 'whole', selected: selected.join(' ') };
}

export default async function bench(report: BenchReport): Promise<void> {
  const gpu = await openNodeGpu();
  await pointTfjsAt(gpu);
  report.note(`adapter: ${gpu.name}; n = ${ROWS}, y depends on columns ${TRUE_COLUMNS.join(', ')}`);
  try {
    for (const columns of [110, 390]) {
      for (const kind of columnKinds) {
        const { y, x } = drawProblem(kind, columns);
        const expected = JSON.stringify(foci(y, x));
        const [ms, trace] = await leastMsOf(RUNS, () => fociOnGpu(gpu, y, x));
        const rival = await timeRival(y, x, trace.steps.length);
        report.row({
          kind,
          p: columns,
          steps: trace.steps.length,
          'GPU ms': ms,
          'tfjs ms': rival.ms,
          tfjs: rival.how,
          ratio: rival.ms / ms,
          'same as CPU': JSON.stringify(trace) === expected ? 'yes' : 'NO',
          selected: trace.selected.join(' '),
          'selected by tfjs': rival.selected,
        });
      }
    }
  } finally {
    gpu.close();
  }
}
