import { parseArgs } from 'node:util';
import { OptionError } from '../commandError';
import type { OptionTable, OptionValues } from './option';

/**
 * Reads the words after a command by its table.
 * @throws OptionError for a word that is no option, an option without its value, or a value that is not allowed
 */
export function readOptions<T extends OptionTable>(words: readonly string[], table: T): OptionValues<T> {
  return valuesOf(parse(words, table, false).given, table);
}

/**
 * The same for a command that takes words which are no options: names of files.
 * @throws OptionError as readOptions does
 */
export function readOptionsAndWords<T extends OptionTable>(
  words: readonly string[],
  table: T,
): { values: OptionValues<T>; rest: readonly string[] } {
  const { given, rest } = parse(words, table, true);
  return { values: valuesOf(given, table), rest };
}

type Given = Readonly<Record<string, string[]>>;

function valuesOf<T extends OptionTable>(given: Given, table: T): OptionValues<T> {
  const values = Object.entries(table).map(([name, { read }]) => [name, read(given[name] ?? [], name)]);
  return Object.fromEntries(values) as OptionValues<T>;
}

function parse(
  words: readonly string[],
  table: OptionTable,
  allowPositionals: boolean,
): { given: Given; rest: readonly string[] } {
  const options = Object.fromEntries(
    Object.entries(table).map(([name, { placeholder }]) => [
      name,
      { type: placeholder === null ? ('boolean' as const) : ('string' as const), multiple: true },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({ args: joined(words, table), options, allowPositionals });
    const given = Object.entries(values).map(([name, each]) => [
      name,
      (each as (string | boolean)[]).map(String),
    ]);
    return { given: Object.fromEntries(given), rest: positionals };
  } catch (cause) {
    throw new OptionError('cli.cannotParse', [{ problem: (cause as Error).message.split('. ')[0]! }], {
      cause,
    });
  }
}

/** The words, where a number below 0 is one with the option that it is the value of: alone it looks like an option. */
function joined(words: readonly string[], table: OptionTable): string[] {
  const names = Object.keys(table).filter((name) => table[name]!.placeholder !== null);
  const takesValue = new Set(names.map((name) => `--${name}`));
  const joined: string[] = [];
  for (const word of words) {
    const before = joined.at(-1) ?? '';
    if (takesValue.has(before) && /^-\.?\d/.test(word)) joined[joined.length - 1] = `${before}=${word}`;
    else joined.push(word);
  }
  return joined;
}
