import { describe, expect, it } from 'vitest';
import { fitPoints, insideLasso, nearestPoint, nextPoint } from '../../../src/state/samples/scatter';

const points = fitPoints([3, 5, 9], Float32Array.of(0, 0, 4, 0, 2, 1), [100, 60], 10);

describe('the points of the scatter', () => {
  it('fill the box on one scale, up is up', () => {
    expect([...points.x]).toEqual([10, 90, 50]);
    expect([...points.y]).toEqual([40, 40, 20]);
    const one = fitPoints([1], Float32Array.of(7, 7), [100, 60], 10);
    expect([one.x[0], one.y[0]]).toEqual([50, 30]);
  });

  it('are within a lasso, also one that is not convex', () => {
    const box = [
      [0, 30],
      [100, 30],
      [100, 50],
      [0, 50],
    ] as const;
    expect(insideLasso(points, box)).toEqual([3, 5]);
    const bent = [
      [0, 0],
      [100, 0],
      [100, 50],
      [50, 10],
      [0, 50],
    ] as const;
    expect(insideLasso(points, bent)).toEqual([3, 5]);
    expect(insideLasso(points, box.slice(0, 2))).toEqual([]);
  });

  it('are found by the nearest within reach that is shown', () => {
    expect(nearestPoint(points, [12, 41], 8)).toBe(3);
    expect(nearestPoint(points, [30, 41], 8)).toBeNull();
    expect(nearestPoint(points, [12, 41], 80, (sample) => sample !== 3)).toBe(9);
  });

  it('lead from one to the next by arrows: the nearest on that side, what lies beside the way counting twice', () => {
    const any = () => true;
    const [right, left, up, down] = [
      [1, 0],
      [-1, 0],
      [0, -1],
      [0, 1],
    ] as const;
    // 3 stands at (10, 40), 5 at (90, 40), 9 at (50, 20).
    expect(nextPoint(points, 3, right, any)).toBe(5);
    expect(nextPoint(points, 3, right, (sample) => sample !== 5)).toBe(9);
    expect(nextPoint(points, 5, left, any)).toBe(3);
    expect(nextPoint(points, 3, left, any)).toBeNull();
    expect(nextPoint(points, 3, up, any)).toBeNull();
    expect(nextPoint(points, 9, down, any)).toBeNull();
    const column = fitPoints([1, 2, 4], Float32Array.of(0, 0, 0, 1, 0.1, 3), [100, 300], 10);
    expect([
      nextPoint(column, 1, up, any),
      nextPoint(column, 2, up, any),
      nextPoint(column, 4, down, any),
    ]).toEqual([2, 4, 2]);
    // Whoever stands nowhere begins at the first that is shown.
    expect(nextPoint(points, 77, right, any)).toBe(3);
    expect(nextPoint(points, 3, right, (sample) => sample === 9)).toBe(9);
  });
});
