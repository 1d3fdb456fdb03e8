import { join } from 'node:path';
import { createServer, type ViteDevServer } from 'vite';

/**
 * Vite as a loader of modules in Node, by their paths from the project's root: the engine imports its shaders as Vite gives them to the page. Nothing
 * is watched: a file that is edited meanwhile must not reload into a long run. The caller closes it.
 */
export function openVite(): Promise<ViteDevServer> {
  return createServer({
    root: join(import.meta.dirname, '../..'),
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
}
