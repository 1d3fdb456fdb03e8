/**
 * `npm run data -- fashion [FOLDER]`: makes the files of a data set in public/data out of what lies in FOLDER (test/support/shippedData says what that
 * is, and checks it), and prints the digests that src/data/shipped/shippedSets.ts must name.
 */

import { SHIPPED_FASHION } from '../../src/data/shipped/shippedSets';
import { drawFashion } from './shippedData/fashion';
import { writeSet } from './shippedData/writeSet';

const [id, folder] = process.argv.slice(2);
switch (id) {
  case 'fashion':
    writeSet(SHIPPED_FASHION, drawFashion(folder));
    break;
  default:
    throw new Error(`npm run data -- ID: there is nothing to make of "${id ?? ''}"; there is fashion`);
}
