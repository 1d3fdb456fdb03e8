import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codec } from '../../../src/math/dependence/codec';
import { type Matrix, matrix } from '../../../src/math/linear/matrix';
import { createRandom } from '../../../src/math/random/random';
import { checkCodec } from '../../golden/checker/codec';
import golden from '../../golden/codec.json';

function column(values: readonly number[]): Matrix {
  return matrix(values.length, 1, Float64Array.from(values));
}

describe('codec', () => {
  it('equals the golden fractions as integers', () => {
    const checks = [...checkCodec(golden)];
    expect(checks.length).toBeGreaterThan(3 * 165);
    expect(checks.filter((check) => !check.passed)).toEqual([]);
  });

  const edgeCases = golden.edge_cases_not_portable.filter(
    (edge) => typeof edge.definition_lowest_index_tie_rule === 'number',
  );
  it.each(edgeCases)('follows the definition on an edge case: $note, $fn', (edge) => {
    const asMatrix = (rows: number | number[] | number[][] | undefined): Matrix => {
      const list = rows as (number | number[])[];
      return matrix(list.length, [list[0]!].flat().length, Float64Array.from(list.flat()));
    };
    const x = 'X' in edge && edge.X !== undefined ? asMatrix(edge.X) : undefined;
    expect(codec(edge.Y, asMatrix(edge.Z), x).value).toBeCloseTo(
      edge.definition_lowest_index_tie_rule as number,
      14,
    );
  });

  it('gives the fraction counted by hand', () => {
    // R = 1 2 3 4, L = 4 3 2 1; nearest in z: 1, 0, 3, 2: minima 1 1 3 3.
    const result = codec([10, 20, 30, 40], column([0, 1, 5, 6]));
    expect(result).toEqual({ value: 2 / 10, num: 4 * 8 - 30, den: 10 });
  });

  it('gives the conditional fraction counted by hand, with ties in y', () => {
    // R = 2 2 4 4; nearest in x: 2, 3, 0, 1: minima 2 2 2 2; nearest in (x, z): 1, 0, 3, 2: minima 2 2 4 4.
    const result = codec([1, 1, 2, 2], column([0, 0, 9, 9]), column([0, 1, 0.1, 1.1]));
    expect(result).toEqual({ value: 1, num: 4, den: 4 });
  });

  it('says 0 / 0 where y is constant, or settled by x', () => {
    expect(codec([3, 3, 3], column([1, 2, 3]))).toEqual({ value: Number.NaN, num: 0, den: 0 });
    const settled = codec([0, 0, 1, 1], column([1, 2, 3, 4]), column([0, 0, 1, 1]));
    expect(settled.den).toBe(0);
    expect(settled.value).toBeNaN();
  });

  it('does not change under increasing maps of y and permutations of the rows', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 2, max: 60 }), (seed, n) => {
        const random = createRandom(seed, 'codec');
        const draw = () => Array.from({ length: n }, () => random.normal());
        const [y, z, x] = [draw(), draw(), draw()];
        const order = random.shuffle(Array.from({ length: n }, (_, i) => i));
        const permuted = (values: number[]) => order.map((i) => values[i]!);
        const plain = codec(y, column(z), column(x));
        const mapped = codec(
          permuted(y.map((value) => Math.exp(value) + value ** 3)),
          column(permuted(z)),
          column(permuted(x)),
        );
        expect(mapped).toEqual(plain);
      }),
    );
  });

  it('refuses bad input with its place and value', () => {
    expect(() => codec([1, 2, 3], column([1, 2]))).toThrow('y has 3 entries but z has 2 rows');
    expect(() => codec([1, 2], column([1, 2]), column([1]))).toThrow('y has 2 entries but x has 1 rows');
    expect(() => codec([1, Number.NaN], column([1, 2]))).toThrow('y[1] = NaN');
    expect(() => codec([1, 2], matrix(2, 2, Float64Array.of(1, 2, 3, Infinity)))).toThrow(
      'z must be finite, got Infinity in row 1, column 1',
    );
    expect(() => codec([1], column([1]))).toThrow('n=1');
  });
});
