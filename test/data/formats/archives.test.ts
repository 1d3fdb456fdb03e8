import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { DataError } from '../../../src/data/dataError';
import { createBudget, LIMITS } from '../../../src/data/formats/limits';
import { tarEntries } from '../../../src/data/formats/tar';
import { isZip, zipEntries } from '../../../src/data/formats/zip';
import { readFiles } from '../../../src/data/readFiles';
import { sayMessage } from '../../../src/words/say';
import { cifarFile } from '../cifarFile';
import { gzipped, imagesFile, labelsFile } from '../idxFile';
import { join, padded, tarFile, tarHeader } from '../tarFile';

const text = (value: string) => new TextEncoder().encode(value);
const contents = (entries: ReturnType<typeof tarEntries>) =>
  entries.map(({ name, read }) => [name, new TextDecoder().decode(read())]);

/** The checksum of a tar header, its own field taken as spaces, in six octal digits. */
function octalSum(header: Uint8Array): string {
  const sum = header.reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 32 : byte), 0);
  return sum.toString(8).padStart(6, '0');
}

describe('tar', () => {
  const openTar = (...blocks: Uint8Array[]) =>
    contents(tarEntries(join([...blocks, new Uint8Array(1024)]), 'a.tar'));
  const long = `${'folder/'.repeat(30)}file.txt`;
  const pax = text(`${long.length + 10} path=${long}\n`);

  test.each<[what: string, blocks: Uint8Array[], expected: [string, string][]]>([
    [
      'files one after the other',
      [tarHeader('a', 1, '0'), padded(text('x')), tarHeader('b', 0, '0')],
      [
        ['a', 'x'],
        ['b', ''],
      ],
    ],
    [
      'links to files of the archive, and to others',
      [
        tarHeader('x/in/a', 1, '0'),
        padded(text('y')),
        tarHeader('x/hard', 0, '1', 'x/in/a'),
        tarHeader('x/to/soft', 0, '2', '../in/./a'),
        tarHeader('x/lost', 0, '2', '../../etc/passwd'),
      ],
      [
        ['x/in/a', 'y'],
        ['x/hard', 'y'],
        ['x/to/soft', 'y'],
      ],
    ],
    ['a file of just one block', [tarHeader('a', 512, '0'), text('y'.repeat(512))], [['a', 'y'.repeat(512)]]],
    [
      'folders and links left out',
      [tarHeader('d/', 0, '5'), tarHeader('l', 0, '2'), tarHeader('d/a', 0, '0')],
      [['d/a', '']],
    ],
    [
      'a long name of GNU',
      [
        tarHeader('././@LongLink', long.length + 1, 'L'),
        padded(text(`${long}\0`)),
        tarHeader('short', 0, '0'),
        tarHeader('next', 0, '0'),
      ],
      [
        [long, ''],
        ['next', ''],
      ],
    ],
    [
      'a long name of pax',
      [tarHeader('x', pax.length, 'x'), padded(pax), tarHeader('short', 0, '0')],
      [[long, '']],
    ],
  ])('%s', (_, blocks, expected) => {
    expect(openTar(...blocks)).toEqual(expected);
  });

  test('a name divided between two fields', () => {
    const header = tarHeader('name.txt', 0, '0');
    header.set(text('long/prefix'), 345);
    header.set(text(`${octalSum(header)}\0 `), 148);
    expect(openTar(header)).toEqual([['long/prefix/name.txt', '']]);
  });

  const whole = tarFile([['a', text('content')]]);
  const changed = (at: number, value: number) => whole.map((byte, i) => (i === at ? value : byte));
  const negative = tarHeader('a', 0, '0');
  negative.set(text('-0000001000\0'), 124);
  negative.set(text(`${octalSum(negative)}\0 `), 148);

  test.each<[what: string, bytes: Uint8Array, message: string]>([
    ['cut before its end', whole.slice(0, 1024), 'expected a block of zeros at the end, found none'],
    ['cut in a file', whole.slice(0, 515), 'expected 7 bytes of a, found only 3'],
    ['with a changed header', changed(1, 65), 'expected a header with the checksum'],
    ['with a checksum that is no number', changed(149, 65), 'found NaN'],
    [
      'with a negative size, which would lead back for ever',
      join([negative, new Uint8Array(1024)]),
      'a size in octal digits',
    ],
  ])('%s is refused', (_, bytes, message) => {
    expect(() => tarEntries(bytes, 'a.tar')).toThrow(DataError);
    expect(() => tarEntries(bytes, 'a.tar')).toThrow(message);
  });
});

describe('zip', () => {
  const open = (bytes: Uint8Array, limits = LIMITS) => zipEntries(bytes, 'a.zip', createBudget(limits));
  const members = {
    'folder/': new Uint8Array(0),
    'folder/a.txt': text('abc'.repeat(500)),
    'b.txt': text('b'),
  };
  const packed = zipSync(members);
  const stored = zipSync(members, { level: 0 });
  const comment = text('made by hand');
  const withComment = join([packed, comment]);
  new DataView(withComment.buffer).setUint16(packed.length - 2, comment.length, true);

  test.each([
    ['deflated', packed],
    ['stored', stored],
    ['with a comment at its end', withComment],
    [
      'as a view of something larger',
      join([new Uint8Array(7), packed, new Uint8Array(7)]).subarray(7, 7 + packed.length),
    ],
  ])('%s: files with their size, their beginning and their content', (_, bytes) => {
    expect(isZip(bytes)).toBe(true);
    const [a, b, ...others] = open(bytes);
    expect(others).toEqual([]);
    expect([a!.name, a!.sizeBytes, b!.name, b!.sizeBytes]).toEqual(['folder/a.txt', 1500, 'b.txt', 1]);
    expect(a!.head).toEqual(text('abc'.repeat(500)).subarray(0, 512));
    expect(a!.read()).toEqual(text('abc'.repeat(500)));
    expect(b!.read()).toEqual(text('b'));
  });

  const at = (signature: string, bytes: Uint8Array) => Buffer.from(bytes).indexOf(signature, 0, 'latin1');
  const set32 = (bytes: Uint8Array, offset: number, value: number) => {
    const copy = bytes.slice();
    new DataView(copy.buffer).setUint32(offset, value, true);
    return copy;
  };
  const bomb = zipSync({ 'bomb.bin': new Uint8Array(30_000_000) });
  const one = zipSync({ a: text('a'.repeat(100)) });
  const directory = at('PK\x01\x02', one);
  const readAll =
    (bytes: Uint8Array, limits = LIMITS) =>
    () =>
      open(bytes, limits).map(({ read }) => read());

  test.each<[what: string, action: () => unknown, message: string]>([
    ['cut', readAll(one.slice(0, -1)), 'expected a zip directory at the end'],
    [
      'with fewer entries than it counts',
      readAll(one.with(one.length - 12, 2)),
      'expected entry 1 of 2 in the directory',
    ],
    [
      'with more entries than it counts',
      readAll(one.with(one.length - 12, 0)),
      'expected a directory of 0 entries up to byte',
    ],
    [
      'whose directory lies past its end',
      readAll(set32(one, one.length - 6, 2 ** 32 - 1)),
      'expected a zip directory before byte',
    ],
    [
      'whose member lies past its end',
      readAll(set32(one, directory + 42, 2 ** 31)),
      'a in a.zip: expected its content at byte 2147483648',
    ],
    ['with another CRC-32', readAll(set32(one, directory + 16, 1)), 'expected content of its CRC-32'],
    [
      'that says too small a size',
      readAll(set32(one, directory + 24, 99)),
      'expected 99 bytes after unpacking, found more',
    ],
    [
      'that says too large a size',
      readAll(set32(one, directory + 24, 101)),
      'expected 101 bytes after unpacking, found only 100',
    ],
    [
      'that says a huge size',
      readAll(set32(one, directory + 24, 200_000_000)),
      'expected 200000000 bytes, found far fewer',
    ],
    [
      'that says a size past the limit',
      readAll(set32(one, directory + 24, 2 ** 32 - 1)),
      'expected at most 268435456 bytes after unpacking',
    ],
    ['that is encrypted', readAll(set32(one, directory + 8, 1)), 'found an encrypted one'],
    [
      'packed in another way',
      readAll(set32(one, directory + 10, 12)),
      'expected a stored or deflated file, found method 12',
    ],
    [
      'that unpacks past the limit',
      readAll(bomb, { ...LIMITS, fileBytes: 1e6 }),
      'bomb.bin in a.zip: expected at most 1000000 bytes after unpacking, found 30000000',
    ],
  ])('one %s is refused', (_, action, message) => {
    expect(action).toThrow(DataError);
    expect(action).toThrow(message);
  });

  test('the larger end record of archives with 65,535 entries or more', () => {
    const end = packed.length - 22;
    const extra = new Uint8Array(76);
    const view = new DataView(extra.buffer);
    const old = new DataView(packed.buffer, packed.byteOffset);
    extra.set(text('PK\x06\x06'));
    view.setBigUint64(32, BigInt(old.getUint16(end + 10, true)), true);
    view.setBigUint64(40, BigInt(old.getUint32(end + 12, true)), true);
    view.setBigUint64(48, BigInt(old.getUint32(end + 16, true)), true);
    extra.set(text('PK\x06\x07'), 56);
    view.setBigUint64(64, BigInt(end), true);
    const large = join([
      packed.slice(0, end),
      extra,
      packed.slice(end, end + 10),
      new Uint8Array(10).fill(255),
      packed.slice(-2),
    ]);
    expect(open(large).map(({ name }) => name)).toEqual(['folder/a.txt', 'b.txt']);
    large[end + 64] = 255;
    expect(() => open(large)).toThrow('expected a zip directory before byte');
  });

  test('members that are within the limit one by one and not together', () => {
    const limits = { ...LIMITS, unpackedBytes: 150 };
    const two = zipSync({ a: text('a'.repeat(100)), b: text('b'.repeat(100)) });
    expect(readAll(two, limits)).toThrow('b in a.zip: expected at most 50 bytes after unpacking, found 100');
  });
});

describe('archives of data', () => {
  const mnist = {
    'train-images-idx3-ubyte.gz': gzipped(imagesFile(12, 3)),
    'train-labels-idx1-ubyte': labelsFile(12),
    'README.md': text('about'),
  };

  test('gzipped IDX files in a zip', async () => {
    const dataset = await readFiles([{ name: 'mnist.zip', bytes: zipSync(mnist) }]);
    expect(dataset.training.labels).toEqual(Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    expect(dataset.notes?.map(sayMessage)).toEqual(['Left out, as no images: README.md.']);
  });

  test('an archive within an archive is opened, and one within that stays closed', async () => {
    const inner = zipSync({ 'mnist.zip': zipSync(mnist) });
    const dataset = await readFiles([{ name: 'a.zip', bytes: inner }]);
    expect(dataset.training.labels).toEqual(Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    expect(dataset.notes?.map(sayMessage)).toEqual(['Left out, as no images: mnist.zip/README.md.']);
    await expect(readFiles([{ name: 'b.zip', bytes: zipSync({ 'a.zip': inner }) }])).rejects.toThrow(
      'a.zip/mnist.zip: expected IDX files, CIFAR .bin files, NumPy arrays (.npz)',
    );
  });

  test('an archive within an archive spends the budget of the first', async () => {
    const bytes = zipSync({ 'in.zip': zipSync({ 'train.bin': cifarFile(6) }) });
    const limits = { ...LIMITS, unpackedBytes: 5 * 3073 };
    await expect(readFiles([{ name: 'out.zip', bytes }], { limits })).rejects.toThrow('after unpacking');
  });

  test('a gzip file that unpacks past the limit', async () => {
    const limits = { ...LIMITS, unpackedBytes: 5 * 3073 };
    const files = [{ name: 'train.bin.gz', bytes: gzipped(cifarFile(6)) }];
    await expect(readFiles(files, { limits })).rejects.toThrow(
      'train.bin.gz: expected at most 15365 bytes after unpacking',
    );
  });

  test('gzip files that are within the limit one by one and not together', async () => {
    const limits = { ...LIMITS, unpackedBytes: 10 * 3073 };
    const files = ['train.bin.gz', 'test.bin.gz'].map((name) => ({ name, bytes: gzipped(cifarFile(6)) }));
    await expect(readFiles(files, { limits })).rejects.toThrow(
      'test.bin.gz: expected at most 12292 bytes after unpacking',
    );
  });

  test('a file past the limit as it is', async () => {
    const limits = { ...LIMITS, fileBytes: 100 };
    await expect(readFiles([{ name: 'a.bin', bytes: cifarFile(1) }], { limits })).rejects.toThrow(
      'expected at most 100 bytes, found 3073 bytes',
    );
  });
});

test('a cancelled reading ends with the reason of its signal', async () => {
  const controller = new AbortController();
  controller.abort(new Error('enough'));
  const files = [{ name: 'train.bin', bytes: cifarFile(6) }];
  await expect(readFiles(files, { signal: controller.signal })).rejects.toThrow('enough');
});
