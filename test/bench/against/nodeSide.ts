/** One version in a process of its own, as tfjs has one backend a process: told what to open, then which sample to remove. */
import { createRequire } from 'node:module';
import { createServer } from 'vite';
import { type Load, openRemovals, type Removed, type Task } from './removals';

const [, , root] = process.argv;
const wasmPath = createRequire(import.meta.url).resolve(
  '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
);
const server = await createServer({
  root: root!,
  configFile: false,
  logLevel: 'error',
  appType: 'custom',
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
});
const load: Load = (path) => server.ssrLoadModule(`/src/${path}.ts`) as ReturnType<Load>;

async function openCompute(backend: Task['backend']): Promise<unknown> {
  const compute = await load('model/compute');
  const open = (name: string) => compute[name] as unknown as (given: unknown) => Promise<unknown>;
  if (backend === 'wasm') return open('openWasmCompute')(wasmPath);
  const openNodeGpu = (await load('cli/nodeGpu')).openNodeGpu as unknown as () => Promise<unknown>;
  return open('openWebGpuCompute')(await openNodeGpu());
}

let remove: (sample: number) => Promise<Removed>;

/** Opens with a task, and removes with a sample. */
async function answer(asked: Task | number): Promise<Removed | null> {
  if (typeof asked === 'number') return remove(asked);
  remove = await openRemovals(load, await openCompute(asked.backend), asked);
  return null;
}

process.on('message', (asked: Task | number) => {
  answer(asked).then(
    (removed) => process.send!({ removed }),
    (error: Error) => process.send!({ error: error.stack ?? String(error) }),
  );
});
process.send!({ removed: null });
