/** The whole selection on the GPU: the trace of src/math/dependence/foci.ts, to the last bit. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  adversarialMatrix,
  adversarialResponse,
  COLUMN_KINDS,
  type ColumnKind,
} from '../../../src/kernels/cases/foci/adversarialColumns';
import { drawProblem } from '../../../src/kernels/cases/foci/foci';
import { fociOnGpu } from '../../../src/kernels/foci/foci';
import { foci } from '../../../src/math/dependence/foci';
import type { FociOptions } from '../../../src/math/dependence/fociTrace';
import { type Matrix, matrix } from '../../../src/math/linear/matrix';
import { createRandom } from '../../../src/math/random/random';
import { withGpu } from '../../support/gpu';

const kinds = Object.keys(COLUMN_KINDS) as ColumnKind[];

async function expectSameTrace(y: Float64Array, x: Matrix, options: FociOptions = {}) {
  const expected = foci(y, x, options);
  await withGpu(async (gpu) => {
    expect(await fociOnGpu(gpu, y, x, options)).toEqual(expected);
  });
  return expected;
}

describe('a selection on the GPU', () => {
  it('agrees on ties, zeros, repeated rows, huge offsets and subnormals', async () => {
    const kind = fc.constantFrom(...kinds);
    const problem = fc.record({
      seed: fc.nat(),
      rows: fc.oneof(fc.integer({ min: 2, max: 9 }), fc.integer({ min: 60, max: 140 })),
      columns: fc.array(kind, { minLength: 1, maxLength: 9 }),
      repeatedShare: fc.constantFrom(0, 0.05, 0.5),
    });
    await fc.assert(
      fc.asyncProperty(problem, async ({ seed, rows, columns, repeatedShare }) => {
        const x = adversarialMatrix(seed, rows, columns, repeatedShare);
        await expectSameTrace(adversarialResponse(seed, x), x, { noGain: 'continue' });
      }),
      { numRuns: 60, seed: 1 },
    );
  }, 240_000);

  it.each<FociOptions>([
    { maxSlices: 1 },
    { maxSlices: 2 },
    { variant: 'cheap' },
    { first: 'none' },
    { noGain: 'continue', maxSlices: 5 },
  ])('obeys %o', async (options) => {
    const { y, x } = drawProblem(100, 9);
    await expectSameTrace(y, x, options);
    const random = createRandom(7, 'independent');
    const noise = y.map(() => random.normal());
    await expectSameTrace(noise, x, options);
  });

  it('ends where there is nothing to learn: no column varies, or y does not', async () => {
    const { y, x } = drawProblem(20, 3);
    const still = matrix(20, 3, new Float32Array(60).fill(2.5));
    expect((await expectSameTrace(y, still)).stop).toBe('noInformation');
    expect(
      (
        await expectSameTrace(
          y.map(() => 4),
          x,
        )
      ).stop,
    ).toBe('noInformation');
  });

  it('ends where the columns explain y', async () => {
    const levels = Float32Array.from({ length: 80 }, (_, k) => (k % 2 === 0 ? (k / 2) % 4 : k));
    const y = Float64Array.from({ length: 40 }, (_, i) => i % 4);
    expect((await expectSameTrace(y, matrix(40, 2, levels))).stop).toBe('exhausted');
  });
});

describe('a selection that cannot be', () => {
  const { y, x } = drawProblem(10, 3);
  const refused = (y: Float64Array, x: Matrix, options: FociOptions, message: string) =>
    withGpu(async (gpu) => {
      await expect(fociOnGpu(gpu, y, x, options)).rejects.toThrow(message);
    });

  it('is refused with the argument and the number', async () => {
    await refused(y.subarray(1), x, {}, 'y has 9 entries but x has 10 rows');
    await refused(new Float64Array(1), matrix(1, 1, new Float32Array(1)), {}, 'n=1');
    await refused(new Float64Array(8193), matrix(8193, 1, new Float32Array(8193)), {}, 'n=8193');
    await refused(new Float64Array(2), matrix(2, 4097, new Float32Array(8194)), {}, 'p=4097');
    await refused(Float64Array.from(y).fill(Number.NaN, 4, 5), x, {}, 'y[4] = NaN');
    await refused(y, x, { maxSlices: 0 }, 'got 0');
    const infinite = Float32Array.from(x.values).fill(Number.POSITIVE_INFINITY, 7, 8);
    await refused(y, matrix(10, 3, infinite), {}, 'row 2, column 1');
  });
});
