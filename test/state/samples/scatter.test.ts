import { describe, expect, it } from 'vitest';
import { fitPoints, insideLasso, nearestPoint } from '../../../src/state/samples/scatter';

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
});
