/** `npm run images`: the pictures of docs/images, made of the built page. */
import config from '../e2e/playwright.config';

export default {
  ...config,
  testDir: '.',
  outputDir: '../../test-results/images',
  workers: 1,
  projects: [{ name: 'images' }],
};
