/** An earlier commit of this repository, beside it: in dist, where nothing is committed, and with the packages that are installed here. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const here = resolve(import.meta.dirname, '../../..');

/**
 * @returns its folder; made once
 * @throws Error where the repository does not have the commit, as one that was cloned without its history
 */
export function checkOut(commit: string): string {
  const folder = join(here, 'dist', 'bench', commit);
  if (existsSync(folder)) return folder;
  const archive = spawnSync('git', ['archive', commit, 'src', 'shaders', 'package.json', 'tsconfig.json'], {
    cwd: here,
    maxBuffer: 2 ** 30,
  });
  if (archive.status !== 0) {
    throw new Error(
      `commit ${commit} is not in this repository (git fetch --unshallow brings it): ${archive.stderr}`,
    );
  }
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  execFileSync('tar', ['-x', '-C', unfinished], { input: archive.stdout });
  renameSync(unfinished, folder);
  return folder;
}
