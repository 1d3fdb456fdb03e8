import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from './commandError';

/**
 * Keeps other processes from writing to a folder: a file in it names the process that does. One that a killed process left counts for nothing.
 * @returns lets the folder go
 * @throws InputError when a process that is alive has the folder
 */
export async function claimFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, 'running.pid');
  while (!(await write(path))) {
    const pid = Number(await readFile(path, 'utf8').catch(() => ''));
    if (pid > 0 && isAlive(pid)) {
      throw new InputError('cli.folderTaken', [{ pid, folder, file: path }]);
    }
    await rm(path, { force: true });
  }
  return () => rm(path, { force: true });
}

/** @returns false where the file is there already */
async function write(path: string): Promise<boolean> {
  try {
    await writeFile(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
