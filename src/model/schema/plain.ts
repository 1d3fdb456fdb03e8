/**
 * The pieces that schemas are made of. A schema says once what a thing is: its TypeScript type, what is refused when it is read, and its JSON Schema
 * (docs/schema) all come from it. Every number has a range, every text and list a longest length.
 */

import * as v from 'valibot';
import type { Expected } from '../../words/expected';

/** The type of what a schema reads; nothing in it is to be written to. */
export type Plain<S extends v.GenericSchema> = Frozen<v.InferOutput<S>>;
type Frozen<T> = unknown extends T
  ? T
  : T extends string | number | boolean | null | undefined | ArrayBuffer | ArrayBufferView
    ? T
    : { readonly [K in keyof T]: Frozen<T[K]> };

/** Characters of a name: of a model, a data set, a class, a layer, a device. */
export const longestName = 4096;
/** Characters of a sentence. */
export const longestSentence = 20_000;

const largest = Number.MAX_SAFE_INTEGER;

/** A whole number. */
// @__NO_SIDE_EFFECTS__
export function whole(from: number, to = largest) {
  return v.pipe(v.number(), v.integer(), v.minValue(from), v.maxValue(to));
}

/** A finite number. */
// @__NO_SIDE_EFFECTS__
export function number(from = -Number.MAX_VALUE, to = Number.MAX_VALUE) {
  return v.pipe(v.number(), v.finite(), v.minValue(from), v.maxValue(to));
}

const notFinite = ['NaN', 'Infinity', '-Infinity'] as const;

/**
 * A number that was measured, of a model that may have come apart: it may be NaN or infinite, which JSON writes as a text. A finite one is in the
 * range.
 */
// @__NO_SIDE_EFFECTS__
export function measured(from = -Number.MAX_VALUE, to = Number.MAX_VALUE) {
  const finite = number(from, to);
  return v.pipe(
    v.unknown(),
    v.transform((value) => (notFinite.includes(value as (typeof notFinite)[number]) ? Number(value) : value)),
    v.custom<number>((value) => typeof value === 'number'),
    v.check((value) => !Number.isFinite(value) || v.is(finite, value)),
    v.metadata({ from, to }),
  );
}

/** A share of a whole, from 0 to 1. */
export const share = number(0, 1);

/** The seed of random numbers. */
export const seed = whole(0);

/** A name or an id. */
export const name = v.pipe(v.string(), v.maxLength(longestName));

/** A sentence for a person. */
export const sentence = v.pipe(v.string(), v.maxLength(longestSentence));

/** SHA-256, hexadecimal. */
export const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** A list. */
// @__NO_SIDE_EFFECTS__
export function list<S extends v.GenericSchema>(of: S, shortest = 0, longest = largest) {
  return v.pipe(v.array(of), v.minLength(shortest), v.maxLength(longest));
}

/** What is wrong with a value that fits its type: where in it, and what should be there. */
export interface RuleBreak {
  readonly at: readonly (string | number)[];
  readonly expected: Expected;
}

/** A rule between the members of an object. @param find what breaks it; null where nothing does */
// @__NO_SIDE_EFFECTS__
export function rule<T extends object>(find: (value: NoInfer<T>) => RuleBreak | null): v.RawCheckAction<T> {
  return v.rawCheck<T>(({ dataset, addIssue }) => {
    const broken = dataset.typed ? find(dataset.value) : null;
    if (!broken) return;
    let input: unknown = dataset.value;
    const path = broken.at.map((key) => {
      const within = input as Record<string, unknown>;
      input = within[key];
      return { type: 'object', origin: 'value', input: within, key, value: input } as const;
    });
    // An issue has a text only: the expectation goes in it as JSON, and describeExpected takes it out again.
    addIssue({
      input,
      message: JSON.stringify(broken.expected),
      ...(path.length > 0 ? { path: path as unknown as [v.IssuePathItem, ...v.IssuePathItem[]] } : {}),
    });
  });
}

/** The text of plain data as JSON: numbers that are not finite as texts, which `measured` reads back. */
export function writePlain(value: unknown): string {
  return JSON.stringify(value, (_, entry) =>
    typeof entry === 'number' && !Number.isFinite(entry) ? String(entry) : entry,
  );
}
