import { expect, test } from 'vitest';
import { mostTelling } from '../../../src/state/samples/example';

test('the example is the sample whose probability is expected to change most, of those that are left', () => {
  // p e: 0.5 x 1, 0.01 x 20, 0.9 x 0.1, 0.25 x 3 = 0.75.
  const losses = Float32Array.from([0.5, 0.01, 0.9, 0.25], (p) => -Math.log(p));
  const effects = Float32Array.from([1, 20, 0.1, 3]);
  expect(mostTelling(effects, losses, new Uint8Array(1))).toBe(3);
  expect(mostTelling(effects, losses, Uint8Array.of(0b1000))).toBe(0);
  expect(mostTelling(new Float32Array(4), losses, new Uint8Array(1))).toBeNull();
});
