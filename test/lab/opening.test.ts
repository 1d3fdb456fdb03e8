import { describe, expect, it, vi } from 'vitest';
import type { Visit } from '../../src/lab/store';
import { sayMessage } from '../../src/words/say';
import { createBrowserLab } from '../../src/worker/browserLab';
import { openIndexedDbStore } from '../../src/worker/indexedDbStore';

vi.mock('../../src/data/made/digits', async (load) =>
  (await import('../support/drawnOnce')).drawnOnce(await load()),
);

let storages = 0;
/** A name for storage that nobody has used. */
const freshStorage = () => `opening-test-${Date.now()}-${storages++}`;

describe('opening the lab', () => {
  const mnist: Visit = {
    dataset: { id: 'mnist', name: 'MNIST', kind: 'download', trainingLimit: 100, digest: 'a'.repeat(64) },
    model: 'mnist-2nn',
    weights: null,
  };

  it.each([
    ['a download that the browser dropped', mnist, /MNIST, cannot be opened again: .*Download them again/],
    [
      'data of the lab that come out otherwise',
      { ...mnist, dataset: { ...mnist.dataset, id: 'digits', kind: 'builtin', trainingLimit: null } },
      /cannot be opened again: its images came out otherwise/,
    ],
  ] as const)('on %s opens on its own data, and says why', async (_, visit, says) => {
    const storage = freshStorage();
    await openIndexedDbStore(storage).saveVisit(visit);
    const lab = createBrowserLab(`${location.origin}/`, storage);
    const state = await lab.open('wasm', () => {});
    expect((await lab.setup()).dataset.id).toBe('digits');
    expect(state.metrics).not.toBeNull();
    expect(state.restored.map(sayMessage).join(' ')).toMatch(says);
  });
});
