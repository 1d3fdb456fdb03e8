import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import encodeHalved, { init as initEncoder } from '@jsquash/jpeg/encode.js';
import { encode } from 'jpeg-js';
import { describe, expect, test } from 'vitest';
import { pictureDecoders } from '../../../src/cli/pictureDecoders';
import { DataError } from '../../../src/data/dataError';
import { isBmp, readBmp } from '../../../src/data/formats/bmp';
import { readJpeg } from '../../../src/data/formats/jpeg';
import { type Picture, turned } from '../../../src/data/formats/picture';
import { isPnm, readPnm } from '../../../src/data/formats/pnm';
import { bmpFile } from '../bmpFile';
import { join } from '../tarFile';

const text = (value: string) => new TextEncoder().encode(value);
const show = ({ width, height, channels, pixels }: Picture) => [width, height, channels, [...pixels]];

describe('BMP', () => {
  // Blue, green, red in the file.
  const bgr = Uint8Array.of(0, 0, 255, 0, 255, 0, 255, 0, 0, 9, 9, 9);
  const rgb = [255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9];
  const palette = [0x000000, 0xff0000, 0x00ff00, 0x0000ff];

  test.each<[what: string, file: Uint8Array, expected: unknown[]]>([
    ['24 bits', bmpFile(2, 2, 24, bgr), [2, 2, 3, rgb]],
    ['the top row first', bmpFile(2, -2, 24, bgr), [2, 2, 3, rgb]],
    ['32 bits', bmpFile(2, 1, 32, Uint8Array.of(1, 2, 3, 0, 4, 5, 6, 0)), [2, 1, 3, [3, 2, 1, 6, 5, 4]]],
    [
      '32 bits with masks and transparency',
      bmpFile(2, 1, 32, Uint8Array.of(1, 2, 3, 255, 4, 5, 6, 0), {
        masks: [0xff, 0xff00, 0xff0000, 0xff000000],
      }),
      [2, 1, 3, [1, 2, 3, 255, 255, 255]],
    ],
    ['16 bits', bmpFile(2, 1, 16, Uint8Array.of(0x00, 0x7c, 0x1f, 0x00)), [2, 1, 3, [255, 0, 0, 0, 0, 255]]],
    [
      '8 bits',
      bmpFile(4, 1, 8, Uint8Array.of(0, 1, 2, 3), { palette }),
      [4, 1, 3, [0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255]],
    ],
    [
      '4 bits',
      bmpFile(3, 1, 4, Uint8Array.of(0x12, 0x30), { palette }),
      [3, 1, 3, [255, 0, 0, 0, 255, 0, 0, 0, 255]],
    ],
    [
      '1 bit, grey',
      bmpFile(3, 1, 1, Uint8Array.of(0b1010_0000), { palette: [0, 0xffffff] }),
      [3, 1, 1, [255, 0, 255]],
    ],
  ])('of %s', (_, file, expected) => {
    expect(isBmp(file)).toBe(true);
    expect(show(readBmp(file, 'x'))).toEqual(expected);
  });

  /** Rows from the bottom, as runs. */
  const runs = (width: number, height: number, bits: 4 | 8, content: readonly number[]) => {
    const head = bmpFile(width, height, bits, new Uint8Array(0), { palette }).slice(0, 54 + 16);
    const file = join([head, Uint8Array.from(content)]);
    new DataView(file.buffer).setUint32(30, bits === 8 ? 1 : 2, true);
    return file;
  };
  const ends = [0, 1];
  test.each<[what: string, file: Uint8Array, places: readonly number[]]>([
    [
      '8 bits, a run and places as they are',
      runs(3, 2, 8, [3, 2, 0, 0, 0, 3, 1, 2, 3, 0, ...ends]),
      [1, 2, 3, 2, 2, 2],
    ],
    [
      '8 bits, moved to the right and up',
      runs(3, 2, 8, [1, 1, 0, 2, 1, 1, 1, 3, ...ends]),
      [0, 0, 3, 1, 0, 0],
    ],
    ['4 bits, two places in turn', runs(5, 1, 4, [5, 0x12, ...ends]), [1, 2, 1, 2, 1]],
    ['4 bits, places as they are', runs(5, 1, 4, [0, 5, 0x12, 0x31, 0x20, 0, ...ends]), [1, 2, 3, 1, 2]],
    ['4 bits, from an odd place on', runs(4, 1, 4, [1, 0x30, 3, 0x12, ...ends]), [3, 1, 2, 1]],
  ])('of runs (RLE), %s', (_, file, places) => {
    const colours = places.flatMap((place) => {
      const colour = palette[place]!;
      return [colour >> 16, (colour >> 8) & 255, colour & 255];
    });
    expect([...readBmp(file, 'x').pixels]).toEqual(colours);
  });

  const packed = bmpFile(2, 1, 8, Uint8Array.of(0, 1), { palette });
  new DataView(packed.buffer).setUint32(30, 4, true);
  test.each<[what: string, file: Uint8Array, found: string]>([
    ['cut', bmpFile(2, 2, 24, bgr).slice(0, -1), 'found 69'],
    ['packed', packed, 'one of 8 bits per pixel, packed in the way 4'],
    ['cut within its runs', runs(3, 2, 8, [3, 2, 0]), 'found 73'],
    ['of runs that are far too few', runs(3000, 2000, 8, [3, 2, 0, 1]), 'found 74'],
    [
      'too large',
      bmpFile(2, 2, 24, bgr).map((byte, i) => (i === 20 || i === 24 ? 1 : byte)),
      'found 65538 x 65538',
    ],
    ['without a header', text('BM and no more than a text'), 'a BMP header'],
  ])('one that is %s is refused', (_, file, found) => {
    expect(() => readBmp(file, 'x')).toThrow(DataError);
    expect(() => readBmp(file, 'x')).toThrow(found);
  });
});

describe('PBM, PGM and PPM', () => {
  test.each<[what: string, file: Uint8Array, expected: unknown[]]>([
    ['P1', text('P1\n# a comment\n3 2\n1 0 1\n010'), [3, 2, 1, [0, 255, 0, 255, 0, 255]]],
    ['P2', text('P2 2 1 100\n50 100\n'), [2, 1, 1, [128, 255]]],
    ['P3', text('P3\n1 1\n255\n1 2 3'), [1, 1, 3, [1, 2, 3]]],
    [
      'P4',
      join([text('P4\n3 2\n'), Uint8Array.of(0b1010_0000, 0b0100_0000)]),
      [3, 2, 1, [0, 255, 0, 255, 0, 255]],
    ],
    ['P5', join([text('P5\n2 1\n255\n'), Uint8Array.of(10, 13)]), [2, 1, 1, [10, 13]]],
    ['P5 of 16 bits', join([text('P5 1 1 65535\n'), Uint8Array.of(128, 128)]), [1, 1, 1, [128]]],
    ['P6', join([text('P6\n# a\n1 1\n# b\n255\n'), Uint8Array.of(10, 32, 9)]), [1, 1, 3, [10, 32, 9]]],
  ])('%s', (_, file, expected) => {
    expect(isPnm(file)).toBe(true);
    expect(show(readPnm(file, 'x'))).toEqual(expected);
  });

  test.each<[what: string, file: Uint8Array, found: string]>([
    ['cut', text('P5\n2 2\n255\nabc'), 'expected 4 levels, found fewer'],
    ['without a largest level', text('P5\n2 2\n'), 'largest level'],
    ['too large', text('P5 90000 90000 255 '), 'found 90000 x 90000'],
    ['of letters', text('P2 2 1 255 1 a'), 'found fewer'],
  ])('one that is %s is refused', (_, file, found) => {
    expect(() => readPnm(file, 'x')).toThrow(DataError);
    expect(() => readPnm(file, 'x')).toThrow(found);
  });

  test('a text that begins with a P is none', () => {
    expect([isPnm(text('P1')), isPnm(text('P7 8')), isPnm(text('P5 is a norm'))]).toEqual([
      false,
      false,
      false,
    ]);
  });
});

async function startEncoder(): Promise<void> {
  const path = createRequire(import.meta.url).resolve('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm');
  await initEncoder(await WebAssembly.compile(readFileSync(path)));
}

describe('JPEG', () => {
  const read = (bytes: Uint8Array, size: [number, number] = [16, 8]) =>
    readJpeg(bytes, size, 'x', pictureDecoders.jpeg);
  const gradient = Uint8Array.from({ length: 16 * 8 * 4 }, (_, i) =>
    i % 4 === 3 ? 255 : 8 * (Math.floor(i / 4) % 16),
  );
  const plain = new Uint8Array(encode({ width: 16, height: 8, data: gradient }, 95).data);
  const exif = (orientation: number, isLittle: boolean) => {
    const bytes = new Uint8Array(36);
    const view = new DataView(bytes.buffer);
    bytes.set([0xff, 0xe1, 0, 34, ...text('Exif\0\0'), ...text(isLittle ? 'II' : 'MM')]);
    view.setUint16(12, 42, isLittle);
    view.setUint32(14, 8, isLittle);
    view.setUint16(18, 1, isLittle);
    view.setUint16(20, 0x112, isLittle);
    view.setUint16(22, 3, isLittle);
    view.setUint32(24, 1, isLittle);
    view.setUint16(28, orientation, isLittle);
    return join([plain.slice(0, 2), bytes, plain.slice(2)]);
  };

  test('is decoded near to what it was made of, grey where it was', async () => {
    const { width, height, channels, pixels } = await read(plain);
    expect([width, height, channels]).toEqual([16, 8, 1]);
    for (const [i, level] of pixels.entries()) expect(Math.abs(level - 8 * (i % 16))).toBeLessThan(8);
  });

  test('is turned as its Exif data say', async () => {
    for (const isLittle of [true, false]) {
      const { width, height, pixels } = await read(exif(6, isLittle));
      expect([width, height]).toEqual([8, 16]);
      expect(Math.abs(pixels[8 * 15]! - 120)).toBeLessThan(8);
    }
    expect((await read(exif(9, true))).width).toBe(16);
  });

  test('colours at half the resolution are interpolated, as browsers do', async () => {
    // A column of blocks is red, the next is blue: where they meet, levels lie between.
    const rgba = Uint8Array.from({ length: 32 * 16 * 4 }, (_, i) => {
      const isRed = Math.floor(i / 4) % 32 < 16;
      return i % 4 === 3 || (i % 4 === 0 && isRed) || (i % 4 === 2 && !isRed) ? 255 : 0;
    });
    await startEncoder();
    const file = await encodeHalved({
      width: 32,
      height: 16,
      data: new Uint8ClampedArray(rgba),
    } as ImageData);
    const { pixels } = await read(new Uint8Array(file), [32, 16]);
    const reds = [...Array(32).keys()].map((x) => pixels[3 * x]!);
    const steps = reds.slice(1).map((red, x) => Math.abs(red - reds[x]!));
    expect(Math.max(...steps)).toBeLessThan(160);
  });

  test('one whose header says far more than its bytes can hold is refused', async () => {
    await expect(read(plain, [7000, 7000])).rejects.toThrow('far too few bytes');
  });

  test('one that is cut is refused, with what libjpeg says, and the next is read', async () => {
    await expect(read(plain.slice(0, -20))).rejects.toThrow('Premature end of JPEG file');
    await expect(read(plain.slice(0, 40))).rejects.toThrow(DataError);
    expect((await read(plain)).width).toBe(16);
  });

  test('bytes before the end, as some cameras leave them, do no harm', async () => {
    const file = join([plain.slice(0, -2), Uint8Array.of(0x12, 0x34, 0x55), plain.slice(-2)]);
    expect(await read(file)).toEqual(await read(plain));
  });
});

test.each([
  [1, 'abcdef'],
  [2, 'cbafed'],
  [3, 'fedcba'],
  [4, 'defabc'],
  [5, 'adbecf'],
  [6, 'daebfc'],
  [7, 'fcebda'],
  [8, 'cfbead'],
])('orientation %i of abc/def', (orientation, expected) => {
  const { width, pixels } = turned({ width: 3, height: 2, channels: 1, pixels: text('abcdef') }, orientation);
  expect([width, new TextDecoder().decode(pixels)]).toEqual([orientation < 5 ? 3 : 2, expected]);
});
