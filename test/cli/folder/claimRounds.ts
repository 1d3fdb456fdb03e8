/** Claims each folder that a line of its input names, as soon as it reads it, and prints whether it got it: a starter among several. Lives until it is ended, as a dead owner's folder would be anybody's. */

import { createInterface } from 'node:readline';
import { claimFolder } from '../../../src/cli/folder/claimFolder';

console.log('ready');
for await (const folder of createInterface({ input: process.stdin })) {
  const got = await claimFolder(folder).then(
    () => 'got',
    (error: Error) => {
      if (error.name !== 'InputError') throw error;
      return 'refused';
    },
  );
  console.log(got);
}
