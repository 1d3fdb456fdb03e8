import { describe, expect, it } from 'vitest';
import { matrix } from '../../../src/math/linear/matrix';
import { finish } from '../../../src/math/linear/pieces';
import { principalComponentsInPieces, projectRows } from '../../../src/math/linear/principalComponents';
import { symmetricEigen } from '../../../src/math/linear/symmetricEigen';
import { createRandom } from '../../../src/math/random/random';

const fitted = (rows: Parameters<typeof principalComponentsInPieces>[0], count: number) =>
  finish(principalComponentsInPieces(rows, count));

describe('principal components', () => {
  it('are those computed by hand', () => {
    // Variances 8 / 4 = 2 along (1, 1) / sqrt 2 and 1 / 4 along (1, -1) / sqrt 2 about the centre (3, 1).
    const rows = matrix(4, 2, Float64Array.from([5, 3, 1, -1, 3.5, 0.5, 2.5, 1.5]));
    const { centre, directions, explained } = fitted(rows, 2);
    expect([...centre]).toEqual([3, 1]);
    const half = Math.SQRT1_2;
    expect(directions[0]![0]).toBeCloseTo(half, 12);
    expect(directions[0]![1]).toBeCloseTo(half, 12);
    expect(explained[0]).toBeCloseTo(16 / 17, 12);
    expect(explained[1]).toBeCloseTo(1 / 17, 12);
    const projected = projectRows(rows, { centre, directions });
    expect(projected.values[0]).toBeCloseTo(2 * Math.SQRT2, 12);
    expect(Math.abs(projected.values[1]!)).toBeCloseTo(0, 12);
  });

  it.each([
    [7, 3],
    [200, 40],
    [65, 64],
  ])('of %i x %i agree with the eigenvectors of the covariance', (n, d) => {
    const random = createRandom(3, 'components');
    const values = Float64Array.from(
      { length: n * d },
      (_, i) => (1 + random.normal()) * 0.8 ** (i % d) + (i % 7),
    );
    const rows = matrix(n, d, values);
    const count = Math.min(2, d);
    const { centre, directions, explained } = fitted(rows, count);
    const covariance = new Float64Array(d * d);
    for (let i = 0; i < n; i++)
      for (let k = 0; k < d; k++)
        for (let l = 0; l < d; l++)
          covariance[k * d + l]! +=
            ((values[i * d + k]! - centre[k]!) * (values[i * d + l]! - centre[l]!)) / n;
    const eigen = symmetricEigen(covariance, d);
    const trace = eigen.values.reduce((sum, value) => sum + value, 0);
    for (let j = 0; j < count; j++) {
      const at = d - 1 - j;
      expect(explained[j]).toBeCloseTo(eigen.values[at]! / trace, 9);
      const oracle = eigen.vectors.subarray(at * d, (at + 1) * d);
      const cosine = directions[j]!.reduce((sum, entry, k) => sum + entry * oracle[k]!, 0);
      expect(Math.abs(cosine)).toBeCloseTo(1, 8);
      expect(Math.max(...directions[j]!)).toBe(Math.max(...directions[j]!.map(Math.abs)));
    }
  });

  it('explain nothing where nothing varies, and refuse what they cannot do', () => {
    expect(fitted(matrix(3, 2, new Float64Array(6).fill(4)), 2).explained).toEqual([0, 0]);
    expect(() => fitted(matrix(0, 2, new Float64Array(0)), 1)).toThrow(/0 rows/);
    expect(() => fitted(matrix(1, 2, new Float64Array(2)), 3)).toThrow(/1 to 2/);
  });
});
