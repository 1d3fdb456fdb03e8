import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { digestOf } from '../../src/data/digest';
import { type Download, downloads } from '../../src/data/download';
import { makeDigits } from '../../src/data/made/digits';
import { parquetFile, pngRows } from '../support/parquetFile';
import { parquetFileV1 } from '../support/parquetFileV1';

/**
 * A server under two origins: on localhost an empty page with the lab's module for downloads; on 127.0.0.1 a public
 * host, with the leave that data-set hubs give: plain requests, and no preflight.
 */
export interface DataHost {
  readonly page: string;
  /** A small data set that the host has. */
  readonly download: Download;
  readonly digest: string;
  /** Method and path of each request for data since the last call. */
  takeRequests(): string[];
  close(): void;
}

export const SCRIPT = '/download.js';

export async function startHost(): Promise<DataHost> {
  const digits = makeDigits({ seed: 5, trainingCount: 400, validationCount: 60 });
  const pages = new Map([
    ['/', { type: 'text/html', body: '<!doctype html><link rel="icon" href="data:,">' }],
    [SCRIPT, { type: 'text/javascript', body: await bundleDownload() }],
  ]);
  const files = new Map([
    ['/train.parquet', parquetFileV1(pngRows(digits.training, digits.shape), 'image', 100)],
    ['/test.parquet', parquetFile(pngRows(digits.validation, digits.shape), 'image', 100)],
  ]);
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const page = pages.get(request.url ?? '');
    if (page) return response.writeHead(200, { 'content-type': page.type }).end(page.body);
    requests.push(`${request.method} ${request.url}`);
    return answer(files, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const split = (path: string, count: number) => ({
    url: `http://127.0.0.1:${port}${path}`,
    sizeBytes: files.get(path)!.length,
    count,
  });
  return {
    page: `http://localhost:${port}/`,
    download: {
      ...downloads.mnist,
      training: split('/train.parquet', 400),
      validation: split('/test.parquet', 60),
    },
    digest: digestOf(digits.training),
    takeRequests: () => requests.splice(0),
    close: () => server.close(),
  };
}

/** Answers as a hub does; under /silent never, and under /closed without leave for other origins. */
function answer(
  files: ReadonlyMap<string, Uint8Array>,
  { method, url = '', headers }: IncomingMessage,
  response: ServerResponse,
): void {
  if (url.startsWith('/silent')) return;
  const file = files.get(url.replace('/closed', ''));
  const [from, last] =
    /bytes=(\d+)-(\d+)/
      .exec(headers.range ?? '')
      ?.slice(1)
      .map(Number) ?? [];
  if (!file || (method !== 'GET' && method !== 'HEAD')) {
    response.writeHead(405).end();
    return;
  }
  const part = from === undefined ? file : file.subarray(from, last! + 1);
  if (!url.startsWith('/closed')) response.setHeader('access-control-allow-origin', '*');
  response.writeHead(from === undefined ? 200 : 206, { 'content-length': part.length });
  response.end(method === 'HEAD' ? undefined : part);
}

/** The lab's module for downloads as one script. */
async function bundleDownload(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'esnext',
      lib: { entry: fileURLToPath(new URL('../../src/data/download.ts', import.meta.url)), formats: ['es'] },
    },
  });
  const [output] = Array.isArray(result) ? result : [result];
  if (!output || !('output' in output)) throw new Error('the bundler watches instead of building');
  return output.output[0].code;
}
