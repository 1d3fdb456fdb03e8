import { deflateSync } from 'node:zlib';
import { encode } from 'fast-png';
import { describe, expect, test } from 'vitest';
import { DataError } from '../../../src/data/dataError';
import { crc32 } from '../../../src/data/formats/crc32';
import { fitSquare, overWhite } from '../../../src/data/formats/picture';
import { readPng } from '../../../src/data/formats/png';
import { join } from '../tarFile';

const text = (value: string) => new TextEncoder().encode(value);

function chunk(type: string, content: Uint8Array): Uint8Array {
  const body = join([text(type), content]);
  const ends = new DataView(new ArrayBuffer(8));
  ends.setUint32(0, content.length);
  ends.setUint32(4, crc32(body));
  const bytes = new Uint8Array(ends.buffer);
  return join([bytes.subarray(0, 4), body, bytes.subarray(4)]);
}

interface Parts {
  readonly width?: number;
  readonly height?: number;
  readonly depth?: number;
  readonly colourType?: number;
  readonly interlace?: number;
  readonly before?: readonly Uint8Array[];
  /** Rows with their filter bytes. */
  readonly raw: Uint8Array;
}

/** A PNG file written by hand from its rows. */
function pngOf({
  width = 2,
  height = 2,
  depth = 8,
  colourType = 0,
  interlace = 0,
  before = [],
  raw,
}: Parts): Uint8Array {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([depth, colourType, 0, 0, interlace], 8);
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  const content = chunk('IDAT', new Uint8Array(deflateSync(raw)));
  return join([signature, chunk('IHDR', header), ...before, content, chunk('IEND', new Uint8Array(0))]);
}

const palette = chunk('PLTE', Uint8Array.of(10, 20, 30, 40, 50, 60, 70, 80, 90));

test.each<[what: string, parts: Parts, channels: number, pixels: number[]]>([
  ['grey, 8 bits', { raw: Uint8Array.of(0, 1, 2, 0, 3, 4) }, 1, [1, 2, 3, 4]],
  [
    'grey, 1 bit',
    { depth: 1, width: 9, height: 1, raw: Uint8Array.of(0, 0b10100001, 0b10000000) },
    1,
    [255, 0, 255, 0, 0, 0, 0, 255, 255],
  ],
  [
    'grey, 2 bits',
    { depth: 2, width: 3, height: 2, raw: Uint8Array.of(0, 0b00011000, 0, 0b11000100) },
    1,
    [0, 85, 170, 255, 0, 85],
  ],
  ['grey, 4 bits', { depth: 4, width: 3, height: 1, raw: Uint8Array.of(0, 0x0f, 0x10) }, 1, [0, 255, 17]],
  [
    'grey, 16 bits',
    { depth: 16, width: 3, height: 1, raw: Uint8Array.of(0, 255, 255, 1, 1, 0, 200) },
    1,
    [255, 1, 1],
  ],
  [
    'RGB',
    { colourType: 2, width: 1, height: 2, raw: Uint8Array.of(0, 1, 2, 3, 0, 4, 5, 6) },
    3,
    [1, 2, 3, 4, 5, 6],
  ],
  [
    'RGB that is grey all over',
    { colourType: 2, width: 1, height: 2, raw: Uint8Array.of(0, 7, 7, 7, 0, 8, 8, 8) },
    1,
    [7, 8],
  ],
  [
    'RGB with a palette that only proposes',
    { colourType: 2, width: 1, height: 1, before: [palette], raw: Uint8Array.of(0, 1, 2, 3) },
    3,
    [1, 2, 3],
  ],
  [
    'a palette of 2 bits',
    { colourType: 3, depth: 2, width: 3, height: 1, before: [palette], raw: Uint8Array.of(0, 0b10000100) },
    3,
    [70, 80, 90, 10, 20, 30, 40, 50, 60],
  ],
  [
    'a palette with transparency',
    {
      colourType: 3,
      width: 2,
      height: 1,
      before: [palette, chunk('tRNS', Uint8Array.of(0))],
      raw: Uint8Array.of(0, 0, 1),
    },
    3,
    [255, 255, 255, 40, 50, 60],
  ],
  [
    'RGB with one colour that is transparent',
    {
      colourType: 2,
      width: 3,
      height: 1,
      before: [chunk('tRNS', Uint8Array.of(0, 1, 0, 2, 0, 3))],
      raw: Uint8Array.of(0, 1, 2, 3, 1, 2, 4, 5, 6, 7),
    },
    3,
    [255, 255, 255, 1, 2, 4, 5, 6, 7],
  ],
  [
    'grey of 2 bits, one level of which is transparent',
    {
      depth: 2,
      width: 3,
      height: 1,
      before: [chunk('tRNS', Uint8Array.of(0, 1))],
      raw: Uint8Array.of(0, 0b00011000),
    },
    1,
    [0, 255, 170],
  ],
  [
    'grey of 16 bits, one level of which is transparent',
    {
      depth: 16,
      width: 2,
      height: 1,
      before: [chunk('tRNS', Uint8Array.of(1, 1))],
      raw: Uint8Array.of(0, 1, 1, 1, 2),
    },
    1,
    [255, 1],
  ],
  [
    'grey and alpha over white',
    { colourType: 4, width: 3, height: 1, raw: Uint8Array.of(0, 100, 255, 100, 0, 0, 51) },
    1,
    [100, 255, 204],
  ],
  [
    'RGBA over white',
    { colourType: 6, width: 1, height: 1, raw: Uint8Array.of(0, 0, 255, 100, 51) },
    3,
    [204, 255, 224],
  ],
  [
    'chunks that do not matter',
    {
      before: [chunk('tEXt', text('Title\0x')), chunk('iCCP', text('broken'))],
      raw: Uint8Array.of(0, 1, 2, 0, 3, 4),
    },
    1,
    [1, 2, 3, 4],
  ],
])('%s', (_, parts, channels, pixels) => {
  const picture = readPng(pngOf(parts), 'a.png');
  expect([picture.channels, [...picture.pixels]]).toEqual([channels, pixels]);
});

test('what an encoder wrote, interlaced or not', () => {
  const data = Uint8Array.from({ length: 19 * 13 * 3 }, (_, i) => (i * 37) % 256);
  for (const interlace of ['null', 'Adam7'] as const) {
    const bytes = encode({ width: 19, height: 13, channels: 3, data }, { interlace });
    expect(readPng(bytes, 'a.png')).toEqual({ width: 19, height: 13, channels: 3, pixels: data });
  }
});

/** The pass of each pixel of eight by eight (W3C Recommendation, 8.1). */
const ADAM7 = [
  '16462646',
  '77777777',
  '56565656',
  '77777777',
  '36463646',
  '77777777',
  '56565656',
  '77777777',
];

/** Levels of few bits in the order of Adam7, the rows of pass n with filter n modulo 5. */
function interlaced(width: number, height: number, depth: number, levels: readonly number[]): Uint8Array {
  const bytes: number[] = [];
  for (let pass = 1; pass <= 7; pass++) {
    let above: number[] = [];
    for (let y = 0; y < height; y++) {
      const own = Array.from({ length: width }, (_, x) => x).filter(
        (x) => ADAM7[y % 8]![x % 8] === `${pass}`,
      );
      if (own.length === 0) continue;
      const bits = own.map((x) => levels[y * width + x]!.toString(2).padStart(depth, '0')).join('');
      const row = bits.match(/.{1,8}/g)!.map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2));
      const filter = pass % 5;
      const filtered = row.map((byte, i) => {
        const [left, up, corner] = [row[i - 1] ?? 0, above[i] ?? 0, above[i - 1] ?? 0];
        const estimate = left + up - corner;
        const nearest = [left, up, corner].reduce((best, one) =>
          Math.abs(estimate - one) < Math.abs(estimate - best) ? one : best,
        );
        return (byte - [0, left, up, Math.floor((left + up) / 2), nearest][filter]!) & 255;
      });
      bytes.push(filter, ...filtered);
      above = row;
    }
  }
  return Uint8Array.from(bytes);
}

test.each([1, 2, 4])('interlaced, of %i bits a pixel', (depth) => {
  for (const [width, height] of [
    [1, 1],
    [5, 3],
    [19, 13],
    [33, 17],
  ] as const) {
    const levels = Array.from({ length: width * height }, (_, i) => ((i * 7) ^ (i >> 3)) % 2 ** depth);
    const raw = interlaced(width, height, depth, levels);
    const { pixels } = readPng(pngOf({ width, height, depth, interlace: 1, raw }), 'a.png');
    expect([...pixels]).toEqual(levels.map((level) => (255 * level) / (2 ** depth - 1)));
  }
});

const good = pngOf({ raw: Uint8Array.of(0, 1, 2, 0, 3, 4) });
test.each<[what: string, bytes: Uint8Array, message: string]>([
  ['a cut file', good.slice(0, -13), 'bytes past the end'],
  ['no end', good.slice(0, -12), 'no chunk IEND'],
  ['a changed pixel stream', good.with(good.length - 20, 99), 'a damaged one'],
  ['a changed header', good.with(19, 3), 'a damaged one'],
  ['a text', text('not a picture at all, and longer than a header'), 'no PNG header'],
  [
    'a picture too large',
    pngOf({ width: 10_000, height: 10_000, raw: Uint8Array.of(0) }),
    'found 10000 x 10000',
  ],
  ['a picture of no height', pngOf({ height: 0, raw: Uint8Array.of(0) }), 'found 2 x 0'],
  [
    'a large picture without pixels',
    pngOf({ width: 4096, height: 4096, colourType: 6, raw: Uint8Array.of(0) }),
    '1 bytes of pixels, not 67108864',
  ],
  [
    'a small picture that unpacks to much',
    pngOf({ raw: new Uint8Array(5_000_000) }),
    'more than 20 bytes of pixels',
  ],
  ['an unknown colour type', pngOf({ colourType: 5, raw: Uint8Array.of(0, 1, 2, 0, 3, 4) }), 'a damaged one'],
  [
    'an index past the palette',
    pngOf({ colourType: 3, before: [palette], raw: Uint8Array.of(0, 1, 2, 0, 3, 1) }),
    'a damaged one',
  ],
  ['no palette', pngOf({ colourType: 3, raw: Uint8Array.of(0, 1, 2, 0, 3, 1) }), 'a damaged one'],
  [
    'packed pixels, interlaced, too few',
    pngOf({ width: 9, height: 9, depth: 1, interlace: 1, raw: new Uint8Array(12) }),
    'fewer bytes of pixels than its size needs',
  ],
  [
    'a second header',
    pngOf({ before: [chunk('IHDR', new Uint8Array(13))], raw: new Uint8Array(9) }),
    'a second header',
  ],
])('%s is refused', (_, bytes, message) => {
  expect(() => readPng(bytes, 'a.png')).toThrow(DataError);
  expect(() => readPng(bytes, 'a.png')).toThrow(message);
});

describe('fitting into a square', () => {
  const picture = (width: number, height: number, pixels: number[]) => ({
    width,
    height,
    channels: 1 as const,
    pixels: Uint8Array.from(pixels),
  });

  test.each<[what: string, from: ReturnType<typeof picture>, side: number, expected: number[]]>([
    ['the same size is the same picture', picture(2, 2, [1, 2, 3, 4]), 2, [1, 2, 3, 4]],
    ['halves are means', picture(2, 2, [0, 10, 20, 30]), 1, [15]],
    [
      '3 to 2: middle pixels count half on each side',
      picture(3, 3, [0, 90, 0, 0, 90, 0, 0, 90, 0]),
      2,
      [30, 30, 30, 30],
    ],
    [
      '2 to 4: pixels double',
      picture(2, 2, [1, 2, 3, 4]),
      4,
      [1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4],
    ],
    ['a wide picture loses its sides', picture(4, 2, [9, 1, 2, 9, 9, 3, 4, 9]), 2, [1, 2, 3, 4]],
    ['a high picture loses top and bottom, less on top', picture(1, 4, [9, 5, 9, 9]), 1, [5]],
  ])('%s', (_, from, side, expected) => {
    expect([...fitSquare(from, side).pixels]).toEqual(expected);
  });

  test('channels stay apart', () => {
    const rgba = [255, 0, 0, 255, 0, 0, 255, 255, 0, 255, 0, 255, 0, 0, 0, 255];
    expect([...fitSquare(overWhite(2, 2, rgba), 1).pixels]).toEqual([64, 64, 64]);
  });

  test('the mean level stays, whatever the sizes', () => {
    for (const [from, side] of [
      [100, 32],
      [33, 32],
      [31, 32],
      [64, 7],
      [5, 32],
    ] as const) {
      const pixels = Array.from({ length: from * from }, (_, i) => (i * 31) % 251);
      const mean = (levels: ArrayLike<number>) =>
        Array.from(levels).reduce((sum, level) => sum + level, 0) / levels.length;
      expect(mean(fitSquare(picture(from, from, pixels), side).pixels)).toBeCloseTo(mean(pixels), 0);
    }
  });
});
