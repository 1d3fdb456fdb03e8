import { expect, test } from 'vitest';
import { gunzip, isGzip } from '../../../src/data/formats/gunzip';
import { gzipped } from '../idxFile';

const content = Uint8Array.from({ length: 100_000 }, (_, i) => (i * i) % 251);
const packed = gzipped(content);

function changed(at: number): Uint8Array {
  const copy = packed.slice();
  copy[at]! ^= 0x55;
  return copy;
}

/** The length alone: a failing test then prints a number and not the whole content. */
async function unpackedLength(bytes: Uint8Array, fileName: string, limitBytes: number): Promise<number> {
  return (await gunzip(bytes, fileName, limitBytes)).length;
}

test('a gzip file is known by its first two bytes', () => {
  expect(isGzip(packed)).toBe(true);
  expect(isGzip(content)).toBe(false);
  expect(isGzip(new Uint8Array(0))).toBe(false);
  expect(isGzip(Uint8Array.of(0x1f))).toBe(false);
});

test('the content comes out as it went in, up to the limit and not past it', async () => {
  expect(await gunzip(packed, 'a.gz', content.length)).toEqual(content);
  await expect(unpackedLength(packed, 'a.gz', content.length - 1)).rejects.toThrow(
    'a.gz: expected at most 99999 bytes after unpacking, found more.',
  );
});

test('an archive that unpacks to far more than it holds is stopped', async () => {
  const bomb = gzipped(new Uint8Array(50_000_000));
  expect(bomb.length).toBeLessThan(100_000);
  await expect(unpackedLength(bomb, 'bomb.gz', 1_000_000)).rejects.toThrow('expected at most 1000000 bytes');
});

test.each([
  ['cut in the middle', packed.slice(0, packed.length >> 1)],
  ['cut before the end of its trailer', packed.slice(0, -1)],
  ['cut after its first two bytes', packed.slice(0, 2)],
  ['changed in its content', changed(packed.length >> 1)],
  ['changed in its checksum', changed(packed.length - 8)],
  ['changed in its length', changed(packed.length - 4)],
  ['followed by other bytes', Uint8Array.of(...packed, 1, 2, 3)],
])('a file %s is refused', async (_, bytes) => {
  await expect(unpackedLength(bytes, 'mine.gz', 1e6)).rejects.toMatchObject({
    name: 'DataError',
    fileName: 'mine.gz',
    message: expect.stringMatching(/^mine\.gz: expected a .*gzip.*, found .* download or copy it again\.$/),
  });
});

test('two gzip members one after the other are refused everywhere, as browsers do', async () => {
  const twice = Uint8Array.of(...packed, ...packed);
  await expect(unpackedLength(twice, 'twice.gz', 1e6)).rejects.toMatchObject({ name: 'DataError' });
});
