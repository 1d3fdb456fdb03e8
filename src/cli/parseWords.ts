import { type ParseArgsConfig, parseArgs } from 'node:util';
import { OptionError } from './optionError';

/** The values of a command's options, by their names. */
export type OptionValues<T extends NonNullable<ParseArgsConfig['options']>> = ReturnType<
  typeof parseArgs<{ options: T }>
>['values'];

/**
 * Reads the words after a command.
 * @throws OptionError for a word that is no option, or an option without its value
 */
export function parseWords<T extends NonNullable<ParseArgsConfig['options']>>(
  words: readonly string[],
  options: T,
): OptionValues<T> {
  try {
    return parseArgs({ args: [...words], options }).values as OptionValues<T>;
  } catch (cause) {
    const { message } = cause as Error;
    throw new OptionError(`${message.split('. ')[0]}; --help lists the options`, { cause });
  }
}
