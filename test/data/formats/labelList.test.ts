import { encode } from 'fast-png';
import { describe, expect, test } from 'vitest';
import { DataError } from '../../../src/data/dataError';
import { readFiles } from '../../../src/data/readFiles';
import { sayMessage } from '../../../src/words/say';

const text = (value: string) => new TextEncoder().encode(value);
const picture = (level: number) =>
  encode({ width: 4, height: 4, channels: 1, data: new Uint8Array(16).fill(level) });
const classes = ['cat', 'dog', 'fish'];
/** Pictures that are as light as their number. */
const pictures = (folder: string, count: number, first = 0) =>
  Array.from({ length: count }, (_, i) => ({
    name: `${folder}${first + i}.png`,
    bytes: picture(first + i),
  }));
const lines = (count: number, line: (i: number, name: string) => string, first = 0) =>
  Array.from({ length: count }, (_, i) => line(first + i, classes[(first + i) % 3]!)).join('\n');

/** Class by level: whatever the order, each picture has its own. */
async function labelsByLevel(files: { name: string; bytes: Uint8Array }[]) {
  const { training, validation, classNames, notes = [] } = await readFiles(files);
  const all = [training, validation].flatMap(({ images, labels }) =>
    [...labels].map((label, i) => [images[16 * i]!, classNames[label]!] as const),
  );
  const said = notes.map((note) => (typeof note === 'string' ? note : sayMessage(note)));
  return { byLevel: new Map(all), training, validation, notes: said };
}

const expected = new Map(Array.from({ length: 18 }, (_, i) => [i, classes[i % 3]!]));

describe('a list beside pictures says their classes', () => {
  test.each<[what: string, folder: string, list: string, content: string]>([
    [
      'labels.csv',
      'p/images/',
      'p/labels.csv',
      `filename,label\n${lines(18, (i, name) => `${i}.png,${name}`)}`,
    ],
    [
      'by numbers alone, as Kaggle',
      'train/',
      'train.csv',
      `id,label\n${lines(18, (i, name) => `${i},${name}`)}`,
    ],
    [
      'with folders and other columns',
      'data/train/',
      'data/train.csv',
      `,breed,width,path\n${lines(18, (i, name) => `${i + 40},${name},4,train/${i}.png`)}`,
    ],
    ['lines of a text', '', 'labels.txt', lines(18, (i, name) => `${i}.png ${name}`)],
    [
      'semicolons and quotation marks',
      '',
      'l.csv',
      `"file";"class"\n${lines(18, (i, name) => `"${i}.png";"${name}"`)}`,
    ],
    [
      'lines of JSON, as Hugging Face',
      'train/',
      'train/metadata.jsonl',
      lines(18, (i, name) => JSON.stringify({ file_name: `${i}.png`, label: name })),
    ],
  ])('%s', async (_, folder, list, content) => {
    const { byLevel, notes } = await labelsByLevel([
      ...pictures(folder, 18),
      { name: list, bytes: text(content) },
    ]);
    expect(byLevel).toEqual(expected);
    expect(notes).toEqual([`No folder says a class; a list beside the pictures does: ${list}.`]);
  });

  test('in UTF-16', async () => {
    const content = `\ufefffilename,label\n${lines(18, (i, name) => `${i}.png,${name}`)}`;
    const units = Uint16Array.from(content, (sign) => sign.charCodeAt(0));
    const list = { name: 'labels.csv', bytes: new Uint8Array(units.buffer) };
    expect((await labelsByLevel([...pictures('', 18), list])).byLevel).toEqual(expected);
  });

  test('a list for each part, the same names in both', async () => {
    const list = (folder: string, first: number, count: number) => ({
      name: `${folder}/metadata.csv`,
      bytes: text(`file_name,label\n${lines(count, (i, name) => `${i}.png,${name}`, first)}`),
    });
    const { training, validation, byLevel } = await labelsByLevel([
      ...pictures('train/', 12),
      ...pictures('test/', 6, 12),
      list('train', 0, 12),
      list('test', 12, 6),
    ]);
    expect([training.count, validation.count]).toEqual([12, 6]);
    expect(byLevel).toEqual(expected);
  });

  test('a column says the part', async () => {
    const content = `image,label,split\n${lines(18, (i, name) => `${i}.png,${name},${i < 12 ? 'train' : 'val'}`)}`;
    const { training, validation } = await labelsByLevel([
      ...pictures('', 18),
      { name: 'all.csv', bytes: text(content) },
    ]);
    expect([training.count, validation.count]).toEqual([12, 6]);
  });

  test('pictures in no list, rows without a picture, and the example of an answer are told', async () => {
    const { training, validation, notes } = await labelsByLevel([
      ...pictures('train/', 18),
      ...pictures('test/', 2, 30),
      { name: 'train.csv', bytes: text(`id,label\n${lines(19, (i, name) => `${i},${name}`)}`) },
      { name: 'sample_submission.csv', bytes: text('id,label\n30,cat\n31,cat\n') },
    ]);
    expect(training.count + validation.count).toBe(18);
    expect(notes).toEqual([
      'Left out, as no images: sample_submission.csv.',
      'No folder says a class; a list beside the pictures does: train.csv.',
      'Left out, as no list says their class: test/30.png, test/31.png.',
      '1 row of train.csv has no class, or no such picture beside the list.',
    ]);
  });
});

test('folders that say classes go before a list', async () => {
  const { byLevel, notes } = await labelsByLevel([
    ...pictures('a/', 6),
    ...pictures('b/', 6, 6),
    { name: 'labels.csv', bytes: text(`filename,label\n${lines(12, (i, name) => `${i}.png,${name}`)}`) },
  ]);
  expect(byLevel.get(7)).toBe('b');
  expect(notes).toEqual(['Left out, as no images: labels.csv.']);
});

test('of several pictures of one name the folder in the list tells which', async () => {
  const files = [...pictures('train/', 12), ...pictures('test/', 12)];
  const list = (folder: string) => ({
    name: 'labels.csv',
    bytes: text(`file,label\n${lines(12, (i, name) => `${folder}${i}.png,${name}`)}`),
  });
  const { training, validation } = await readFiles([...files, list('./train/')]);
  expect(training.count + validation.count).toBe(12);
  await expect(readFiles([...files, list('')])).rejects.toThrow('the folder of its class');
});

test('a table that names no pictures says nothing', async () => {
  const files = [...pictures('images/', 8), { name: 'notes.csv', bytes: text('who,label\nme,1\nyou,2\n') }];
  await expect(readFiles(files)).rejects.toThrow(DataError);
  await expect(readFiles(files)).rejects.toThrow('found one ("images")');
});
