import { expect, test } from 'vitest';
import { type Role, roleByName } from '../../src/data/roles';

test.each<[name: string, role: Role | undefined]>([
  ['train-images-idx3-ubyte', 'training'],
  ['t10k-images-idx3-ubyte', 'validation'],
  ['data_batch_1.bin', 'training'],
  ['test_batch.bin', 'validation'],
  ['val.bin', 'validation'],
  ['Test images.idx', 'validation'],
  ['latest.bin', undefined],
  ['interval.bin', undefined],
  ['train-test-split.bin', undefined],
  ['train/a.bin', 'training'],
  ['my test folder/train.bin', 'training'],
  ['train/validation/a.bin', 'validation'],
  ['a.bin', undefined],
  ['', undefined],
])('%s: %s', (name, role) => {
  expect(roleByName(name)).toBe(role);
});
