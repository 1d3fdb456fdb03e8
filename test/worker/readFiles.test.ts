import { afterEach, expect, test, vi } from 'vitest';
import { fileCache } from '../../src/worker/offlineNames';
import { readFrom } from '../../src/worker/readFiles';

const base = 'https://lethe.test/lab/';

afterEach(async () => {
  vi.unstubAllGlobals();
  await caches.delete(fileCache);
});

/** A host that answers with this, or not at all. */
function host(answer: { readonly body: string; readonly headers?: Record<string, string> } | null) {
  vi.stubGlobal('fetch', async () => {
    if (answer === null) throw new TypeError('Failed to fetch');
    return new Response(answer.body, { headers: { 'content-type': 'text/plain', ...answer.headers } });
  });
}

const text = (bytes: Uint8Array<ArrayBuffer> | null) => bytes && new TextDecoder().decode(bytes);
const kept = async () => (await (await caches.open(fileCache)).match(`${base}data/a.bin`))?.text();

test('a file that was loaded is read without its host, as it was last', async () => {
  const read = readFrom(base);
  for (const body of ['first', 'second']) {
    host({ body, headers: { etag: body } });
    expect(text(await read('data/a.bin'))).toBe(body);
    await expect.poll(kept).toBe(body);
  }
  host(null);
  expect(text(await read('data/a.bin'))).toBe('second');
  await expect(read('data/b.bin')).rejects.toThrow('Failed to fetch');
});

test('a page in place of a file is none, and is not kept; a browser that keeps nothing reads all the same', async () => {
  host({ body: '<html>', headers: { 'content-type': 'text/html' } });
  expect(await readFrom(base)('data/a.bin')).toBeNull();
  expect(await kept()).toBeUndefined();
  host({ body: 'here' });
  expect(text(await readFrom(base, undefined)('data/a.bin'))).toBe('here');
});
