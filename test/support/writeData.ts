/**
 * Makes the files of a data set in public/data, and prints the digests that src/data/shipped/shippedSets.ts must name:
 *
 *   npm run data -- fashion [FOLDER]   out of the files of Fashion-MNIST in FOLDER (test/support/shippedData/fashion.ts says which, and checks them)
 *   npm run data -- digits             by drawing them
 *   npm run data -- faces              by painting them (test/support/shippedData/faces)
 *   npm run data -- provisions         by cutting up licences (test/support/shippedData/provisions); its digest stands in src/data/text/provisionsFacts.ts
 */

import { makeDigits } from '../../src/data/made/digits';
import { GUARD_IMAGES } from '../../src/data/made/madeImages';
import { SHIPPED_DIGITS, SHIPPED_FACES, SHIPPED_FASHION } from '../../src/data/shipped/shippedSets';
import { drawAllFaces } from './shippedData/faces/faces';
import { drawFashion } from './shippedData/fashion';
import { writeProvisions } from './shippedData/provisions/writeProvisions';
import { writeSet } from './shippedData/writeSet';

async function drawDigits() {
  const { training, validation, guard } = makeDigits({ seed: 1, guardCount: GUARD_IMAGES });
  return { training, validation, guard: await guard!.load() };
}

const [id, folder] = process.argv.slice(2);
switch (id) {
  case 'fashion':
    writeSet(SHIPPED_FASHION, drawFashion(folder));
    break;
  case 'digits':
    writeSet(SHIPPED_DIGITS, await drawDigits());
    break;
  case 'faces':
    writeSet(SHIPPED_FACES, await drawAllFaces());
    break;
  case 'provisions':
    writeProvisions();
    break;
  default:
    throw new Error(
      `npm run data -- ID: there is nothing to make of "${id ?? ''}"; there are fashion, digits, faces and provisions`,
    );
}
