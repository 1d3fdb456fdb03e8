import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { imagesFile, labelsFile } from '../../data/idxFile';
import { runLethe } from '../unlearnCommand';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lethe-look-'));
  for (const [part, count] of [
    ['train', 4],
    ['val', 1],
    ['test', 2],
  ] as const) {
    for (const [label, name] of ['cat', 'dog'].entries()) {
      const home = join(folder, 'pets', part, name);
      mkdirSync(home, { recursive: true });
      for (let i = 0; i < count; i++) {
        const data = new Uint8Array(16).fill(10 * i + 100 * label);
        writeFileSync(join(home, `${i}.png`), encode({ width: 4, height: 4, channels: 1, data }));
      }
    }
  }
  writeFileSync(join(folder, 'pets', 'report.docx'), 'PK\x03\x04 not pictures');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('lethe data', () => {
  it('reads the first images of files that are too large to be read whole, and says so where none are asked for', async () => {
    const home = join(folder, 'large');
    mkdirSync(home);
    const count = 520_000;
    const images = imagesFile(20, 28);
    new DataView(images.buffer).setUint32(4, count);
    const path = join(home, 'train-images-idx3-ubyte');
    writeFileSync(path, images);
    // What follows is black, and takes no room on the disk.
    truncateSync(path, 16 + count * 28 * 28);
    writeFileSync(join(home, 'train-labels-idx1-ubyte'), labelsFile(count));
    const { code, err } = await runLethe(['data', home]);
    expect(code).toBe(3);
    expect(err).toContain('expected at most 402653184 bytes of pixels, found 520000 images of 784 bytes');
    expect(err).toContain('--limit 10000');
    const { out, ...some } = await runLethe(['data', home, '--limit', '100']);
    expect(some).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^100 training, \d+ validation, and 1,000 guard images of 28 × 28/m);
  });

  it('refuses files that are too large before it reads them, one or all together', async () => {
    const home = join(folder, 'huge');
    mkdirSync(home);
    const size = 2 ** 30;
    for (const name of ['a.npy', 'b.npy']) {
      writeFileSync(join(home, name), '');
      truncateSync(join(home, name), size);
    }
    const together = await runLethe(['data', home]);
    expect(together.err).toContain('expected at most 2147483647 bytes together, found 2147483648');
    truncateSync(join(home, 'a.npy'), size + 1);
    const one = await runLethe(['data', home]);
    expect(one.err).toContain('huge/a.npy: expected at most 1073741824 bytes, found 1073741825');
    expect(one.err).toContain('--limit 10000');
  });

  it('says parts, classes, numbers and what was left out', async () => {
    const { code, out, err } = await runLethe(['data', join(folder, 'pets')]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.replace(/[^\S\n]/g, ' ').split('\n')).toEqual([
      'Your pictures',
      '8 training, 2 validation, and 4 test images of 4 × 4, grey, in 2 classes; 0.0 MB in memory.',
      'Numbers from 0 to 130; 0 is black and 255 is white.',
      '',
      'Class  training  validation  test',
      'cat           4           1     2',
      'dog           4           1     2',
      'all           8           2     4',
      '',
      'Read from your pictures.',
      'Left out, as no images: pets/report.docx.',
      'The 2 images of the validation part are for the guard alone; the 4 of the test part are those that the lab reports on.',
    ]);
  });

  it('says the same as JSON', async () => {
    const { code, out } = await runLethe(['data', '--json', join(folder, 'pets')]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      version: 1,
      shape: { height: 4, width: 4, channels: 1 },
      levels: { lowest: 0, highest: 130, black: 0, white: 255 },
      parts: [
        { part: 'training', images: 8 },
        { part: 'validation', images: 2 },
        { part: 'test', images: 4 },
      ],
      classes: [
        { name: 'cat', images: { training: 4, validation: 1, test: 2 } },
        { name: 'dog', images: { training: 4, validation: 1, test: 2 } },
      ],
    });
  });

  it('refuses what is no data, and a call without a path', async () => {
    const refused = await runLethe(['data', join(folder, 'pets', 'report.docx')]);
    expect(refused).toMatchObject({ code: 3, out: '' });
    expect(refused.err).toContain('report.docx');
    expect(await runLethe(['data'])).toMatchObject({ code: 2 });
  });
});
