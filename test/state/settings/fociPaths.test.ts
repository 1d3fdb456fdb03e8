import { describe, expect, test } from 'vitest';
import { fociPathsOn } from '../../../src/state/settings/settings';

describe('where a selection can run', () => {
  test.each([
    ['webgpu', 'auto', ['auto', 'gpu', 'cpu']],
    ['wasm', 'auto', ['auto', 'cpu']],
    [null, 'cpu', ['auto', 'cpu']],
  ] as const)('on %s', (backend, asked, paths) => {
    expect(fociPathsOn(backend, asked)).toEqual(paths);
  });

  test('a name of an earlier version is among them where a link asks for it, and a GPU is there', () => {
    expect(fociPathsOn('webgpu', 'gpuLists')).toEqual(['auto', 'gpu', 'cpu', 'gpuLists']);
    expect(fociPathsOn('wasm', 'gpuLists')).toEqual(['auto', 'cpu']);
  });
});
