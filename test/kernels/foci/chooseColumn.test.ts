import { describe, expect, it } from 'vitest';
import { type Decision, decideOnGpu } from '../../../src/kernels/cases/foci/chooseColumn';
import { withGpu } from '../../support/gpu';

async function decide(decision: Decision) {
  let result = { selection: [] as number[], taken: [] as number[] };
  await withGpu(async (gpu) => {
    result = await decideOnGpu(gpu, decision);
  });
  return result;
}

describe('the choice of a column on the GPU', () => {
  it('falls on the largest score, the lowest column among equals', async () => {
    const { selection, taken } = await decide({ n: 3, scores: [5, 9, 9, 2, 9] });
    expect(selection).toEqual([0, 1, 1, 9]);
    expect(taken).toEqual([0, 1, 0, 0, 0]);
  });

  it('passes over columns that are taken or do not vary', async () => {
    const { selection, taken } = await decide({ n: 3, scores: [9, 9, 4, 9], taken: [1, 1, 0, 1] });
    expect(selection).toEqual([0, 1, 2, 4]);
    expect(taken).toEqual([1, 1, 1, 1]);
    expect((await decide({ n: 3, scores: [9, 9], taken: [1, 1] })).selection[0]).toBe(1);
  });

  it('in the first step needs n S > sum of L^2, also past one word', async () => {
    const n = 8192;
    const score = 33_000_000;
    const product = n * score;
    expect(product).toBeGreaterThan(2 ** 32);
    const first = { n, scores: [score] };
    expect((await decide({ ...first, sumOfSquaredAtLeast: product - 1 })).selection).toEqual([
      0,
      1,
      0,
      score,
    ]);
    expect((await decide({ ...first, sumOfSquaredAtLeast: product })).selection).toEqual([1, 1, 0, 0]);
    expect((await decide({ ...first, sumOfSquaredAtLeast: product + 2 ** 32 })).selection[0]).toBe(1);
    expect((await decide({ ...first, sumOfSquaredAtLeast: product - 2 ** 32 + 5 })).selection[0]).toBe(0);
    expect((await decide({ ...first, sumOfSquaredAtLeast: 2 ** 40, keeps: true })).selection[0]).toBe(0);
  });

  it('in later steps needs a larger score than the step before', async () => {
    const later = { n: 9, sumOfSquaredAtLeast: 1e9, selection: [0, 2, 5, 40] as const };
    expect((await decide({ ...later, scores: [41, 1] })).selection).toEqual([0, 3, 0, 41]);
    expect((await decide({ ...later, scores: [40, 1] })).selection).toEqual([1, 3, 5, 40]);
    expect((await decide({ ...later, scores: [40, 1], keeps: true })).selection).toEqual([0, 3, 0, 40]);
  });

  it('raises the flag when the columns explain y, and does nothing once it is up', async () => {
    expect((await decide({ n: 9, scores: [3, 45], sumOfAtMost: 45 })).selection).toEqual([1, 1, 1, 45]);
    const over = await decide({ n: 9, scores: [99], selection: [1, 3, 7, 8] });
    expect(over).toEqual({ selection: [1, 3, 7, 8], taken: [0] });
  });
});
