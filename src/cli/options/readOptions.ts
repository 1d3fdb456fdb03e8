import { parseArgs } from 'node:util';
import { OptionError } from '../commandError';
import type { OptionTable, OptionValues } from './option';

/**
 * Reads the words after a command by its table.
 * @throws OptionError for a word that is no option, an option without its value, or a value that is not allowed
 */
export function readOptions<T extends OptionTable>(words: readonly string[], table: T): OptionValues<T> {
  const given = parse(words, table);
  const values = Object.entries(table).map(([name, { read }]) => [name, read(given[name] ?? [], name)]);
  return Object.fromEntries(values) as OptionValues<T>;
}

function parse(words: readonly string[], table: OptionTable): Readonly<Record<string, string[]>> {
  const options = Object.fromEntries(
    Object.entries(table).map(([name, { placeholder }]) => [
      name,
      { type: placeholder === null ? ('boolean' as const) : ('string' as const), multiple: true },
    ]),
  );
  try {
    const { values } = parseArgs({ args: [...words], options });
    return Object.fromEntries(
      Object.entries(values).map(([name, given]) => [name, (given as (string | boolean)[]).map(String)]),
    );
  } catch (cause) {
    throw new OptionError('cli.cannotParse', [{ problem: (cause as Error).message.split('. ')[0]! }], {
      cause,
    });
  }
}
