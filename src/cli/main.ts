/** The command line. Nothing heavy is loaded before a command has read its words: help and refusals come at once. */

import { version } from '../../package.json';
import { say } from '../words/say';
import { type Command, commands } from './commands';
import { type ExitCode, exitCodes, explainExitCodes } from './exitCodes';
import { helpText, line } from './options/helpText';
import { exitCodeOf, sentenceOf } from './sentenceOf';
import { listenForStop } from './stop';

/**
 * Runs a command.
 * @param words those after `lethe`
 * @returns the exit code of the process; what there was to say is on stdout and stderr
 */
export async function main(words: readonly string[]): Promise<ExitCode> {
  const stop = listenForStop();
  const [name = 'help', ...rest] = words;
  try {
    if (name === '--help' || name === '-h') return print(generalHelp());
    if (name === '--version' || name === '-v') return print(version);
    if (name === 'help') return help(rest[0]);
    const command = findCommand(name);
    if (command === null) return misuse(say('cli.unknownCommand', { name, known: knownCommands() }));
    if (asksForHelp(rest)) return print(commandHelp(name, command));
    return await command.start(rest, stop);
  } catch (error) {
    if (stop.signal.aborted) return stop.exitCode();
    console.error(sentenceOf(error, name) ?? error);
    return exitCodeOf(error);
  } finally {
    stop.close();
  }
}

function help(name: string | undefined): ExitCode {
  if (name === undefined) return print(generalHelp());
  const command = findCommand(name);
  if (command === null) return misuse(say('cli.unknownCommand', { name, known: knownCommands() }));
  return print(commandHelp(name, command));
}

function findCommand(name: string): Command | null {
  return Object.hasOwn(commands, name) ? commands[name]! : null;
}

const knownCommands = () => [...Object.keys(commands), 'help'].join(', ');

/** Words after "--" are no options. */
function asksForHelp(words: readonly string[]): boolean {
  const end = words.indexOf('--');
  return words.slice(0, end < 0 ? undefined : end).some((word) => word === '--help' || word === '-h');
}

function print(words: string): ExitCode {
  console.log(words);
  return exitCodes.done;
}

function misuse(sentence: string): ExitCode {
  console.error(`lethe: ${sentence}`);
  return exitCodes.misused;
}

function generalHelp(): string {
  return [
    say('cli.usage'),
    '',
    say('cli.groupCommands'),
    ...Object.entries(commands).map(([name, { summary }]) => line(name, summary())),
    line('help COMMAND', say('cli.summaryHelp')),
    '',
    say('cli.groupExitCodes'),
    ...explainExitCodes().map(([code, words]) => line(String(code), words)),
  ].join('\n');
}

function commandHelp(name: string, { usage, summary, options }: Command): string {
  return [`lethe ${name} ${usage()}`, summary(), '', helpText(options)].join('\n').trimEnd();
}
