import { describe, expect, it } from 'vitest';
import { DataError } from '../../../src/data/dataError';
import { previewDataset } from '../../../src/data/previewDataset';
import { readFiles } from '../../../src/data/readFiles';
import { sayMessage } from '../../../src/words/say';
import { sayPreviewLevels, sayPreviewSize } from '../../../src/words/sayPreview';

const file = (name: string, content: string) => ({ name, bytes: new TextEncoder().encode(content) });
const rows = (count: number, label: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => `"the ${'abcde'[i % 5]}, ends",${label(i)}`);
const table = (count = 12, label = (i: number) => ['law', '"end; law"'][i % 2]!) =>
  ['text,labels', ...rows(count, label)].join('\n');
const lines = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).join('\n');

describe('texts of a table', () => {
  it('have their labels, the first true one, and pieces learned from the training part', async () => {
    const dataset = await readFiles([file('my.csv', table())]);
    expect(dataset).toMatchObject({ name: 'Your texts', shape: [0, 0, 0], classNames: ['end', 'law'] });
    expect(sayMessage(dataset.origin)).toContain('the last 2 training texts are held out');
    const { training, validation, text } = dataset;
    expect([training.count, validation.count]).toEqual([10, 2]);
    expect(training.texts![1]).toBe('the b, ends');
    expect([...training.labels.subarray(0, 2)]).toEqual([1, 0]);
    expect([...training.labelSets!.subarray(0, 4)]).toEqual([0, 1, 1, 1]);
    const read = [...training.features!.subarray(0, 5)].map((number) => text!.pieces[number]);
    expect(read[0]).toBe('[CLS]');
    expect(read[1]).toBe('the');
    const preview = await previewDataset(dataset);
    expect(preview.parts.map(({ counts, total }) => [counts, total])).toEqual([
      [[5, 10], 10],
      [[1, 2], 2],
    ]);
    expect(sayPreviewSize(preview)).toContain('10 training and 2 validation texts with 2 labels');
    expect(sayPreviewLevels(preview)).toBe('');
  });

  it.each([
    ['a mark before it and lines that end as on Windows', `\uFEFF${table().replaceAll('\n', '\r\n')}`],
    [
      '";" between the cells',
      table(12, (i) => ['law', '"end|law"'][i % 2]!)
        .replaceAll('",', '";')
        .replace('text,', 'text;'),
    ],
    ['empty lines', table().replaceAll('\n', '\n\n')],
    ['other names', table().replace('text,labels', 'Provision,Category')],
    ['lists as Python writes them', table(12, (i) => ["['law']", `"['end', 'law']"`][i % 2]!)],
  ])('are the same with %s', async (_, content) => {
    const plain = await readFiles([file('my.csv', table())]);
    expect((await readFiles([file('my.csv', content)])).digest).toBe(plain.digest);
  });

  it('say their part, by a column or the name of the file', async () => {
    const column = table(12)
      .split('\n')
      .map((line, i) => `${line},${i === 0 ? 'split' : i < 9 ? 'train' : 'test'}`)
      .join('\n');
    const byColumn = await readFiles([file('my.csv', column)]);
    expect([byColumn.training.count, byColumn.validation.count]).toEqual([8, 4]);
    const byName = await readFiles([file('train.csv', table(8)), file('test.csv', table(4))]);
    expect([byName.training.count, byName.validation.count]).toEqual([8, 4]);
  });

  it('are cut with a note where they are long', async () => {
    const long = table(12, () => 'law')
      .replace('the a, ends', 'word '.repeat(60))
      .replace(',law', ',end');
    const { notes } = await readFiles([file('my.csv', long)]);
    expect(notes!.map(sayMessage)).toEqual([
      'One training text is longer than 47 word pieces; a network reads so many from the beginning.',
    ]);
  });
});

it('lines of JSON are the same texts', async () => {
  const json = Array.from({ length: 12 }, (_, i) => ({
    text: `the ${'abcde'[i % 5]}, ends`,
    labels: [['law'], ['end', 'law']][i % 2],
  }));
  const plain = await readFiles([file('my.csv', table())]);
  expect((await readFiles([file('my.jsonl', lines(json))])).digest).toBe(plain.digest);
  const one = json.map(({ text }, i) => ({ label: i % 3, text }));
  expect((await readFiles([file('my.ndjson', lines(one))])).classNames).toEqual(['0', '1', '2']);
});

describe('a wrong file of texts is refused with its place', () => {
  const good = { text: 'a b', label: 'c' };
  const many = (wrong: unknown) => lines([good, good, wrong, good, good, good]);
  it.each([
    ['my.csv', table().replace('labels', 'kind'), 'expected a column "label" or "labels", found text, kind.'],
    [
      'my.jsonl',
      '{"text": "a", "label": "b"}\n{"text": ',
      'expected a JSON object in line 2, found "{"text": "',
    ],
    ['my.jsonl', '[1, 2]', 'expected a JSON object in line 1'],
    ['my.jsonl', many({ words: 'a', label: 'b' }), 'expected a field "text" in line 3, found words, label.'],
    ['my.jsonl', many({ text: 'a' }), 'expected a field "label" or "labels" in line 3, found text.'],
    ['my.jsonl', many({ text: ' ', label: 'b' }), 'expected a text in line 3, found none.'],
    ['my.jsonl', many({ text: 'a', labels: [] }), 'expected a label in line 3, found none.'],
    ['my.csv', `${table()}\n"",law`, 'expected a text in row 13 below the names, found none.'],
    ['my.csv', `${table()}\na,`, 'expected a label in row 13 below the names, found none.'],
    ['my.csv', `${table()}\na,b,c`, 'expected 2 columns in row 13 below the names, found 3.'],
    ['my.csv', `${table()}\n"a,b`, 'expected a quotation mark at the end'],
    ['my.csv', 'text,label', 'expected 1 or more texts to train with, found 0.'],
    ['test.csv', table(), 'expected 1 or more texts to train with, found 0.'],
    ['my.csv', table(12, () => 'law'), 'expected 2 to 256 labels, found 1.'],
    ['my.csv', 'a,b\nhello,x\nthere,y', 'Of texts, call the columns "text" and "label".'],
  ])('%s', async (name, content, says) => {
    const refused = readFiles([file(name, content)]);
    await expect(refused).rejects.toThrow(DataError);
    await expect(refused).rejects.toThrow(says);
  });

  it('and so are bytes that are no UTF-8, and too many texts', async () => {
    const bytes = Uint8Array.of(...new TextEncoder().encode(table()), 0xe9, 0x2c, 0x61);
    await expect(readFiles([{ name: 'my.csv', bytes }])).rejects.toThrow('expected text in UTF-8');
    const limits = { fileBytes: 1e6, unpackedBytes: 1e6, images: 1e6, pixelBytes: 11 * 192 };
    await expect(readFiles([file('my.csv', table())], { limits })).rejects.toThrow(
      'expected at most 11 texts, found 12.',
    );
  });
});
