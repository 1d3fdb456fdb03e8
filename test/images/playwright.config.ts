/** `npm run images`: the pictures of docs/images, made of the built page. */
import { testsAt } from '../e2e/playwright.config';

export default {
  ...testsAt(4188),
  testDir: '.',
  outputDir: '../../test-results/images',
  workers: 1,
  projects: [{ name: 'images' }],
};
