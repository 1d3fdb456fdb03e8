import { say } from '../words/say';
import { type ExitCode, exitCodes } from './exitCodes';

/** Errors of the layers below that speak to a person: what was read is refused. Known by name, so that nothing is loaded for it. */
const refusals = ['DataError', 'DownloadError', 'CheckpointError', 'ModelError', 'SessionFileError'];

/** What the system says of files that cannot be read or written. */
const fileErrors = {
  EACCES: 'cli.fileNoPermission',
  EPERM: 'cli.fileNoPermission',
  EROFS: 'cli.fileReadOnly',
  ENOSPC: 'cli.fileDiskFull',
  EDQUOT: 'cli.fileDiskFull',
  EFBIG: 'cli.fileTooLarge',
  ENOENT: 'cli.fileMissing',
  ENOTDIR: 'cli.fileForFolder',
  EEXIST: 'cli.fileForFolder',
  EISDIR: 'cli.folderForFile',
  EMFILE: 'cli.fileTooMany',
  ENFILE: 'cli.fileTooMany',
  ELOOP: 'cli.fileLoop',
  ENAMETOOLONG: 'cli.fileNameTooLong',
  EIO: 'cli.fileDamagedDisk',
} as const;

type FileErrorCode = keyof typeof fileErrors;

function fileErrorOf(error: unknown): { code: FileErrorCode; file: string } | null {
  const { code, path, dest } = (error ?? {}) as NodeJS.ErrnoException & { dest?: string };
  if (code === undefined || !Object.hasOwn(fileErrors, code)) return null;
  return { code: code as FileErrorCode, file: dest ?? path ?? say('cli.someFile') };
}

/** What to tell the user, one sentence; null: the error is a fault of the program. */
export function sentenceOf(error: unknown, command: string): string | null {
  const file = fileErrorOf(error);
  const words = file
    ? say(fileErrors[file.code], { file: file.file })
    : isExpected(error)
      ? error.message
      : null;
  return words === null ? null : `lethe ${command}: ${words}`;
}

/** The exit code of the table. */
export function exitCodeOf(error: unknown): ExitCode {
  if (isExpected(error)) return 'exitCode' in error ? (error.exitCode as ExitCode) : exitCodes.refused;
  return exitCodes.failed;
}

function isExpected(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  return 'exitCode' in error || 'said' in error || refusals.includes(error.name);
}
