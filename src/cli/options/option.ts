/**
 * The options of a command as a table: from one row come how its words are read, what is refused with which sentence, and its line of the help. Names are
 * those of the command line.
 */

import type { NumericParameter } from '../../engine/numericParameter';
import { type RowId, rowWords } from '../../words/rowWords';
import { say } from '../../words/say';
import { OptionError } from '../commandError';

export interface Option<T> {
  /** The heading of the help that it stands under. */
  readonly group: () => string;
  /** Stands for the value in the help; null: the option takes none. */
  readonly placeholder: string | null;
  /** Whether it may be given several times. */
  readonly repeatable: boolean;
  /** The lines of the help; a pair is a name and what it stands for. */
  readonly help: () => readonly (string | readonly [name: string, words: string])[];
  /**
   * Its value from the words that were given, none where it was not.
   * @throws OptionError that names the option, its value and what is allowed
   */
  readonly read: (words: readonly string[], name: string) => T;
}

export type OptionTable = Readonly<Record<string, Option<unknown>>>;
export type OptionValues<T extends OptionTable> = {
  readonly [K in keyof T]: T[K] extends Option<infer V> ? V : never;
};

type Words = () => string;

/** Any text; undefined where it is not given. */
export function text(group: Words, placeholder: string, help: Words): Option<string | undefined> {
  const read = (words: readonly string[]) => words.at(-1);
  return { group, placeholder, repeatable: false, help: () => help().split('\n'), read };
}

/** Texts, one for each time that it is given. */
export function list(group: Words, placeholder: string, help: Words): Option<readonly string[]> {
  return {
    group,
    placeholder,
    repeatable: true,
    help: () => help().split('\n'),
    read: (words) => words,
  };
}

/** Given or not. */
export function flag(group: Words, help: Words): Option<boolean> {
  const read = (words: readonly string[]) => words.length > 0;
  return { group, placeholder: null, repeatable: false, help: () => help().split('\n'), read };
}

/** One of a few names. @param fallback where it is not given; undefined where there is none */
export function choice<T extends string, F extends T | undefined>(
  group: Words,
  allowed: readonly T[],
  fallback: F,
  about?: Words,
): Option<T | F> {
  const standard = fallback === undefined ? '' : `; ${fallback}`;
  return {
    group,
    placeholder: 'NAME',
    repeatable: false,
    help: () => [`${allowed.join(', ')}${standard}`, ...(about ? [about()] : [])],
    read: (words, name) => (words.length === 0 ? fallback : readChoice(name, words.at(-1)!, allowed)),
  };
}

/** A row of a table of choices, by its id. @param table where the catalogue has their words */
export function row<K extends Parameters<typeof rowWords>[0], T extends string & RowId<K>>(
  group: Words,
  table: K,
  ids: readonly T[],
  fallback: T,
): Option<T> {
  return {
    ...choice(group, ids, fallback),
    help: () =>
      ids.map((id) => [
        id,
        `${rowWords(table, id).label}${id === fallback ? ` ${say('cli.isDefault')}` : ''}`,
      ]),
  };
}

/** What a number may be. */
export interface Range {
  readonly minimum: number;
  readonly maximum: number;
  readonly whole: boolean;
}

/** A number in a range; undefined where it is not given. */
export function number(group: Words, range: Range, help: Words): Option<number | undefined> {
  return {
    group,
    placeholder: range.whole ? 'N' : 'X',
    repeatable: false,
    help: () => help().split('\n'),
    read: (words, name) => (words.length === 0 ? undefined : readNumber(name, words.at(-1)!, range)),
  };
}

/** A whole number from `least`; undefined where it is not given. */
export function count(group: Words, help: Words, least = 1): Option<number | undefined> {
  return number(group, { minimum: least, maximum: Number.MAX_SAFE_INTEGER, whole: true }, help);
}

/** A number that a person sets in the page too. */
export function parameter(group: Words, numeric: NumericParameter): Option<number> {
  const { fallback } = numeric;
  const plain = number(group, numeric, () => parameterLine(numeric, fallback));
  return { ...plain, read: (words, name) => plain.read(words, name) ?? fallback };
}

/** Such a number, or a word in its place, which stands for null. @param about what the help says of the word */
export function numberOrWord(
  group: Words,
  numeric: NumericParameter,
  word: string,
  fallback: number | null,
  about: Words,
): Option<number | null> {
  return {
    ...number(group, numeric, about),
    help: () => [parameterLine(numeric, fallback ?? word), about()],
    read: (words, name) => {
      const given = words.at(-1);
      if (given === undefined) return fallback;
      return given === word ? null : readNumber(name, given, numeric);
    },
  };
}

/** "Guard: 0 to 100; 5". */
function parameterLine(numeric: NumericParameter, fallback: number | string): string {
  return `${rowWords('engine.numbers', numeric.words).label}: ${rangeOf(numeric)}; ${fallback}`;
}

/** "whole, 1 to 100". */
export function rangeOf({ minimum, maximum, whole }: Range): string {
  if (maximum === Number.MAX_SAFE_INTEGER) return say('cli.rangeFrom', { minimum, whole });
  return say('cli.range', { minimum, maximum, whole });
}

/** @throws OptionError when it is none of those that are allowed */
export function readChoice<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  if ((allowed as readonly string[]).includes(value)) return value as T;
  throw new OptionError('cli.notAllowed', [{ option, allowed: allowed.join(', '), value }]);
}

/** @throws OptionError when the word is no number of the range */
export function readNumber(option: string, word: string, range: Range, shown = word): number {
  const value = word.trim() === '' ? Number.NaN : Number(word);
  const isRight =
    value >= range.minimum && value <= range.maximum && (!range.whole || Number.isInteger(value));
  if (isRight) return value;
  throw new OptionError('cli.notInRange', [{ option, range: rangeOf(range), value: shown }]);
}
