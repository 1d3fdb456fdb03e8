/** `npm run test:long`: the unit tests with the whole of their mutations and of their largest files, which take minutes. Further words go to vitest. */

import { spawnSync } from 'node:child_process';

const words = ['vitest', 'run', '--project', 'unit', ...process.argv.slice(2)];
const { status } = spawnSync('npx', words, { stdio: 'inherit', env: { ...process.env, LETHE_LONG: '1' } });
process.exitCode = status ?? 1;
