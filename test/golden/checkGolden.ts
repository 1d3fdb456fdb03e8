/**
 * Checks the core against a folder of golden numbers.
 *   npm run golden -- DIR
 * Prints each mismatch and ends with `N passed, N failed`; the exit code is 1 where anything failed or nothing was checked.
 * The files go through Vite, as in the app, so that they can import shaders as text.
 */
import { openVite } from '../bench/openVite';

const folder = process.argv[2];
if (folder === undefined) {
  console.error('usage: npm run golden -- DIR');
  process.exit(1);
}
const server = await openVite();
try {
  const { checkFolder } = await server.ssrLoadModule('/test/golden/checker/checkFolder.ts');
  const { passed, failed } = checkFolder(folder, console.log);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
} finally {
  await server.close();
}
