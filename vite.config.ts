import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { browserLaunchOptions } from './test/support/browser.ts';

/** A desktop can show a browser; a server or a container cannot. */
const hasDesktop =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);

export default defineConfig({
  base: './',
  plugins: [react()],
  worker: { format: 'es' },
  build: { target: 'esnext', chunkSizeWarningLimit: 4096 },
  preview: { port: 4173, open: hasDesktop && !process.env.CI },
  optimizeDeps: {
    include: [
      '@tensorflow/tfjs',
      '@tensorflow/tfjs-backend-webgpu',
      '@tensorflow/tfjs-backend-wasm',
      'comlink',
    ],
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: [
            'test/{words,math,data,state,view,cli,support,golden}/**/*.test.ts',
            'test/{model,engine,lab}/schema/**/*.test.ts',
          ],
          // Real images are too large to ship: their tests run where a folder holds some.
          exclude: process.env.LETHE_DATA ? [] : ['test/data/realFiles.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'gpu',
          include: ['test/{gpu,kernels,model,engine,lab}/**/*.test.ts'],
          exclude: ['test/{model,engine,lab}/schema/**'],
          testTimeout: 60_000,
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: browserLaunchOptions() }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
