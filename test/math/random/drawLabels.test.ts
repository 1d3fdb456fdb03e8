import { describe, expect, it } from 'vitest';
import { drawLabels } from '../../../src/math/random/drawLabels';
import { createRandom, type Random } from '../../../src/math/random/random';

/** Gives these numbers one after another. */
function giving(...uniforms: number[]): Random {
  const next = uniforms.values();
  return { ...createRandom(1), uniform: () => next.next().value! };
}

describe('drawLabels', () => {
  const row = [0.25, 0, 0.5, 0.25];
  const probabilities = Float64Array.from([...row, ...row, ...row, ...row, ...row]);

  it('takes the class in whose stretch of [0, 1) the random number falls, by hand', () => {
    const random = giving(0, 0.2499, 0.25, 0.7499, 0.75);
    expect([...drawLabels(probabilities, 4, random)]).toEqual([0, 0, 2, 2, 3]);
  });

  it('draws each class as often as its probability says, within four standard deviations', () => {
    const count = 20_000;
    const many = Float64Array.from({ length: 4 * count }, (_, i) => row[i % 4]!);
    const drawn = drawLabels(many, 4, createRandom(3, 'test'));
    row.forEach((probability, k) => {
      const share = drawn.filter((label) => label === k).length / count;
      const deviation = Math.sqrt((probability * (1 - probability)) / count);
      expect(Math.abs(share - probability)).toBeLessThanOrEqual(4 * deviation);
    });
    expect([...drawLabels(many, 4, createRandom(3, 'test'))]).toEqual([...drawn]);
  });

  it('gives the last class what rounding leaves over', () => {
    expect([...drawLabels(Float64Array.of(0.1, 0.8999999), 2, giving(0.99999999))]).toEqual([1]);
  });
});
