import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowsers } from './browser';

/** Whether the file is a browser that starts: Ubuntu's /usr/bin/chromium-browser, for one, may be a note about snap. */
function starts(path: string): boolean {
  return spawnSync(path, ['--version', '--no-sandbox'], { timeout: 60_000 }).status === 0;
}

function findWorkingBrowser(): string | undefined {
  return findBrowsers().find(starts);
}

function run(command: string, ...words: string[]): boolean {
  console.log(`> ${command} ${words.join(' ')}`);
  return spawnSync(command, words, { stdio: 'inherit', timeout: 900_000 }).status === 0;
}

/**
 * Finds a Chromium or Chrome, or installs one: from Debian's or Ubuntu's packages as root, else Playwright's own download.
 * @returns its path
 * @throws Error that says what to install when none can be had
 */
export function ensureBrowser(): string {
  const found = findWorkingBrowser();
  if (found) return found;
  if (process.env.CHROME_PATH) {
    throw new Error(`CHROME_PATH names ${process.env.CHROME_PATH}, and no browser starts from there.`);
  }
  const isRoot = process.getuid?.() === 0;
  if (isRoot && existsSync('/usr/bin/apt-get')) {
    run('apt-get', 'update', '-qq');
    run('apt-get', 'install', '-y', '-qq', 'chromium');
  }
  const packaged = findWorkingBrowser();
  if (packaged) return packaged;
  run('npx', 'playwright', 'install', ...(isRoot ? ['--with-deps'] : []), 'chromium');
  const downloaded = findWorkingBrowser();
  if (downloaded) return downloaded;
  throw new Error(
    'The tests need Chromium or Chrome, version 113 or later, and none could be installed: install one (on Debian or Ubuntu: sudo apt-get install chromium) or name one in CHROME_PATH.',
  );
}
