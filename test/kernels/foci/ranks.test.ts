import { describe, expect, it } from 'vitest';
import { orderedKeys, prepareRanks } from '../../../src/kernels/foci/ranks';
import { prepareRankTotals } from '../../../src/kernels/foci/rankTotals';
import { rank } from '../../../src/math/dependence/ranks';
import { createRandom, type Random } from '../../../src/math/random/random';
import { withGpu } from '../../support/gpu';
import { garbage, recorded } from '../recorded';

const KINDS: Record<string, (random: Random) => number> = {
  normal: (random) => random.normal(),
  ties: (random) => random.integer(4) - 1.5,
  'closer than float32 can tell': (random) => 1 + random.integer(5) * 2 ** -50,
  'both zeros and subnormals': (random) => [-0, 0, 5e-324, -5e-324][random.integer(4)]!,
  'the whole range': (random) => random.normal() * 10 ** (300 - random.integer(600)),
  constant: () => 7,
};

async function ranksOnGpu(y: ArrayLike<number>, pairsPerDispatch = 1e9) {
  let result: Uint32Array[] = [];
  await withGpu(async (gpu) => {
    const [recordRanks, recordTotals] = await Promise.all([prepareRanks(gpu), prepareRankTotals(gpu)]);
    result = await recorded(gpu, (encoder, scope) => {
      const atMost = garbage(scope, y.length);
      const atLeast = garbage(scope, y.length);
      const totals = garbage(scope, 3);
      const keys = scope.upload('keys', orderedKeys(y));
      recordRanks(encoder, scope, { keys, atMost, atLeast }, y.length, pairsPerDispatch);
      recordTotals(encoder, scope, { atMost, atLeast, totals }, y.length);
      return [atMost, atLeast, totals];
    });
  });
  const [atMost, atLeast, totals] = result as [Uint32Array, Uint32Array, Uint32Array];
  return { atMost, atLeast, sumOfAtMost: totals[0]!, sumOfSquaredAtLeast: totals[1]! + totals[2]! * 2 ** 32 };
}

describe('ranks on the GPU', () => {
  for (const [kind, draw] of Object.entries(KINDS)) {
    it.each([2, 3, 63, 64, 65, 1000])(`counts as the oracle does: ${kind}, n = %i`, async (n) => {
      const random = createRandom(n, kind);
      const y = Float64Array.from({ length: n }, () => draw(random));
      const expected = rank(y);
      const actual = await ranksOnGpu(y);
      expect(actual.atMost).toEqual(expected.atMost);
      expect(actual.atLeast).toEqual(expected.atLeast);
      expect(actual.sumOfAtMost).toBe(expected.atMost.reduce((sum, r) => sum + r, 0));
      expect(actual.sumOfSquaredAtLeast).toBe(expected.sumOfSquaredAtLeast);
    });
  }

  it('adds squares past one word, and counts the same in many dispatches', async () => {
    const random = createRandom(1, 'large');
    const y = Float64Array.from({ length: 8192 }, () => random.normal());
    const expected = rank(y);
    const actual = await ranksOnGpu(y, 8192 * 1000);
    expect(actual.atLeast).toEqual(expected.atLeast);
    expect(expected.sumOfSquaredAtLeast).toBeGreaterThan(2 ** 32);
    expect(actual.sumOfSquaredAtLeast).toBe(expected.sumOfSquaredAtLeast);
  });

  it('refuses sizes it was not built for', async () => {
    await expect(ranksOnGpu([1])).rejects.toThrow('n=1');
    await expect(ranksOnGpu(new Float64Array(8193))).rejects.toThrow('n=8193');
  });
});
