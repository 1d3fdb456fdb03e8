import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/math/random/random';

describe('createRandom', () => {
  it('repeats itself for the same seed and label, and only then', () => {
    const draw = (seed: number, label: string) => {
      const random = createRandom(seed, label);
      return Array.from({ length: 8 }, () => random.bits());
    };
    expect(draw(7, 'shuffle')).toEqual(draw(7, 'shuffle'));
    expect(draw(7, 'shuffle')).not.toEqual(draw(8, 'shuffle'));
    expect(draw(7, 'shuffle')).not.toEqual(draw(7, 'noise'));
    expect(draw(2 ** 40, '')).not.toEqual(draw(0, ''));
  });

  it('draws standard normals: mean, variance and fourth moment within 5 standard errors', () => {
    const count = 200_000;
    const random = createRandom(1, 'normal');
    const draws = Float64Array.from({ length: count }, () => random.normal());
    const moment = (power: number) => draws.reduce((sum, z) => sum + z ** power, 0) / count;
    expect(Math.abs(moment(1))).toBeLessThan(5 / Math.sqrt(count));
    expect(Math.abs(moment(2) - 1)).toBeLessThan(5 * Math.sqrt(2 / count));
    expect(Math.abs(moment(4) - 3)).toBeLessThan(5 * Math.sqrt(96 / count));
  });

  it('draws integers uniformly (chi-square, 9 degrees of freedom, 0.1% level)', () => {
    const random = createRandom(3);
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 50_000; i++) counts[random.integer(10)]! += 1;
    const chiSquare = counts.reduce((sum, observed) => sum + (observed - 5000) ** 2 / 5000, 0);
    expect(chiSquare).toBeLessThan(27.9);
  });

  it('shuffles to a permutation', () => {
    const shuffled = createRandom(5).shuffle(Uint32Array.from({ length: 100 }, (_, i) => i));
    expect([...shuffled]).not.toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect([...shuffled].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
  });

  it('refuses seeds that are not whole numbers, and names them', () => {
    expect(() => createRandom(-1)).toThrow(/-1/);
    expect(() => createRandom(0.5)).toThrow(/0.5/);
    expect(() => createRandom(0).integer(0)).toThrow(/got 0/);
  });
});
