/** What a checker of one golden file says about one number, list or index. */
export interface Check {
  /** Which case of the file, and which of its fields. */
  readonly name: string;
  readonly passed: boolean;
  readonly expected: unknown;
  readonly got: unknown;
}

/** Runs every case of one parsed golden file. */
export type Checker = (file: unknown) => Iterable<Check>;

/** The two must be the same value, or lists of the same values. */
export function equal(name: string, expected: unknown, got: unknown): Check {
  return { name, passed: JSON.stringify(expected) === JSON.stringify(got), expected, got };
}

/** |got - expected| <= tolerance, entry by entry for lists of the same length; a list fails by its first entry that does. */
export function close(
  name: string,
  expected: number | readonly number[],
  got: number | ArrayLike<number>,
  tolerance: number,
): Check {
  const wanted = typeof expected === 'number' ? [expected] : expected;
  const found = typeof got === 'number' ? [got] : Array.from(got);
  if (wanted.length !== found.length) return equal(`${name} length`, wanted.length, found.length);
  // Written so that NaN fails.
  const bad = wanted.findIndex((value, k) => !(Math.abs(found[k]! - value) <= tolerance));
  if (bad < 0) return { name, passed: true, expected, got: found };
  const entry = typeof expected === 'number' ? name : `${name}[${bad}]`;
  return { name: entry, passed: false, expected: wanted[bad], got: found[bad] };
}

/** As `close`, with the tolerance relative to the largest expected entry. */
export function closeRelative(
  name: string,
  expected: number | ArrayLike<number>,
  got: number | ArrayLike<number>,
  tolerance: number,
): Check {
  const wanted = typeof expected === 'number' ? expected : Array.from(expected);
  const size = typeof wanted === 'number' ? Math.abs(wanted) : largestEntry(wanted);
  return close(name, wanted, got, tolerance * size);
}

/** The largest absolute entry. */
export function largestEntry(values: ArrayLike<number>): number {
  return Array.from(values).reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
}
