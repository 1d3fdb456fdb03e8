/**
 * CODEC with its ties counted exactly against L-CODEC, on discrete data of fewer and fewer levels (Figures 3 and 9 of the paper). Both sort one
 * column; the exact count then visits every tied row, L-CODEC draws noise and visits one neighbour a row.
 */
import { codecOverTies } from '../../src/math/dependence/codecTies';
import { lfoci } from '../../src/math/dependence/lfoci';
import { createRandom } from '../../src/math/random/random';
import { type BenchReport, leastMs } from './report';

export default async function bench(report: BenchReport): Promise<void> {
  report.note('y = z + normal noise, z uniform on some levels; T(Y, Z)');
  for (const rows of [2000, 8000]) {
    for (const levels of [Number.POSITIVE_INFINITY, 1000, 100, 10, 2]) {
      const random = createRandom(1, `discrete ${rows} ${levels}`);
      const draw = () => (Number.isFinite(levels) ? random.integer(levels) / (levels - 1) : random.uniform());
      const z = Float64Array.from({ length: rows }, draw);
      const y = z.map((value) => value + 0.3 * random.normal());
      const x = { rows, columns: 1, values: z };
      let exact = codecOverTies(y, z);
      const exactMs = leastMs(5, () => {
        exact = codecOverTies(y, z);
      });
      let randomised = 0;
      const randomisedMs = leastMs(5, () => {
        randomised = lfoci(y, x, 1, { variant: 'cheap' }).values[0]!;
      });
      report.row({
        n: rows,
        levels: Number.isFinite(levels) ? levels : 'no ties',
        'rows visited / n': exact.visits / rows,
        'exact ms': exactMs,
        'L-CODEC ms': randomisedMs,
        ratio: exactMs / randomisedMs,
        'T exact': exact.value,
        'T L-CODEC': randomised,
      });
    }
  }
}
