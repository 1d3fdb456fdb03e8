import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';

const kinds: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

export interface Host {
  readonly port: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** What it does not have. */
  readonly missing?: RegExp;
  /** Written at the end of its service worker: another version of the page. */
  readonly version?: string;
}

/** A host of the page's files alone, in a folder of its own. */
export function serveStatic({ port, headers = {}, missing, version = '' }: Host): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const asked = join('dist/page', pathname.replace(/^\/lab/, ''));
    const path = existsSync(asked) && statSync(asked).isDirectory() ? join(asked, 'index.html') : asked;
    if (!pathname.startsWith('/lab/') || missing?.test(pathname) || !existsSync(path)) {
      response.writeHead(404).end();
      return;
    }
    const type = kinds[extname(path)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type, ...headers });
    if (path.endsWith('serviceWorker.js')) response.end(`${readFileSync(path, 'utf8')}// ${version}`);
    else createReadStream(path).pipe(response);
  });
  return new Promise((done) => {
    server.listen(port, '127.0.0.1', () => done(server));
  });
}
