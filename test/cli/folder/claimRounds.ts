/** Claims folders 0, 1, 2, ... of a home, one every few milliseconds from a given moment on, and prints which it got: a starter among several. */

import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { claimFolder } from '../../../src/cli/folder/claimFolder';

const [home = '', rounds = '0', start = '0'] = process.argv.slice(2);
const got: number[] = [];
for (let round = 0; round < Number(rounds); round++) {
  await wait(Number(start) + 15 * round - Date.now());
  await claimFolder(join(home, String(round))).then(
    () => got.push(round),
    (error: Error) => {
      if (error.name !== 'InputError') throw error;
    },
  );
}
console.log(JSON.stringify(got));
// Stays alive until it is told to end: a dead owner's folder would be anybody's.
process.stdin.resume();
process.stdin.once('data', () => process.exit(0));
