/** The two versions, each where it can be asked for one removal after another: in processes of Node, or in pages of one Chromium. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright';
import { createServer, type Plugin, type ViteDevServer } from 'vite';
import { isolatingHeaders } from '../../../build/pageSecurity';
import { browserLaunchOptions } from '../../support/browser';
import { here } from './checkOut';
import type { Removed, Task } from './removals';

export interface Side {
  open(task: Task): Promise<void>;
  remove(sample: number): Promise<Removed>;
  close(): Promise<void>;
}

/** A version in Node. @param root its folder */
export async function openNodeSide(root: string): Promise<Side> {
  const child = fork(join(import.meta.dirname, 'nodeSide.ts'), [root], {
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
  });
  const answer = () =>
    new Promise<Removed | null>((resolve, reject) => {
      const onExit = () => reject(new Error('a side ended early'));
      child.once('exit', onExit);
      child.once('message', (told: { removed?: Removed; error?: string }) => {
        child.off('exit', onExit);
        if (told.error !== undefined) reject(new Error(told.error));
        else resolve(told.removed ?? null);
      });
    });
  const ask = (asked: Task | number) => {
    const answered = answer();
    child.send(asked);
    return answered;
  };
  await answer();
  return {
    open: async (task) => void (await ask(task)),
    remove: async (sample) => (await ask(sample))!,
    close: async () => void child.kill(),
  };
}

/** A version in a worker of a page of its own. @param threads whether the page may have any: 25670b1 knew none */
export async function openPageSide(
  browser: Browser,
  root: string,
  name: string,
  threads: boolean,
): Promise<Side> {
  const given: { task: Task | null } = { task: null };
  const server = await servePage(root, name, threads, given);
  const page = await browser.newPage();
  await page.goto(server.resolvedUrls!.local[0]!);
  const ask = (asked: 'open' | number) =>
    page.evaluate(
      (asked) => (window as unknown as { ask(asked: unknown): Promise<unknown> }).ask(asked),
      asked,
    );
  return {
    open: async (task) => {
      given.task = task;
      await ask('open');
    },
    remove: async (sample) => (await ask(sample)) as Removed,
    close: async () => {
      await page.close();
      await server.close();
    },
  };
}

export const launchChromium = () => chromium.launch(browserLaunchOptions());

async function servePage(
  root: string,
  name: string,
  threads: boolean,
  given: { task: Task | null },
): Promise<ViteDevServer> {
  const packages = join(here, 'node_modules');
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    cacheDir: join(here, 'dist', 'bench', `vite-${name}`),
    plugins: [givePage(given)],
    server: {
      host: '127.0.0.1',
      hmr: false,
      watch: null,
      headers: threads ? isolatingHeaders : {},
      fs: { allow: [here, packages] },
    },
    optimizeDeps: {
      // All found before the first is asked for: what is found later makes a page load anew.
      entries: ['src/{engine,model}/*.ts'],
      include: [
        '@tensorflow/tfjs',
        '@tensorflow/tfjs-backend-webgpu',
        '@tensorflow/tfjs-backend-wasm',
        '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.js',
      ],
    },
  });
  return server.listen();
}

/** A page that passes on what it is asked to a worker, and the task as JSON with its arrays in base64. */
function givePage(given: { task: Task | null }): Plugin {
  const worker = `/@fs${join(import.meta.dirname, 'pageWorker.ts')}`;
  const page = `<!doctype html><link rel="icon" href="data:,"><script type="module">
const worker = new Worker('${worker}', { type: 'module' });
window.ask = (asked) => new Promise((resolve, reject) => {
  worker.onmessage = ({ data }) => data.error === undefined ? resolve(data.removed) : reject(new Error(data.error));
  worker.onerror = ({ message }) => reject(new Error(message));
  worker.postMessage(asked);
});
</script>`;
  return {
    name: 'lethe:bench-page',
    configureServer({ middlewares, config }) {
      middlewares.use((request, response, next) => {
        for (const [key, value] of Object.entries(config.server.headers ?? {}))
          response.setHeader(key, value as string);
        if (request.url === '/') response.setHeader('content-type', 'text/html').end(page);
        else if (request.url === '/task')
          response.end(JSON.stringify(given.task, (_, value) => asText(value)));
        else next();
      });
    },
  };
}

function asText(value: unknown): unknown {
  if (!ArrayBuffer.isView(value)) return value;
  const { buffer, byteOffset, byteLength } = value;
  return {
    array: value.constructor.name,
    base64: Buffer.from(buffer, byteOffset, byteLength).toString('base64'),
  };
}
