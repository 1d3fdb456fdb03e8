/** The command line: `npx tsx src/cli/lethe.ts COMMAND`. Vite loads the command (openVite.ts). */

import { openVite } from './openVite';

const commands = { train: '/src/cli/train.ts', unlearn: '/src/cli/unlearn.ts' } as const;
/** Errors that speak to the user; all others are faults of the program, and show where. */
const plainErrors = ['OptionError', 'RangeError', 'DataError', 'CheckpointError', 'ModelError'];
/** What the system says of files that cannot be read or written. */
const fileErrors: Readonly<Record<string, string>> = {
  EACCES: 'there is no permission for it',
  EPERM: 'there is no permission for it',
  EROFS: 'it is on a disk that cannot be written to',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  ENOENT: 'it is not there, and cannot be made there',
  ENOTDIR: 'a file is where a folder should be',
  EEXIST: 'a file is where a folder should be',
  EISDIR: 'a folder is where a file should be',
};

/** What to tell the user; null: the error is a fault of the program. */
function sentenceOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if (plainErrors.includes(error.name)) return error.message;
  const { code = '', path } = error as NodeJS.ErrnoException;
  if (!Object.hasOwn(fileErrors, code)) return null;
  return `${path ?? 'a file'}: ${fileErrors[code]}. What was finished is kept.`;
}

const [command = '', ...words] = process.argv.slice(2);
if (!Object.hasOwn(commands, command)) {
  console.error(`usage: lethe ${Object.keys(commands).join(' | ')}`);
  process.exit(2);
}
const server = await openVite();
try {
  const { run } = await server.ssrLoadModule(commands[command as keyof typeof commands]);
  await run(words);
} catch (error) {
  const sentence = sentenceOf(error);
  console.error(sentence === null ? error : `\nlethe ${command}: ${sentence}`);
  process.exitCode = error instanceof Error && error.name === 'OptionError' ? 2 : 1;
} finally {
  await server.close();
}
// A GPU binding may keep the process alive.
process.exit();
