import { expect, it } from 'vitest';
import { readWanted, type Wanted } from '../../../src/lab/schema/wanted';

const ensemble: Wanted = { version: 1, kind: 'ensemble', count: 64, seed: 1, requests: [], tries: 0 };

it('what is wanted in the background is read one by one; what cannot be read is not wanted', () => {
  const stored = new Map<string, unknown>([
    ['a', ensemble],
    ['b', { ...ensemble, version: 2 }],
    ['c', { ...ensemble, count: 2 }],
    ['d', { ...ensemble, kind: 'attack', requests: [{ samples: [1] }] }],
    ['e', null],
    ['f', { ...ensemble, kind: 'attack', tries: 3 }],
  ]);
  expect([...readWanted(stored)]).toEqual([
    ['a', ensemble],
    ['f', { ...ensemble, kind: 'attack', tries: 3 }],
  ]);
});
