import { describe, expect, it } from 'vitest';
import { linearCka } from '../../../src/math/dependence/cka';
import { fitRowScale, gramMatrix, scaleRows } from '../../../src/math/linear/gram';
import { type Matrix, matrix } from '../../../src/math/linear/matrix';
import { createRandom } from '../../../src/math/random/random';

function draw(rows: number, columns: number, label: string): Matrix {
  const random = createRandom(1, label);
  return matrix(
    rows,
    columns,
    Float64Array.from({ length: rows * columns }, () => 1 + random.normal()),
  );
}

const gramOf = (rows: Matrix) => {
  const scaled = scaleRows(rows, fitRowScale(rows));
  return gramMatrix(scaled, scaled);
};

/** |Y'X|^2 / (|X'X| |Y'Y|) of centred columns, written out. */
function slowCka(x: Matrix, y: Matrix): number {
  const centred = ({ rows, columns, values }: Matrix) =>
    Array.from({ length: rows }, (_, i) =>
      Array.from({ length: columns }, (_, k) => {
        let mean = 0;
        for (let j = 0; j < rows; j++) mean += values[j * columns + k]! / rows;
        return values[i * columns + k]! - mean;
      }),
    );
  const crossSquare = (a: number[][], b: number[][]) => {
    let sum = 0;
    for (let k = 0; k < a[0]!.length; k++) {
      for (let l = 0; l < b[0]!.length; l++) sum += a.reduce((s, row, i) => s + row[k]! * b[i]![l]!, 0) ** 2;
    }
    return sum;
  };
  const [a, b] = [centred(x), centred(y)];
  return crossSquare(a, b) / Math.sqrt(crossSquare(a, a) * crossSquare(b, b));
}

describe('linear CKA', () => {
  const x = draw(20, 5, 'x');

  it('is what its formula in the features says', () => {
    const y = draw(20, 3, 'y');
    expect(linearCka(gramOf(x), gramOf(y))).toBeCloseTo(slowCka(x, y), 12);
    expect(slowCka(x, y)).toBeLessThan(0.9);
  });

  it('is 1 for the same representation turned, scaled and moved', () => {
    const turned = Float64Array.from(x.values);
    for (let i = 0; i < x.rows; i++) {
      const [a, b] = [x.values[i * 5]!, x.values[i * 5 + 1]!];
      turned[i * 5] = 0.6 * a - 0.8 * b;
      turned[i * 5 + 1] = 0.8 * a + 0.6 * b;
    }
    const moved = matrix(
      20,
      5,
      turned.map((value) => 3 * value - 7),
    );
    expect(linearCka(gramOf(x), gramOf(moved))).toBeCloseTo(1, 12);
  });

  it('of a pair worked by hand', () => {
    // Centred: x = (-1, 0, 1), y = (-1, 2, -1): x'y = 0; with z = (0, -1, 1): x'z = 1, |x|^2 = |z|^2 = 2, CKA = 1/4.
    const column = (...values: number[]) => gramOf(matrix(3, 1, Float64Array.from(values)));
    expect(linearCka(column(0, 1, 2), column(0, 3, 0))).toBeCloseTo(0, 12);
    expect(linearCka(column(0, 1, 2), column(5, 4, 6))).toBeCloseTo(0.25, 12);
  });

  it('is nothing for a layer that does not vary, and refuses other samples', () => {
    const still = matrix(20, 2, new Float64Array(40).fill(3));
    expect(linearCka(gramOf(x), gramOf(still))).toBeNull();
    expect(() => linearCka(gramOf(x), gramOf(draw(19, 5, 'z')))).toThrow('20 and 19');
  });
});

describe('a Gram matrix', () => {
  it('has the trace n, and refuses rows of other lengths', () => {
    const gram = gramOf(draw(9, 4, 'trace'));
    let trace = 0;
    for (let i = 0; i < 9; i++) trace += gram.values[i * 10]!;
    expect(trace).toBeCloseTo(9, 12);
    expect(() => gramMatrix(draw(2, 3, 'a'), draw(2, 4, 'b'))).toThrow('3 and 4');
    expect(() => fitRowScale(matrix(0, 0, new Float64Array(0)))).toThrow('at least one row');
  });
});
