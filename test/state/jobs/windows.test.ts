import { expect, test, vi } from 'vitest';
import { receive } from '../../../src/state/jobs/receive';
import { trainedLab } from '../standInLabState';
import { standInLab } from '../standInWorker';

test('a second window on the same session is told of as soon as it opens, once', () => {
  const store = standInLab({});
  store.setState({ lab: trainedLab({ elsewhere: false }) });
  receive(store, { kind: 'windows', elsewhere: true });
  receive(store, { kind: 'windows', elsewhere: true });
  const { notices, lab } = store.getState();
  expect(lab?.elsewhere).toBe(true);
  expect(notices.map(({ kind, message }) => [kind, message])).toEqual([
    ['warning', expect.stringContaining('Another window has this session open too')],
  ]);
});

test('the browser is asked once to keep the storage, with the first step that was saved', () => {
  const persist = vi.fn(async () => true);
  vi.stubGlobal('navigator', { storage: { persist } });
  const store = standInLab({});
  for (let i = 0; i < 3; i++) receive(store, { kind: 'saved' });
  expect(persist).toHaveBeenCalledTimes(1);
  vi.unstubAllGlobals();
});
