/** More files of data as people have them, and what the lab says of them: the page and the command line in the same words. */

import { encode } from 'fast-png';
import { zipSync } from 'fflate';
import { encode as encodeJpeg } from 'jpeg-js';
import { cifarFile } from '../data/cifarFile';
import { gifFile } from '../data/gifFile';
import { gzipped, imagesFile, labelsFile, withHeader } from '../data/idxFile';
import { bytesOf, npyFile } from '../data/npyFile';
import { tarFile } from '../data/tarFile';
import type { DataCase } from './dataCases';

const text = (value: string) => new TextEncoder().encode(value);
const counted = (count: number, of: (i: number) => number) =>
  Uint8Array.from({ length: count }, (_, i) => of(i));
const levels = (count: number) => counted(count, (i) => (i * 7) % 200);
const threes = npyFile(
  '|u1',
  [12],
  counted(12, (i) => i % 3),
);
/** Twelve images and labels in one archive. */
const arrays =
  (x: Uint8Array, y = threes, names = ['x', 'y']) =>
  () => [{ name: 'set.npz', bytes: zipSync({ [`${names[0]}.npy`]: x, [`${names[1]}.npy`]: y }) }];
const grey = npyFile('|u1', [12, 8, 8], levels(12 * 64));
const tenAndTwo = '10 training and 2 validation images of 8 × 8, grey, in 3 classes';

const picture = (level: number, side = 8) =>
  encode({ width: side, height: side, channels: 1, data: new Uint8Array(side * side).fill(level) });
/** Four files of each of two classes. */
const twoClasses = (ending: string, of: (i: number) => Uint8Array) =>
  Object.fromEntries(
    [...Array(8).keys()].map((i) => [`${i % 2 ? 'cat' : 'dog'}/${i}.${ending}`, of(i)] as const),
  );
const pack = (members: Record<string, Uint8Array>) => [{ name: 'set.zip', bytes: zipSync(members) }];

/** The names of an archive in code page 866: кот for AAA, кит for BBB. */
function inCodePage(zip: Uint8Array): Uint8Array {
  const names = [text('AAA/'), text('BBB/')];
  const others = [Uint8Array.of(0xaa, 0xae, 0xe2), Uint8Array.of(0xaa, 0xa8, 0xe2)];
  for (let at = 0; at + 4 <= zip.length; at++) {
    const found = names.findIndex((name) => name.every((byte, i) => zip[at + i] === byte));
    if (found >= 0) zip.set(others[found]!, at);
  }
  return zip;
}

/** Without loss, 8 x 8 in one colour, by libwebp: there is no writer that does not wait. */
const webps = [
  'UklGRh4AAABXRUJQVlA4TBEAAAAvB8ABAAfQlKJUpf+BiOh/AAA=',
  'UklGRh4AAABXRUJQVlA4TBEAAAAvB8ABAAfQ5CJXuf+BiOh/AAA=',
];
const webp = (i: number) => new Uint8Array(Buffer.from(webps[i % 2]!, 'base64'));

export const moreDataCases: readonly DataCase[] = [
  {
    what: 'B3: names of an archive in a code page of DOS',
    files: () => {
      const members = [...Array(8).keys()].map((i) => [`${i % 2 ? 'AAA' : 'BBB'}/${i}.png`, picture(20 * i)]);
      return [{ name: 'set.zip', bytes: inCodePage(zipSync(Object.fromEntries(members))) }];
    },
    says: ['8 × 8, grey, in 2 classes', 'кот', 'кит'],
  },
  {
    what: 'B10: a folder and its archive',
    files: () => {
      const batches = [
        ['data_batch_1.bin', cifarFile(10)],
        ['test_batch.bin', cifarFile(2)],
      ] as const;
      const packed = { name: 'cifar-10-binary.tar.gz', bytes: gzipped(tarFile(batches)) };
      return [packed, ...batches.map(([name, bytes]) => ({ name, bytes }))];
    },
    says: [
      '10 training and 2 validation images of 32 × 32',
      'Counted once, as the same is there under another name',
    ],
  },
  {
    what: 'B12: letters of EMNIST, on their side and counted from 1',
    files: () =>
      (['train', 'test'] as const).flatMap((part, i) => {
        const count = 52 - 26 * i;
        const labels = withHeader(
          [0x801, count],
          counted(count, (at) => 1 + (at % 26)),
        );
        return [
          { name: `emnist-letters-${part}-images-idx3-ubyte`, bytes: imagesFile(count, 4) },
          { name: `emnist-letters-${part}-labels-idx1-ubyte`, bytes: labels },
        ];
      }),
    says: [
      '52 training and 26 validation images of 4 × 4, grey, in 26 classes',
      '\nA ',
      '\nZ ',
      'turned upright',
    ],
  },
  {
    what: 'B13: four archives of one array each',
    files: () =>
      (['train', 'test'] as const).flatMap((part) => [
        { name: `kmnist-${part}-imgs.npz`, bytes: zipSync({ 'arr_0.npy': grey }) },
        { name: `kmnist-${part}-labels.npz`, bytes: zipSync({ 'arr_0.npy': threes }) },
      ]),
    says: ['12 training and 12 validation images of 8 × 8, grey, in 3 classes'],
  },
  {
    what: 'B15: channels first',
    files: arrays(npyFile('|u1', [12, 3, 8, 8], levels(12 * 192))),
    says: ['10 training and 2 validation images of 8 × 8, in colour, in 3 classes'],
  },
  {
    what: 'B16: half floats',
    // 0.5 and 1.
    files: arrays(
      npyFile(
        '<f2',
        [12, 8, 8],
        bytesOf(Uint16Array.from({ length: 768 }, (_, i) => (i % 2 ? 0x3800 : 0x3c00))),
      ),
    ),
    says: [tenAndTwo, '0 is black and 1 is white'],
  },
  {
    what: 'B17: columns first',
    files: arrays(npyFile('|u1', [12, 8, 8], levels(768), { isFortran: true })),
    says: [tenAndTwo],
  },
  {
    what: 'B18: numbers from -1 to 1',
    files: arrays(
      npyFile('<f4', [12, 8, 8], bytesOf(Float32Array.from({ length: 768 }, (_, i) => (i % 5) / 2 - 1))),
    ),
    says: [tenAndTwo, '−1 is black and 1 is white'],
  },
  {
    what: 'B19: 16 bits',
    files: arrays(npyFile('<u2', [12, 8, 8], bytesOf(Uint16Array.from({ length: 768 }, (_, i) => 70 * i)))),
    says: [tenAndTwo, '0 is black and 65,535 is white'],
  },
  {
    what: 'B20: labels as rows with a single one',
    files: arrays(
      grey,
      npyFile(
        '|u1',
        [12, 3],
        counted(36, (i) => Number(i % 3 === Math.floor(i / 3) % 3)),
      ),
    ),
    says: [tenAndTwo],
  },
  {
    what: 'B22: labels as text',
    files: arrays(grey, npyFile('|S3', [12], text('catdogfox'.repeat(4)))),
    says: [tenAndTwo, '\ncat ', '\nfox '],
  },
  {
    what: 'B22: four channels, the last of them transparency',
    files: arrays(npyFile('|u1', [12, 8, 8, 4], levels(12 * 256))),
    says: ['8 × 8, in colour, in 3 classes', 'Transparent pixels were laid over white.'],
  },
  { what: 'B23: arrays called X and y', files: arrays(grey, threes, ['X', 'y']), says: [tenAndTwo] },
  {
    what: 'B24: two labels a record',
    files: () => {
      const records = (count: number) => counted(count * 3074, (i) => (i % 3074 < 2 ? i % 20 : i % 97));
      const files = [
        ['cifar-100-binary/train.bin', records(40)],
        ['cifar-100-binary/test.bin', records(10)],
      ] as const;
      return [{ name: 'cifar-100-binary.tar.gz', bytes: gzipped(tarFile(files)) }];
    },
    says: ['40 training and 10 validation images of 32 × 32, in colour', 'Each image has a coarse class too'],
  },
  {
    what: 'B26: labels of eight numbers',
    files: () => [
      { name: 'qmnist-train-images-idx3-ubyte', bytes: imagesFile(12, 4) },
      {
        name: 'qmnist-train-labels-idx2-int',
        bytes: withHeader(
          [0xc02, 12, 8],
          counted(384, (i) => (i % 32 === 3 ? (i >> 5) % 10 : 0)),
        ),
      },
    ],
    says: [
      '10 training and 2 validation images of 4 × 4, grey',
      'Of the 8 numbers of each label the first was taken',
    ],
  },
  {
    what: 'B26: colour in IDX',
    files: () => [
      { name: 'train-images-idx4-ubyte', bytes: withHeader([0x804, 12, 4, 4, 3], levels(576)) },
      { name: 'train-labels-idx1-ubyte', bytes: labelsFile(12) },
    ],
    says: ['10 training and 2 validation images of 4 × 4, in colour'],
  },
  {
    what: 'B30: a class called train',
    files: () =>
      ['bus', 'car', 'train'].flatMap((name, label) =>
        [...Array(4).keys()].map((i) => ({ name: `${name}/${i}.png`, bytes: picture(60 * label + 9 * i) })),
      ),
    says: ['10 training and 2 validation images of 8 × 8, grey, in 3 classes', '\ntrain '],
  },
  {
    what: 'classes in the names of pictures, in an archive within an archive',
    files: () => {
      const pictures = ['cat', 'dog'].flatMap((name) =>
        [...Array(4).keys()].map((i) => [`train/${name}.${i}.png`, picture(30 * i + name.length)] as const),
      );
      return pack({ 'train.zip': zipSync(Object.fromEntries(pictures)) });
    },
    says: [
      '7 training and 1 validation images',
      '\ncat ',
      'No folder says a class; the names of the pictures do',
    ],
  },
  {
    what: 'a list of labels beside pictures, as Kaggle has it',
    files: () =>
      pack({
        ...Object.fromEntries([...Array(8).keys()].map((i) => [`train/${i}.png`, picture(20 * i)] as const)),
        'test/8.png': picture(9),
        'train.csv': text(
          `id,label\n${[...Array(8).keys()].map((i) => `${i},${i % 2 ? 'cat' : 'dog'}`).join('\n')}`,
        ),
      }),
    says: [
      '7 training and 1 validation images',
      '\ncat ',
      'No folder says a class; a list beside the pictures does: ',
      'Left out, as no list says their class: ',
    ],
  },
  {
    what: 'masks beside pictures',
    files: () =>
      pack(
        Object.fromEntries(
          ['cat/images', 'cat/masks', 'dog/images', 'dog/masks'].flatMap((folder) =>
            [...Array(4).keys()].map((i) => [`${folder}/${i}.png`, picture(30 * i)] as const),
          ),
        ),
      ),
    says: ['grey, in 2 classes', 'Left out, as masks of the pictures beside them: 8'],
  },
  {
    what: 'a picture of a phone called .jpg',
    files: () =>
      pack({ ...twoClasses('png', (i) => picture(20 * i)), 'cat/x.jpg': text('\0\0\0\x18ftypheic\0\0') }),
    says: ['found a picture in HEIC or AVIF, as phones take them. Save it as JPEG or PNG.'],
    isRefused: true,
  },
  {
    what: 'B33: pictures in JPEG, GIF and WebP',
    files: () =>
      pack({
        ...twoClasses('jpg', (i) => {
          const data = counted(256, (at) => (at % 4 === 3 ? 255 : (20 * i + 30 * (at % 4)) % 256));
          return new Uint8Array(encodeJpeg({ width: 8, height: 8, data }, 80).data);
        }),
        ...twoClasses('gif', (i) =>
          gifFile(
            [8, 8],
            [0, 0x203040 * (i % 5), 0xff, 0xff00],
            [{ width: 8, height: 8, places: [...counted(64, (at) => at % 4)] }],
          ),
        ),
        ...twoClasses('webp', webp),
      }),
    says: ['images of 8 × 8, in colour, in 2 classes'],
  },
  {
    what: 'B34: a photograph among small pictures, and an empty file',
    files: () => [
      ...Object.entries(twoClasses('png', (i) => picture(20 * i))).map(([name, bytes]) => ({ name, bytes })),
      { name: 'cat/large.png', bytes: picture(99, 4200) },
      { name: 'dog/zero.jpg', bytes: new Uint8Array(0) },
    ],
    says: [
      '32 × 32, grey, in 2 classes',
      '9 of 9 pictures were cut to a square and scaled to 32 x 32.',
      'Left out, as the files are empty: ',
    ],
  },
];
