/**
 * `npm run test:long`: the unit tests and those in Chromium with the whole of their mutations, largest files and longest runs, which take minutes; then every story. Further
 * words go to vitest.
 */

import { spawnSync } from 'node:child_process';
import { ensureBrowser } from './ensureBrowser';

const words = ['vitest', 'run', '--project', 'unit', '--project', 'gpu', ...process.argv.slice(2)];
const env = { ...process.env, CHROME_PATH: ensureBrowser(), LETHE_LONG: '1' };
const stories = ['playwright', 'test', '--config', 'test/e2e/playwright.config.ts', 'stories.spec'];
const statuses = [words, stories].map(
  (args) => spawnSync('npx', args, { stdio: 'inherit', env }).status ?? 1,
);
process.exitCode = Math.max(...statuses);
