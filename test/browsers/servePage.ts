/** Serves the built page while the tests in other browsers run; builds it where that has not been done. */

import { build, preview } from 'vite';
import type { TestProject } from 'vitest/node';

/** A port of its own. */
const port = 4188;

export default async function servePage(project: TestProject): Promise<() => Promise<void>> {
  if (!process.env.LETHE_BUILT) await build({ logLevel: 'warn' });
  const server = await preview({ preview: { port, strictPort: true, host: '127.0.0.1', open: false } });
  project.provide('labAddress', `http://localhost:${port}/`);
  return () => server.close();
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly labAddress: string;
  }
}
