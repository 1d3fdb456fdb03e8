import { defineConfig } from '@playwright/test';
import { browserLaunchOptions } from '../support/browser';

/** Watches the page for long tasks: nothing else may run meanwhile. The others, which wait more than they compute, run two at a time. */
const alone = /removal\.spec\.ts/;

/** `npm test` has built the page already. */
const build = process.env.LETHE_BUILT ? '' : 'npx vite build && ';

/** The tests of a folder, on the built page at a port of this machine. */
export const testsAt = (port: number) =>
  defineConfig({
    testDir: '.',
    outputDir: '../../test-results',
    workers: 2,
    projects: [
      { name: 'together', testIgnore: alone },
      { name: 'alone', testMatch: alone, dependencies: ['together'] },
    ],
    retries: 0,
    forbidOnly: true,
    timeout: 120_000,
    expect: { timeout: 30_000 },
    reporter: [['list']],
    use: {
      baseURL: `http://localhost:${port}/`,
      viewport: { width: 1280, height: 720 },
      launchOptions: browserLaunchOptions(),
      trace: 'off',
      // It would load the whole page a second time in each test; test/e2e/offline.spec.ts and threads.spec.ts have it.
      serviceWorkers: 'block',
    },
    webServer: {
      command: `${build}npx vite preview --port ${port} --strictPort --host 127.0.0.1`,
      cwd: '../..',
      url: `http://127.0.0.1:${port}/`,
      reuseExistingServer: false,
      timeout: 120_000,
      env: { CI: '1', __VITE_ADDITIONAL_SERVER_ALLOWED_HOSTS: 'lethe.test' },
    },
  });

/** A port of its own, so that a lab that someone looks at meanwhile stays untouched. */
export default testsAt(4187);
