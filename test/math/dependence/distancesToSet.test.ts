import { expect, it } from 'vitest';
import { distancesToSet, smallestPlaces } from '../../../src/math/dependence/distancesToSet';
import { matrix } from '../../../src/math/linear/matrix';

function run<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

it('gives the squared distance from the nearest of a set, and the nearest first', () => {
  const candidates = matrix(4, 2, Float32Array.from([0, 0, 3, 4, 10, 10, 0, 1]));
  const set = matrix(2, 2, Float32Array.from([0, 0, 10, 9]));
  const distances = run(distancesToSet(candidates, set));
  expect([...distances]).toEqual([0, 25, 1, 1]);
  expect(smallestPlaces(distances, 3)).toEqual([0, 2, 3]);
});

it('refuses an empty set and rows of other lengths', () => {
  const rows = matrix(1, 2, Float64Array.from([1, 2]));
  expect(() => run(distancesToSet(rows, matrix(0, 2, new Float64Array(0))))).toThrow('at least one row');
  expect(() => run(distancesToSet(rows, matrix(1, 1, Float64Array.of(1))))).toThrow('2 and 1');
});
