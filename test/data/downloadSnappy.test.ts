import { snappyCompress } from 'hyparquet-writer/src/snappy.js';
import { expect, test } from 'vitest';
import { unpackSnappy } from '../../src/data/download/snappy';
import { createRandom } from '../../src/math/random/random';

/** A literal "ab", then a copy of 6 bytes from 2 back: it repeats what it has just written. */
const ABABABAB = Uint8Array.of(8, (2 - 1) << 2, 97, 98, 1 | ((6 - 4) << 2), 2);

test('unpacks the example of the format, worked out by hand', () => {
  expect(new TextDecoder().decode(unpackSnappy(ABABABAB, 8))).toBe('abababab');
});

test.each([0, 1, 59, 60, 61, 256, 257, 65_536, 70_000])(
  'unpacks what another program packed: %i bytes',
  (size) => {
    const random = createRandom(size, 'snappy');
    const noise = Uint8Array.from({ length: size }, () => random.bits());
    const repeating = noise.map((_, i) => (i % 700 < 500 ? i % 7 : noise[i]!));
    for (const bytes of [noise, repeating]) {
      expect(Buffer.compare(unpackSnappy(snappyCompress(bytes), size), bytes)).toBe(0);
    }
  },
);

test.each([
  ['another size', ABABABAB, 9],
  ['a smaller size', ABABABAB, 7],
  ['a literal that is cut off', ABABABAB.subarray(0, 3), 8],
  ['a copy from before the start', ABABABAB.with(5, 3), 8],
  ['a copy from no distance', ABABABAB.with(5, 0), 8],
  ['a literal of 2^32 bytes', Uint8Array.of(8, 63 << 2, 255, 255, 255, 255, 1), 8],
  ['nothing', new Uint8Array(0), 8],
])('refuses %s', (_, packed, size) => {
  expect(() => unpackSnappy(packed, size)).toThrow(RangeError);
});
