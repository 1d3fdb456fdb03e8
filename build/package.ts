/**
 * Builds the package into dist/package. With --if-outdated only where a source is newer than what is there, as after `npm install` in a clone; with
 * --code without the type declarations, which no program needs to run.
 */

import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const sources = ['src', 'shaders', 'build', 'vite.package.config.ts', 'package-lock.json'];

/** When a file, or any file of a folder, was changed last (ms). */
function changedAt(path: string): number {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  const files = readdirSync(path, { recursive: true }).map((name) => join(path, name.toString()));
  return Math.max(...files.map((file) => statSync(file).mtimeMs));
}

/** Whether a file of the build is missing, or older than what it is made from. */
function isOutdated(name: string): boolean {
  const built = join(root, 'dist/package', name);
  if (!existsSync(built)) return true;
  const madeAt = statSync(built).mtimeMs;
  return sources.some((path) => changedAt(join(root, path)) > madeAt);
}

const words = process.argv.slice(2);
const always = !words.includes('--if-outdated');
// Loaded where they are needed: to find that nothing is to be done takes no second.
if (always || isOutdated('lethe.js')) {
  const { build } = await import('vite');
  const logLevel = always ? 'info' : 'warn';
  await build({ root, configFile: join(root, 'vite.package.config.ts'), logLevel });
}
if (!words.includes('--code') && (always || isOutdated('index.d.ts'))) {
  const { writeDeclarations } = await import('./declarations.ts');
  writeDeclarations();
}
