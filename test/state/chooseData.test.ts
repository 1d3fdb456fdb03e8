import { beforeEach, expect, test } from 'vitest';
import { openFiles } from '../../src/state/chooseData';
import { initialState, store } from '../../src/state/store';

const files = [new File(['x'], 'train-images-idx3-ubyte')];

beforeEach(() => store.setState({ ...initialState, job: { kind: 'undo' } }));

test('files that come while the lab is at work are refused in a sentence', async () => {
  await openFiles(files);
  expect(store.getState().job).toEqual({ kind: 'undo' });
  expect(store.getState().notices).toMatchObject([
    { kind: 'information', message: 'The lab is at work: drop or choose the files again when it is done.' },
  ]);
});

test('no files are nothing to speak of', async () => {
  await openFiles([]);
  expect(store.getState().notices).toEqual([]);
});
