import { expect, test } from 'vitest';
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
