import { describe, expect, it } from 'vitest';
import { symmetrise } from '../../../src/math/linear/symmetrise';
import { addHessianColumn } from '../../../src/math/removal/hessianColumn';

describe('addHessianColumn', () => {
  it('by hand: 2 of 4 parameters, added to what is there', () => {
    const matrix = Float64Array.of(10, 20, 30, 40);
    const plus = Float32Array.of(1, 2, 3, 4);
    const minus = Float32Array.of(0, 5, 1, 3);
    addHessianColumn(matrix, 1, plus, minus, Uint32Array.of(2, 0), 0.5);
    // 30 + (3 - 1) / 2 and 40 + (1 - 0) / 2; the other column stays.
    expect([...matrix]).toEqual([10, 20, 31, 40.5]);
  });

  it('gives the Hessian of a quadratic exactly: g(w) = H w', () => {
    const hessian = [2, 1, 0, 1, 4, -2, 0, -2, 6];
    const gradient = (w: number[]) =>
      Float64Array.from({ length: 3 }, (_, i) => w.reduce((sum, x, j) => sum + hessian[i * 3 + j]! * x, 0));
    const matrix = new Float64Array(9);
    const w = [1, 2, 3];
    for (let c = 0; c < 3; c++) {
      const moved = (h: number) => gradient(w.map((x, j) => (j === c ? x + h : x)));
      addHessianColumn(matrix, c, moved(0.25), moved(-0.25), Uint32Array.of(0, 1, 2), 2);
    }
    expect([...matrix]).toEqual(hessian);
  });
});

describe('symmetrise', () => {
  it('by hand: (1 4; 2 3) with damping 0.5', () => {
    expect([...symmetrise(Float64Array.of(1, 4, 2, 3), 2, 0.5)]).toEqual([1.5, 3, 3, 3.5]);
    expect([...symmetrise(Float32Array.of(-7), 1, 0)]).toEqual([-7]);
  });

  it('refuses a matrix of another size', () => {
    expect(() => symmetrise(new Float64Array(3), 2, 0)).toThrow('needs 4 entries for 2 rows, got 3');
  });
});
