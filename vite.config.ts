import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { commitDefine } from './build/commit.ts';
import { engineDefine } from './build/engineDigest.ts';
import { firstPaint } from './build/firstPaint.ts';
import { firstScript } from './build/firstScript.ts';
import { licencePlugins } from './build/licences.ts';
import { mathMl } from './build/mathMl.ts';
import { offline } from './build/offline.ts';
import { pageDocs } from './build/pageDocs.ts';
import { isolatingHeaders, isolation, pageHeaders, pagePolicy } from './build/pageSecurity.ts';
import { browserLaunchOptions } from './test/support/browser.ts';

/** A desktop can show a browser; a server or a container cannot. */
const hasDesktop =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);

const licences = licencePlugins();

export default defineConfig({
  base: './',
  define: { ...commitDefine, ...engineDefine },
  resolve: { alias: [{ find: /^@tensorflow\/tfjs$/, replacement: resolve('build/tfjsParts.ts') }] },
  // A file that is not there is answered as not found, not with the page.
  appType: 'mpa',
  plugins: [
    mathMl(),
    react(),
    firstPaint(),
    pagePolicy(),
    isolation(),
    pageDocs(),
    { ...licences.collect(), apply: 'build' },
    offline([licences.collect(), licences.write]),
  ],
  worker: { format: 'es', plugins: () => [licences.collect()] },
  build: {
    target: 'esnext',
    // Every browser that runs the lab knows it.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4096,
    outDir: 'dist/page',
    emptyOutDir: true,
    rolldownOptions: {
      // The gallery of the page's parts is a page of its own, which the lab's never loads.
      input: { index: 'index.html', gallery: 'gallery.html' },
      output: { codeSplitting: { groups: [firstScript(resolve('src/view/main.tsx'), 'page')] } },
    },
  },
  preview: { port: 4173, open: hasDesktop && !process.env.CI, headers: pageHeaders, cors: false },
  optimizeDeps: {
    include: [
      '@tensorflow/tfjs-backend-cpu',
      '@tensorflow/tfjs-core',
      '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops',
      '@tensorflow/tfjs-core/dist/register_all_gradients',
      '@tensorflow/tfjs-layers',
      '@tensorflow/tfjs-backend-webgpu',
      '@tensorflow/tfjs-backend-wasm',
      '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.js',
      'comlink',
      'umap-js',
    ],
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          // They share two cores with the kernel tests: a limit is for what hangs, never for what is slow.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // What commands keep for their user stays within the project.
          env: { XDG_CACHE_HOME: resolve('node_modules/.cache/lethe-tests') },
          globalSetup: 'test/support/buildPackage.ts',
          include: [
            'test/{package,words,math,data,state,view,cli,support,golden,experiments}/**/*.test.ts',
            'test/{model,engine,lab}/schema/**/*.test.ts',
            // On the CPU alone: they need no browser.
            'test/model/own/**/*.test.ts',
          ],
          // Real images are too large to ship: their tests run where a folder holds some.
          exclude: process.env.LETHE_DATA ? [] : ['test/data/realFiles.test.ts'],
        },
      },
      {
        extends: true,
        server: { headers: isolatingHeaders },
        // A page has no process: test/support/long.ts asks for it there too.
        define: { 'process.env.LETHE_LONG': JSON.stringify(process.env.LETHE_LONG ?? '') },
        test: {
          name: 'gpu',
          include: ['test/{gpu,kernels,model,engine,lab,worker}/**/*.test.ts', 'test/view/**/*.test.tsx'],
          exclude: ['test/{model,engine,lab}/schema/**', 'test/model/own/**'],
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
      {
        extends: true,
        test: {
          name: 'browsers',
          environment: 'node',
          globalSetup: 'test/browsers/servePage.ts',
          include: ['test/browsers/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          // The other browsers are compared with Chromium, which comes first.
          sequence: { concurrent: false },
        },
      },
    ],
  },
});
