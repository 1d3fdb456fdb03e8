import type { ImageSet, ImageShape } from '../../src/data/dataset';
import type { Download } from '../../src/data/download';
import { downloads } from '../../src/data/download';
import type { CacheLike } from '../../src/data/loadOptions';
import { parquetFile, pngRows } from '../support/parquetFile';

/** A public host that answers HEAD and range requests from memory, and notes what it was asked. */
export interface Host {
  readonly fetch: typeof fetch;
  readonly requests: { readonly method: string; readonly url: string; readonly range: string | null }[];
  readonly sentBytes: () => number;
}

/** What a request gets instead of the file, or undefined for the file. */
type Twist = (request: Request) => Response | Promise<Response> | undefined;

export function hostOf(files: ReadonlyMap<string, Uint8Array>, twist: Twist = () => undefined): Host {
  const requests: Host['requests'] = [];
  let sent = 0;
  const answer = async (request: Request) => {
    const range = request.headers.get('range');
    requests.push({ method: request.method, url: request.url, range });
    const twisted = await twist(request);
    if (twisted) return twisted;
    const file = files.get(request.url);
    if (!file) return new Response('no such file', { status: 404, statusText: 'Not Found' });
    if (request.method === 'HEAD')
      return new Response(null, { headers: { 'content-length': `${file.length}` } });
    const [from, last] = /bytes=(\d+)-(\d+)/
      .exec(range ?? '')
      ?.slice(1)
      .map(Number) ?? [0, file.length - 1];
    const bytes = file.slice(from, last! + 1);
    sent += bytes.length;
    return new Response(bytes, { status: range ? 206 : 200 });
  };
  return { fetch: (input, init) => answer(new Request(input, init)), requests, sentBytes: () => sent };
}

/** A never-ending answer, until the request is given up. */
export function silence(request: Request): Promise<Response> {
  return new Promise((_, reject) => {
    request.signal.addEventListener('abort', () => reject(request.signal.reason));
  });
}

/** A small data set with the facts of MNIST, and a host that has its files. */
export function smallDownload(
  training: ImageSet,
  validation: ImageSet,
  shape: ImageShape,
  rowGroupSize: number,
  write = parquetFile,
): { readonly download: Download; readonly files: Map<string, Uint8Array> } {
  const base = shape[2] === 1 ? downloads.mnist : downloads.cifar10;
  const files = new Map<string, Uint8Array>();
  const split = (name: string, set: ImageSet) => {
    const url = `https://data.example/${name}.parquet`;
    const file = write(pngRows(set, shape), base.imageColumn, rowGroupSize);
    files.set(url, file);
    return { url, sizeBytes: file.length, count: set.count };
  };
  return {
    download: { ...base, training: split('train', training), validation: split('test', validation) },
    files,
  };
}

/** A cache in memory, that like the browser's can be read from again and again. */
export function memoryCache(): CacheLike & { readonly entries: Map<string, Response> } {
  const entries = new Map<string, Response>();
  return {
    entries,
    match: async (key) => entries.get(key)?.clone(),
    put: async (key, response) => void entries.set(key, response),
    delete: async (key) => entries.delete(key),
  };
}
