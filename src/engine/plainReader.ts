/**
 * Readers of plain data from outside: each takes a value that may be anything, and gives one of its type, made anew from what it was asked to
 * find, or throws. JSON has no numbers that are not finite; they are written as strings.
 */

import { SessionFileError } from './sessionFileError';

/** @param where the place of the value, for the message */
export type Reader<T> = (value: unknown, where: string) => T;

/** A reader for every member: a type that grows one does not compile until it is read too. */
type Readers<T> = { readonly [K in keyof T]-?: Reader<T[K]> };

const notFinite: Readonly<Record<string, number>> = {
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
  NaN: Number.NaN,
};

/** The text of plain data, as JSON; JSON.parse and readNumber bring every number back. */
export function writePlain(value: unknown): string {
  return JSON.stringify(value, (_, entry) =>
    typeof entry === 'number' && !Number.isFinite(entry) ? String(entry) : entry,
  );
}

export const readNumber: Reader<number> = (value, where) => {
  if (typeof value === 'number') return value;
  if (typeof value === 'string' && Object.hasOwn(notFinite, value)) return notFinite[value]!;
  throw mismatch(where, 'a number', value);
};

export const readText: Reader<string> = (value, where) => {
  if (typeof value === 'string') return value;
  throw mismatch(where, 'a text', value);
};

export const readFlag: Reader<boolean> = (value, where) => {
  if (typeof value === 'boolean') return value;
  throw mismatch(where, 'true or false', value);
};

/** A whole number from `least` to `most`. */
export function whole(least: number, most = Number.MAX_SAFE_INTEGER): Reader<number> {
  return (value, where) => {
    if (Number.isInteger(value) && (value as number) >= least && (value as number) <= most) {
      return value as number;
    }
    throw mismatch(where, `a whole number from ${least} to ${most}`, value);
  };
}

/** SHA-256, hexadecimal. */
export const readDigest: Reader<string> = (value, where) => {
  if (typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)) return value;
  throw mismatch(where, 'a SHA-256 digest (64 hexadecimal digits)', value);
};

/** One of a few texts or numbers. */
export function oneOf<T extends string | number>(allowed: readonly T[]): Reader<T> {
  return (value, where) => {
    if ((allowed as readonly unknown[]).includes(value)) return value as T;
    throw mismatch(where, allowed.map((entry) => JSON.stringify(entry)).join(' or '), value);
  };
}

/** A value of this kind, or null. */
export function nullable<T>(read: Reader<T>): Reader<T | null> {
  return (value, where) => (value === null ? null : read(value, where));
}

/** For an optional member of an object: where it is missing, the object is made without it. */
export function optional<T>(read: Reader<T>): Reader<T> {
  return (value, where) => (value === undefined ? (undefined as T) : read(value, where));
}

/** A list of values of one kind. */
export function list<T>(read: Reader<T>): Reader<T[]> {
  return (value, where) => {
    if (!Array.isArray(value)) throw mismatch(where, 'a list', value);
    return value.map((entry, i) => read(entry, `${where}[${i}]`));
  };
}

/** Two values of one kind. */
export function pair<T>(read: Reader<T>): Reader<[T, T]> {
  return (value, where) => {
    if (!Array.isArray(value) || value.length !== 2) throw mismatch(where, 'a list of two', value);
    return [read(value[0], `${where}[0]`), read(value[1], `${where}[1]`)];
  };
}

/** An object with these members; others are passed over. */
export function object<T extends object>(readers: Readers<T>): Reader<T> {
  const names = Object.keys(readers) as (keyof T & string)[];
  return (value, where) => {
    if (!isObject(value)) throw mismatch(where, 'an object', value);
    const entries = names.map((name) => {
      const place = where === '' ? name : `${where}.${name}`;
      const found = Object.hasOwn(value, name) ? value[name] : undefined;
      return [name, readers[name](found, place)];
    });
    return Object.fromEntries(entries.filter(([, entry]) => entry !== undefined)) as T;
  };
}

/** An object of any names with values of one kind. */
export function record<T>(read: Reader<T>): Reader<Record<string, T>> {
  return (value, where) => {
    if (!isObject(value)) throw mismatch(where, 'an object', value);
    return Object.fromEntries(
      Object.entries(value).map(([name, entry]) => [name, read(entry, `${where}.${name}`)]),
    );
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What was expected and what was found, the find cut to a length that fits into a message. */
export function mismatch(where: string, expected: string, found: unknown): SessionFileError {
  const text = found === undefined ? 'nothing' : JSON.stringify(found);
  const shown = text.length > 60 ? `${text.slice(0, 60)}\u2026` : text;
  return new SessionFileError(where || 'the file', `expected ${expected}, found ${shown}`);
}
