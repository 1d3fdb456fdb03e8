/**
 * `npm run test:long`: the unit tests and those in Chromium with the whole of their mutations, largest files and longest runs, which take minutes. Further
 * words go to vitest.
 */

import { spawnSync } from 'node:child_process';
import { ensureBrowser } from './ensureBrowser';

const words = ['vitest', 'run', '--project', 'unit', '--project', 'gpu', ...process.argv.slice(2)];
const env = { ...process.env, CHROME_PATH: ensureBrowser(), LETHE_LONG: '1' };
const { status } = spawnSync('npx', words, { stdio: 'inherit', env });
process.exitCode = status ?? 1;
