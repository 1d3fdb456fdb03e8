/** Files and folders that are written so that a crash leaves the old or the new, and whose errors say which file they are about. */

import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The bytes of a file; null where there is none. */
export async function readOptional(path: string): Promise<Buffer | null> {
  try {
    return await named(path, readFile(path));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Puts a file in the place of another at one stroke: a reader finds the old one or the new one, whole. A link in the way is not followed. */
export async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  const next = `${path}.next`;
  await rm(next, { force: true });
  await writeThrough(next, 'wx', content);
  await named(path, rename(next, path));
}

/** Adds to a file, and waits until that is on the disk: what is written next must not get there first. */
export async function appendThrough(path: string, content: string | Uint8Array): Promise<void> {
  await writeThrough(path, 'a', content);
}

/** Cuts a file off after so many bytes, where it is there and longer. */
export async function cutFile(path: string, length: number): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found === null || (found.isFile() && found.size <= length)) return;
  const file = await named(path, open(path, 'r+'));
  try {
    await named(path, file.truncate(length));
    await named(path, file.sync());
  } finally {
    await file.close();
  }
}

async function writeThrough(path: string, how: 'wx' | 'a', content: string | Uint8Array): Promise<void> {
  const file = await named(path, open(path, how));
  try {
    await named(path, file.writeFile(content));
    await named(path, file.sync());
  } finally {
    await file.close();
  }
}

/**
 * Makes a folder with all above it. (mkdir's own `recursive` never ends under /proc.)
 * @throws the system's error, with the path that could not be made
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') {
      if ((await stat(path)).isDirectory()) return;
    } else if (codeOf(error) === 'ENOENT' && !(await isThere(dirname(path)))) {
      await makeFolder(dirname(path));
      return makeFolder(path);
    }
    throw error;
  }
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}

/** The system's name of an error, such as ENOENT. */
export function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | null)?.code;
}

/** Whether an error is the system's: of a file, say. */
export function isSystemError(error: unknown): boolean {
  return error instanceof Error && codeOf(error) !== undefined && 'syscall' in error;
}

/** Work on a file whose errors name it: those of an open file do not. */
export async function named<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && codeOf(error) !== undefined) (error as NodeJS.ErrnoException).path ??= path;
    throw error;
  }
}
