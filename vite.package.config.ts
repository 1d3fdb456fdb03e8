import { chmodSync, copyFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { commitDefine } from './build/commit.ts';
import { engineDefine } from './build/engineDigest.ts';
import { licencePlugins } from './build/licences.ts';

const root = import.meta.dirname;
const outDir = join(root, 'dist/package');
const licences = licencePlugins();

/** What Node looks for as files. */
const binaries = [
  '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
  '@jsquash/webp/codec/dec/webp_dec.wasm',
  '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm',
];

/** Brings the binaries; and npm wants a command that may be run. */
const finish: Plugin = {
  name: 'lethe:package-files',
  writeBundle() {
    for (const path of binaries) copyFileSync(join(root, 'node_modules', path), join(outDir, basename(path)));
    chmodSync(join(outDir, 'lethe.js'), 0o755);
  },
};

/**
 * The package for Node: all that it runs is in it, tfjs too, so that its numbers do not change with what npm finds. Files lie side by side, as deep
 * below the package's root as the sources are. docs/decisions/0007-the-package.md says why.
 */
export default defineConfig({
  plugins: [licences.collect(), licences.write, finish],
  publicDir: false,
  // The WebAssembly backend was written for CommonJS.
  define: {
    ...commitDefine,
    ...engineDefine,
    __dirname: 'import.meta.dirname',
    __filename: 'import.meta.filename',
  },
  resolve: { mainFields: ['module', 'main'] },
  // valibot is a dependency, as the declarations need its types; webgpu is the user's to install; node-fetch is what tfjs asks for in a Node without fetch, and there is none any more.
  ssr: { noExternal: true, external: ['valibot', 'webgpu', 'bullmq', 'node-fetch'] },
  build: {
    ssr: true,
    outDir,
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    rolldownOptions: {
      input: {
        index: join(root, 'src/package/index.ts'),
        statistics: join(root, 'src/package/statistics.ts'),
        lethe: join(root, 'src/cli/lethe.ts'),
        cellProcess: join(root, 'src/cli/experiments/cellProcess.ts'),
      },
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash].js',
        codeSplitting: { groups: [{ name: 'tfjs', test: /node_modules.@tensorflow/ }] },
      },
    },
  },
});
