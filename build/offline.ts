import type { Plugin, PluginOption } from 'vite';
import { type ManifestOptions, VitePWA } from 'vite-plugin-pwa';

/** What a browser is told of the page where a person installs it. */
const manifest: Partial<ManifestOptions> = {
  id: './',
  start_url: './',
  scope: './',
  name: 'Lethe: a machine unlearning lab',
  short_name: 'Lethe',
  description:
    'Click training samples, remove them from a trained network on your own machine, and see what changed.',
  display: 'standalone',
  background_color: '#17375e',
  theme_color: '#17375e',
  icons: [
    { src: 'favicon.svg', sizes: 'any', type: 'image/svg+xml' },
    { src: 'icons/256.png', sizes: '256x256', type: 'image/png', purpose: 'any' },
    { src: 'icons/512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
    { src: 'icons/512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
};

/**
 * Builds src/serviceWorker.ts after the page, with the list of the page's own files written into it, and the manifest. Data and weights are not in the list: the page keeps
 * those that it loaded (src/worker/readFiles.ts). Nor is what few visitors need: the doctor, and the gallery of the page's parts.
 * @param last plugins for the build of the service worker, which is the last one
 */
export function offline(last: Plugin[]): PluginOption {
  return VitePWA({
    strategies: 'injectManifest',
    srcDir: 'src',
    filename: 'serviceWorker.ts',
    // The page registers it itself, once it stands (src/worker/offline.ts).
    injectRegister: null,
    includeManifestIcons: false,
    manifest,
    injectManifest: {
      globPatterns: [
        'index.html',
        'assets/*.{js,css,wasm}',
        '*.svg',
        'icons/*.png',
        'first/*.png',
        'docs/*.txt',
      ],
      globIgnores: [
        '**/doctor.worker-*',
        '**/gallery*',
        '**/showDoctor*',
        '**/figures.worker-*',
        '**/showExperiments*',
      ],
      maximumFileSizeToCacheInBytes: 8 * 1024 * 1024,
      // A script that any browser takes, without modules.
      rollupFormat: 'iife',
      buildPlugins: { vite: last },
    },
  });
}
