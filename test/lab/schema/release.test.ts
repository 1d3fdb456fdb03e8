import { describe, expect, it } from 'vitest';
import { readRelease, writeRelease } from '../../../src/lab/schema/release';

const release = { epsilon: 1, delta: 1e-5, sigma: 0.02, weights: Float32Array.of(0.5, -1e-9, 3) };

describe('the file of a release', () => {
  it('is read back as it was written, and holds weights and terms alone', () => {
    const text = writeRelease({ ...release, seed: 7 } as never);
    expect(readRelease(text, 'release')).toEqual(release);
    expect(Object.keys(JSON.parse(text))).toEqual([
      'format',
      'version',
      'epsilon',
      'delta',
      'sigma',
      'weights',
    ]);
  });

  it.each([
    [{ sigma: 0 }, /sigma/],
    [{ weights: 'AAA=' }, /weights/],
    [{ version: 2 }, /newer version/],
    [{ format: 'lethe-session' }, /format/],
  ])('refuses %j', (change, message) => {
    const file = { ...JSON.parse(writeRelease(release)), ...change };
    expect(() => readRelease(JSON.stringify(file), 'release')).toThrow(message);
  });
});
