/** Files of data as people have them, one of each kind, and what the lab says of them: the page and the command line in the same words. */

import { gzipSync } from 'node:zlib';
import { encode } from 'fast-png';
import { zipSync } from 'fflate';
import { imagesFile, labelsFile } from '../data/idxFile';
import { npyFile } from '../data/npyFile';
import { pickleFile } from '../data/pickleFile';
import type { CaseFile } from './ownCases';

export interface DataCase {
  readonly what: string;
  readonly files: () => readonly CaseFile[];
  /** What is shown of it, or said where it is refused. */
  readonly says: readonly string[];
  readonly isRefused?: boolean;
}

const text = (value: string) => new TextEncoder().encode(value);
const pack = (name: string, members: Record<string, Uint8Array>) => [{ name, bytes: zipSync(members) }];

const images = (count: number, side = 4) =>
  npyFile(
    '|u1',
    [count, side, side],
    Uint8Array.from({ length: count * side * side }, (_, i) => (i * 7) % 200),
  );
const labels = (count: number, of: (i: number) => number) =>
  npyFile(
    '|u1',
    [count],
    Uint8Array.from({ length: count }, (_, i) => of(i)),
  );
const floats = (count: number, of: (i: number) => number) =>
  npyFile(
    '<f4',
    [count, 4, 4],
    new Uint8Array(Float32Array.from({ length: count * 16 }, (_, i) => of(i)).buffer),
  );
const threes = (i: number) => i % 3;

const picture = (level: number) =>
  encode({ width: 8, height: 8, channels: 3, data: new Uint8Array(192).fill(level) });
const pictures = (folders: Readonly<Record<string, number>>) =>
  Object.fromEntries(
    Object.entries(folders).flatMap(([folder, count]) =>
      Array.from({ length: count }, (_, i) => [`${folder}/${i}.png`, picture(20 * i + folder.length)]),
    ),
  );
const ppm = (level: number) => {
  const bytes = new Uint8Array(11 + 192).fill(level);
  bytes.set(text('P6\n8 8\n255\n'));
  return bytes;
};

export const dataCases: readonly DataCase[] = [
  {
    what: 'B1, B28: parts by another spelling, and a part without labels',
    files: () =>
      pack('set.zip', {
        ...pictures({ 'training_set/cat': 4, 'training_set/dog': 4, 'dev/cat': 2, 'dev/dog': 2 }),
        ...pictures({ 'unlabelled/x': 3 }),
      }),
    says: [
      '8 training and 4 validation images of 8 × 8, grey, in 2 classes',
      'Left out: 3 pictures in "unlabelled',
    ],
  },
  {
    what: 'B2: classes under groups',
    files: () =>
      pack('leaves.zip', pictures({ 'apple/rot': 2, 'apple/well': 2, 'grape/rot': 2, 'grape/well': 2 })),
    says: ['in 4 classes', 'apple/rot', 'grape/rot'],
  },
  {
    what: 'B4: three parts of arrays',
    files: () =>
      pack('set.npz', {
        'X_train.npy': images(12),
        'y_train.npy': labels(12, threes),
        'X_val.npy': images(3),
        'y_val.npy': labels(3, threes),
        'X_test.npy': images(6),
        'y_test.npy': labels(6, threes),
      }),
    says: ['12 training, 3 validation, and 6 test images of 4 × 4, grey, in 3 classes'],
  },
  {
    what: 'B5: packed and unpacked',
    files: () => {
      const [x, y] = [imagesFile(12, 4), labelsFile(12)];
      return [
        { name: 'train-images-idx3-ubyte', bytes: x },
        { name: 'train-images-idx3-ubyte.gz', bytes: gzipSync(x) },
        { name: 'train-labels-idx1-ubyte', bytes: y },
      ];
    },
    says: ['10 training and 2 validation images', 'Counted once, as the same is there under another name'],
  },
  {
    what: 'B7: numbers a little over 1',
    files: () =>
      pack('set.npz', { 'x.npy': floats(12, (i) => (i % 101) / 99.5), 'y.npy': labels(12, threes) }),
    says: ['0 is black and 1 is white', 'they were read with 0 as black and 1 as white'],
  },
  {
    what: 'B9: sorted by class',
    files: () => pack('set.npz', { 'x.npy': images(18), 'y.npy': labels(18, (i) => Math.floor(i / 6)) }),
    says: [
      '15 training and 3 validation',
      'they are sorted by class, so the last sixth of each class is held out',
    ],
  },
  {
    what: 'B14: a table',
    files: () => {
      const lines = Array.from({ length: 12 }, (_, i) => [i % 2, ...Array(16).keys()].join(','));
      const head = ['label', ...Array.from({ length: 16 }, (_, i) => `pixel${i}`)].join(',');
      return [{ name: 'train.csv', bytes: text([head, ...lines].join('\n')) }];
    },
    says: ['10 training and 2 validation images of 4 × 4, grey, in 2 classes'],
  },
  {
    what: 'B21: several labels for an image',
    files: () =>
      pack('set.npz', { 'x.npy': images(12), 'y.npy': npyFile('|u1', [12, 3], new Uint8Array(36).fill(1)) }),
    says: ['found 12 of 12 rows with several or none. Several labels for one image are no classes'],
    isRefused: true,
  },
  {
    what: 'B25: pickles of Python',
    files: () => {
      const data = (count: number) => ({
        shape: [count, 3072],
        bytes: new Uint8Array(count * 3072).map((_, i) => i % 99),
      });
      return [
        { name: 'data_batch_1', bytes: pickleFile({ data: data(4), labels: [0, 1, 2, 3] }) },
        { name: 'test_batch', bytes: pickleFile({ data: data(2), labels: [0, 1] }) },
      ];
    },
    says: ['4 training and 2 validation images of 32 × 32, in colour'],
  },
  {
    what: 'B31, B32: a report beside pictures in PPM',
    files: () =>
      pack('set.zip', {
        ...Object.fromEntries([...Array(8).keys()].map((i) => [`${i % 2 ? 'a' : 'b'}/${i}.ppm`, ppm(9 * i)])),
        'report.docx': zipSync({ 'word/media/image1.png': picture(3) }),
      }),
    says: ['in 2 classes', 'Left out, as no images: report.docx.'],
  },
];
