import { describe, expect, it } from 'vitest';
import { nearestRowsInPieces } from '../../../src/math/dependence/nearestRows';
import { matrix } from '../../../src/math/linear/matrix';
import { finish } from '../../../src/math/linear/pieces';
import { createRandom } from '../../../src/math/random/random';

describe('the nearest rows', () => {
  it('are those counted by hand; of equals the earlier', () => {
    const found = finish(nearestRowsInPieces(matrix(4, 1, Float64Array.from([0, 3, 1, 4])), 2));
    expect([...found.indices]).toEqual([2, 1, 3, 2, 0, 1, 1, 2]);
    expect([...found.distances]).toEqual([1, 3, 1, 2, 1, 2, 1, 3]);
    const equal = finish(nearestRowsInPieces(matrix(3, 1, Float64Array.from([1, 0, 2])), 2));
    expect([...equal.indices.subarray(0, 2)]).toEqual([1, 2]);
  });

  it('are the first of all others, sorted by distance', () => {
    const random = createRandom(2, 'rows');
    const rows = matrix(
      40,
      3,
      Float64Array.from({ length: 120 }, () => random.normal()),
    );
    const { indices } = finish(nearestRowsInPieces(rows, 5));
    const distance = (i: number, j: number) =>
      Math.hypot(...[0, 1, 2].map((k) => rows.values[i * 3 + k]! - rows.values[j * 3 + k]!));
    for (let i = 0; i < 40; i++) {
      const sorted = Array.from({ length: 40 }, (_, j) => j)
        .filter((j) => j !== i)
        .sort((a, b) => distance(i, a) - distance(i, b));
      expect([...indices.subarray(i * 5, (i + 1) * 5)]).toEqual(sorted.slice(0, 5));
    }
  });

  it('refuse more neighbours than there are', () => {
    expect(() => finish(nearestRowsInPieces(matrix(3, 1, new Float64Array(3)), 3))).toThrow(/1 to 2/);
  });
});
