import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { kindOfFiles } from '../../../src/state/setup/kindOfFiles';

const kept = (path: string) => readFileSync(new URL(`../../fixtures/25670b1/${path}`, import.meta.url));
const chosen = (path: string, content: Uint8Array | string = '') => ({
  path,
  file: new File([content as BlobPart], path.split('/').at(-1)!),
});
const zipOf = (...names: string[]) =>
  zipSync(Object.fromEntries(names.map((name) => [name, new Uint8Array([1, 2, 3])])));

test.each([
  ['a session under any name', [chosen('notes.json', kept('session.json'))], 'session'],
  ['a run folder', [chosen('out/run.json', '{}'), chosen('out/weights.bin')], 'session'],
  ['a checkpoint file under any name', [chosen('mine.zip', kept('checkpoint.lethe.zip'))], 'model'],
  ['a checkpoint folder', [chosen('out/card.json', '{}'), chosen('out/weights.bin')], 'model'],
  [
    'what "lethe train --out" wrote of one model',
    [chosen('out/index.json', '[]'), chosen('out/a--b/card.json', '{}'), chosen('out/a--b/weights.bin')],
    'model',
  ],
  [
    'what it wrote of several',
    [chosen('out/index.json', '[]'), chosen('out/a--b/card.json'), chosen('out/a--c/card.json')],
    'model',
  ],
  ['a model with its weights', [chosen('net/model.json', '{}'), chosen('net/group1-shard1of1.bin')], 'model'],
  ['a model.json alone', [chosen('model.json', '{"modelTopology":{}}')], 'model'],
  [
    'a model with what lies beside it',
    [
      chosen('net/.DS_Store'),
      chosen('net/metadata.json', '{}'),
      chosen('net/model.json', '{}'),
      chosen('net/shard'),
    ],
    'model',
  ],
  ['a model of Keras', [chosen('net.h5', '\u0000')], 'model'],
  ['a model of PyTorch', [chosen('net.pt', 'PK')], 'model'],
  [
    'the same without an ending that tells',
    [chosen('net.zip', zipOf('net/data.pkl', 'net/data/0'))],
    'model',
  ],
  ['a model of PyTorch with its description', [chosen('net.pth', 'PK'), chosen('net.json', '{}')], 'model'],
  ['a model and its weights in a zip', [chosen('tm.zip', zipOf('model.json', 'weights.bin'))], 'model'],
  ['a model of Keras, packed again', [chosen('net.zip', zipOf('config.json', 'model.weights.h5'))], 'model'],
  ['weights of PyTorch in a zip', [chosen('net.zip', zipOf('net/best.pt'))], 'model'],
  ['two files of weights', [chosen('best.pt', 'PK'), chosen('last.pt', 'PK')], 'model'],
  ['weights beside pictures in a zip', [chosen('a.zip', zipOf('cat/1.png', 'dog/1.png', 'net.pt'))], 'data'],
  ['pictures in a zip', [chosen('pictures.lethe.zip', zipOf('cat/1.png', 'dog/1.png'))], 'data'],
  ['pictures in folders', [chosen('cat/1.png'), chosen('cat/about.json', '{}')], 'data'],
  ['binary files', [chosen('data_batch_1.bin'), chosen('test_batch.bin')], 'data'],
  ['one of some other kind', [chosen('train.npz', 'PK\u0003\u0004...')], 'data'],
  ['nothing in a file', [chosen('empty')], 'data'],
] as const)('%s', async (_, files, kind) => {
  expect(await kindOfFiles(files)).toBe(kind);
});
