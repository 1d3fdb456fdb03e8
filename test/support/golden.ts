import { readFileSync } from 'node:fs';
import type { Check } from '../golden/checker/check';

/** Reads one of the golden files (numbers made with the authors' code; schema in docs/method.md). */
export function readGolden<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../golden/${name}.json`, import.meta.url), 'utf8')) as T;
}

/** Largest absolute difference of two vectors. */
export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new RangeError(`vectors of ${a.length} and ${b.length} entries`);
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i]! - b[i]!));
  return largest;
}

/** The checks that did not pass. */
export function failures(checks: Iterable<Check>): Check[] {
  return [...checks].filter(({ passed }) => !passed);
}
