import { say } from '../words/say';

/** What a command ends with, and what that means: the one table, for the code and for `lethe help`. */
export const exitCodes = {
  done: 0,
  failed: 1,
  misused: 2,
  refused: 3,
  device: 4,
  interrupted: 130,
  readerLeft: 141,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What each code means, one a line of the help. */
export function explainExitCodes(): [code: ExitCode, words: string][] {
  return [
    [exitCodes.done, say('cli.exitDone')],
    [exitCodes.failed, say('cli.exitFailed')],
    [exitCodes.misused, say('cli.exitMisused')],
    [exitCodes.refused, say('cli.exitRefused')],
    [exitCodes.device, say('cli.exitDevice')],
    [exitCodes.interrupted, say('cli.exitInterrupted')],
    [exitCodes.readerLeft, say('cli.exitReaderLeft')],
  ];
}
