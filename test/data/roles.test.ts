import { expect, test } from 'vitest';
import { type Role, roleByName } from '../../src/data/roles';

test.each<[name: string, role: Role | undefined]>([
  ['train-images-idx3-ubyte', 'training'],
  ['t10k-images-idx3-ubyte', 'test'],
  ['data_batch_1.bin', 'training'],
  ['test_batch.bin', 'test'],
  ['val.bin', 'validation'],
  ['Test images.idx', 'test'],
  ['latest.bin', undefined],
  ['interval.bin', undefined],
  ['train-test-split.bin', undefined],
  ['train/a.bin', 'training'],
  ['my test folder/train.bin', 'training'],
  ['train/validation/a.bin', 'validation'],
  ['training_set/a', 'training'],
  ['seg_test/a', 'test'],
  ['X_dev.npy', 'validation'],
  ['Eval/a', 'test'],
  ['xTrain.npy', 'training'],
  ['trainset', 'training'],
  ['validation2017', 'validation'],
  ['train2017', 'training'],
  ['protest', undefined],
  ['valley.bin', undefined],
  ['devices', undefined],
  ['a.bin', undefined],
  ['', undefined],
])('%s: %s', (name, role) => {
  expect(roleByName(name)).toBe(role);
});
