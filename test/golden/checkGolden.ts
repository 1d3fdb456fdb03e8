/**
 * Checks the core against a folder of golden numbers.
 *   npm run golden -- DIR
 * Prints each mismatch and ends with `N passed, N failed`; the exit code is 1 where anything failed or nothing was checked.
 */
import { checkFolder } from './checker/checkFolder';

const folder = process.argv[2];
if (folder === undefined) {
  console.error('usage: npm run golden -- DIR');
  process.exit(1);
}
const { passed, failed } = checkFolder(folder, console.log);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
