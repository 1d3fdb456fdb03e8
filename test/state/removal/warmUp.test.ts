import { beforeEach, expect, test } from 'vitest';
import { warmUp } from '../../../src/state/removal/preview';
import { unlearnSelected } from '../../../src/state/removal/unlearn';
import { selectOnly } from '../../../src/state/samples/selectSamples';
import { initialState, type State } from '../../../src/state/store';
import type { RemovalRequest } from '../../../src/worker/protocol';
import { autosave, emptyHistory, standInLab } from '../standInWorker';

const told: (RemovalRequest | string)[] = [];
let end = () => {};

const store = standInLab({
  preview: (request) => {
    told.push(request);
    return new Promise((_, reject) => {
      end = () => reject(new DOMException('cancelled', 'AbortError'));
    });
  },
  cancel: async () => {
    told.push('cancel');
    end();
  },
  unlearn: async () => {
    told.push('unlearn');
    throw new Error('enough is known');
  },
});

beforeEach(() => {
  told.length = 0;
  const lab = {
    model: { training: {} },
    dataset: { trainingCount: 4 },
    scores: { digest: 'a', losses: Float32Array.of(0.5, 0.1, 2, 1), predicted: new Uint8Array(4) },
    ...{ removed: new Uint8Array(1), history: emptyHistory, autosave },
  };
  store.setState({ ...initialState, lab: lab as unknown as State['lab'] });
});

test('the page warms up with a removal that nobody sees, which a selection lets go on and a job pushes aside', async () => {
  const done = warmUp(store);
  await expect.poll(() => told.length).toBe(1);
  expect(told[0]).toMatchObject({ samples: [2], noise: null });
  selectOnly(store, 1);
  expect(store.getState().preview).toEqual({ kind: 'none' });
  // A stop would be told within this moment.
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(told.length).toBe(1);
  await unlearnSelected(store);
  expect(told.slice(1)).toEqual(['cancel', 'unlearn']);
  await done;
  expect(store.work.preview.running).toBeNull();
});

test('it does not where removals came back, or a job runs already', async () => {
  store.setState({ reports: [{ id: 1 }] as unknown as State['reports'] });
  await warmUp(store);
  store.setState({ reports: [], job: { kind: 'loading' } as State['job'] });
  await warmUp(store);
  expect(told).toEqual([]);
});
