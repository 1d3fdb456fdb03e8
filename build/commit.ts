import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * The commit of the sources, hexadecimal, for what the lab writes (src/lab/hostFacts.ts).
 * @returns null where nobody knows: without git, or when files differ from it
 */
function commitOfSources(): string | null {
  const git = (...words: string[]) =>
    execFileSync('git', words, { cwd: join(import.meta.dirname, '..'), stdio: ['ignore', 'pipe', 'ignore'] })
      .toString()
      .trim();
  try {
    const changed = git('status', '--porcelain', '--untracked-files=no');
    return changed === '' ? git('rev-parse', 'HEAD') : null;
  } catch {
    return null;
  }
}

/** What Vite puts in the place of the commit's name. */
export const commitDefine = { __LETHE_COMMIT__: JSON.stringify(commitOfSources()) };
