import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkpointOfFiles, isCheckpointFolder } from '../../../src/model/checkpointFile';

const written = join(import.meta.dirname, '../../fixtures/25670b1/checkpoint');
const model = 'digits--mnist-logistic';
const read = (path: string) => new Uint8Array(readFileSync(join(written, path)));
const index = { name: 'out/index.json', bytes: read('index.json') };

/** The files of one model, in a folder of this name beside the index. */
const inFolder = (folder: string) =>
  ['card.json', 'model.json', 'weights.bin', 'secant.bin'].map((part) => ({
    name: `out/${folder}/${part}`,
    bytes: read(`${model}/${part}`),
  }));

describe('the folder that "lethe train --out" wrote', () => {
  it('is the checkpoint of its one model; its index says nothing more', () => {
    const files = [index, ...inFolder(model)];
    expect(isCheckpointFolder(files)).toBe(true);
    const { card, weights, secant } = checkpointOfFiles(files);
    expect(card).toMatchObject({ model: 'mnist-logistic', version: 3 });
    expect(weights).toEqual(read(`${model}/weights.bin`));
    expect(secant).toEqual(read(`${model}/secant.bin`));
  });

  it('is refused where it holds several, with their names and what to do', () => {
    const files = [index, ...inFolder('digits--mnist-2nn'), ...inFolder(model)];
    expect(isCheckpointFolder(files)).toBe(true);
    expect(() => checkpointOfFiles(files)).toThrow(
      'These are several checkpoints: choose one of the folders out/digits--mnist-2nn/, out/digits--mnist-logistic/.',
    );
  });
});
