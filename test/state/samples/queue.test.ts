import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { packBits } from '../../../src/lab/bits';
import { keepQueue, resumeQueue } from '../../../src/state/samples/queue';
import { trainedLab } from '../standInLabState';
import { standInLab } from '../standInWorker';

const kept = new Map<string, string>();

beforeEach(() => {
  kept.clear();
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => kept.set(name, text),
    removeItem: (name: string) => kept.delete(name),
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const opened = (changed: object = {}) => {
  const store = standInLab({});
  store.setState({ lab: trainedLab(changed), selected: new Set([9]) });
  return store;
};

test('a reload in the middle of a run selects what was left, without what is gone, once', () => {
  keepQueue(opened(), [3, 5, 8]);
  const store = opened({ removed: packBits([5], 10) });
  resumeQueue(store);
  expect([...store.getState().selected]).toEqual([3, 8]);
  expect(store.getState().notices[0]?.message).toContain('the 2 samples that were left are selected again');
  const later = opened();
  resumeQueue(later);
  expect([...later.getState().selected]).toEqual([9]);
});

test('on other data, after a run that ended, and without storage nothing is selected', () => {
  keepQueue(opened(), [3]);
  const elsewhere = opened({ dataset: { id: 'shapes', trainingCount: 10 } });
  resumeQueue(elsewhere);
  expect([...elsewhere.getState().selected]).toEqual([9]);
  keepQueue(opened(), [3]);
  keepQueue(opened(), []);
  expect(kept.size).toBe(0);
  vi.stubGlobal('sessionStorage', undefined);
  const store = opened();
  keepQueue(store, [3]);
  resumeQueue(store);
  expect([...store.getState().selected]).toEqual([9]);
});
