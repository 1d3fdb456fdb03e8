import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortColumn, sortOrder } from '../../../src/math/dependence/sortOrder';

describe('sortOrder', () => {
  it('sorts any float32 values, stably', () => {
    const value = fc.oneof(
      fc.float({ noNaN: true, noDefaultInfinity: true }).map((v) => v + 0),
      fc.integer({ min: -2, max: 2 }),
    );
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 200 }), (values) => {
        const column = Float32Array.from(values, (v) => v + 0);
        const expected = Array.from(column.keys()).sort((a, b) => column[a]! - column[b]! || a - b);
        expect([...sortOrder(column)]).toEqual(expected);
      }),
    );
  });

  it('keeps both views of a column', () => {
    const { sorted, position } = sortColumn(Float32Array.of(3, -1, 2));
    expect([...sorted]).toEqual([-1, 2, 3]);
    expect([...position]).toEqual([2, 0, 1]);
  });

  it('refuses more values than it can name', () => {
    expect(() => sortOrder(new Float32Array(65_537))).toThrow('at most 65536 values, got n=65537');
  });
});
