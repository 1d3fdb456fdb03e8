import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { drawReleaseNoise } from '../../../src/engine/certificate/releaseNoise';
import { normalFromBits } from '../../../src/math/random/normalFromBits';

const most = 2 ** 32 - 1;

describe('normal numbers from bits', () => {
  it('follow Box and Muller', () => {
    // u = 1/2 and v = 1/4, but for the step of 2^-53 that keeps u from 0.
    const [first, second] = normalFromBits(Uint32Array.of(2 ** 31, 0, 2 ** 30, 0));
    expect(first).toBeCloseTo(0, 12);
    expect(second).toBeCloseTo(Math.sqrt(2 * Math.LN2), 12);
  });

  it('are finite at both ends, and reach as far as 53 bits allow', () => {
    expect([...normalFromBits(Uint32Array.of(most, most, most, most))].map(Math.abs)).toEqual([0, 0]);
    const [far] = normalFromBits(Uint32Array.of(0, 0, most, most));
    expect(far).toBeCloseTo(Math.sqrt(2 * 53 * Math.LN2), 9);
  });

  it('refuses words that are no fours', () => {
    expect(() => normalFromBits(new Uint32Array(6))).toThrow(/got 6/);
  });
});

describe('the noise of a release', () => {
  // Bounds that chance breaks less than once in a billion runs.
  it('has mean 0 and the deviation that is asked for, and is another one each time', () => {
    const count = 100_001;
    const noise = drawReleaseNoise(count, 0.5);
    expect(noise.length).toBe(count);
    const mean = noise.reduce((sum, value) => sum + value, 0) / count;
    const square = noise.reduce((sum, value) => sum + value * value, 0) / count;
    expect(Math.abs(mean)).toBeLessThan((6.2 * 0.5) / Math.sqrt(count));
    expect(Math.abs(square / 0.25 - 1)).toBeLessThan(6.2 * Math.sqrt(2 / count));
    const share = noise.filter((value) => Math.abs(value) < 0.5).length / count;
    expect(Math.abs(share - 0.682689)).toBeLessThan((6.2 * 0.4655) / Math.sqrt(count));
    expect(drawReleaseNoise(2, 1)).not.toEqual(drawReleaseNoise(2, 1));
  });

  it('is the one use of random bits without a seed, but for the names of what is kept', () => {
    const source = join(import.meta.dirname, '../../../src');
    const unseeded = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
      (path) =>
        /\.tsx?$/.test(path) &&
        /\.(getRandomValues|randomUUID)\(/.test(readFileSync(join(source, path), 'utf8')),
    );
    expect(unseeded.toSorted()).toEqual(['engine/certificate/releaseNoise.ts', 'lab/saving/freshId.ts']);
  });
});
