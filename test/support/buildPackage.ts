import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Builds the command line that tests start as a process of its own, where a source is newer. Before all tests, as two of them must not build at once. */
export function setup(): void {
  const root = join(import.meta.dirname, '../..');
  const words = ['node_modules/tsx/dist/cli.mjs', 'build/package.ts', '--if-outdated', '--code'];
  const env = { ...process.env, NODE_ENV: 'production' };
  const { status } = spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit', env });
  if (status !== 0) throw new Error('the package could not be built');
}
