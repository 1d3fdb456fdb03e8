import { beforeEach, describe, expect, it } from 'vitest';
import { createStates } from '../../../src/engine/history';
import { defaultSettings } from '../../../src/engine/parameters';
import { openSession, parametersAt } from '../../../src/engine/session';
import { unlearn } from '../../../src/engine/unlearn';
import type { TrainedModel } from '../../../src/lab/opening/openedModel';
import { openAutosave } from '../../../src/lab/saving/autosave';
import { type Store, StoreError } from '../../../src/lab/store';
import { trainingCard } from '../../../src/model/checkpoint';
import { createNetwork } from '../../../src/model/network';
import { train } from '../../../src/model/training';
import { sayMessage } from '../../../src/words/say';
import { openIndexedDbStore } from '../../../src/worker/indexedDbStore';
import { smallTraining, twoLayers } from '../../model/smallModels';
import { openTestCompute } from '../../support/compute';
import { makeSmallDataset } from '../../support/smallDataset';

const dataset = makeSmallDataset(60, 20);
let storages = 0;
const freshStore = () => openIndexedDbStore(`autosave-test-${Date.now()}-${storages++}`);

async function open(limitBytes?: number): Promise<TrainedModel> {
  const compute = await openTestCompute('wasm');
  const network = createNetwork(twoLayers(6), dataset.shape, 3);
  const weights = await train(network, dataset, smallTraining);
  const card = trainingCard(dataset, smallTraining, weights, compute);
  const states = createStates(limitBytes);
  const session = await openSession(compute, dataset, network, weights, card, {}, states);
  return { id: `session ${storages++}`, session, card, origin: 'trained', comparisons: [] };
}

const remove = ({ session }: TrainedModel, sample: number) =>
  unlearn(session, { ...defaultSettings, samples: [sample], perturbations: 20, guard: null });

let trained: TrainedModel;
beforeEach(async () => {
  trained = await open();
});

describe('a store that never answers', () => {
  /** A store whose writes wait until `answer` is called. */
  function slowStore() {
    const store = freshStore();
    let answer = () => {};
    const waiting = new Promise<void>((resolve) => {
      answer = resolve;
    });
    let writes = 0;
    const slow: Store = {
      ...store,
      async saveSession(key, write) {
        writes += 1;
        if (writes === 1) await waiting;
        return store.saveSession(key, write);
      },
    };
    return { slow, store, answer };
  }

  it('does not hold a removal up, is told of, and gets what it missed once it answers', async () => {
    const { slow, answer } = slowStore();
    const autosave = openAutosave(slow, { patienceMs: 300 });
    await autosave.restore(trained, {});
    await remove(trained, 1);
    await autosave.save(trained);
    expect(sayMessage(autosave.describe(trained).problem!)).toMatch(/has not answered for .* goes on/);
    await remove(trained, 2);
    await autosave.save(trained);
    expect(autosave.describe(trained).savedAt).toBeNull();
    answer();
    await expect.poll(() => autosave.describe(trained).savedAt).not.toBeNull();
    await remove(trained, 3);
    await autosave.save(trained);
    expect(autosave.describe(trained).problem).toBeNull();
    const again = await open();
    const restored = await openAutosave(slow).restore(again, {});
    expect(restored).toMatchObject({ code: 'lab.restored.removals', values: { count: 3 } });
    expect(again.session.digest).toBe(trained.session.digest);
  });

  it('does not keep a cancel waiting', async () => {
    const { slow } = slowStore();
    const autosave = openAutosave(slow);
    await autosave.restore(trained, {});
    await remove(trained, 1);
    const stop = new AbortController();
    const saved = autosave.save(trained, stop.signal);
    stop.abort();
    await saved;
    expect(autosave.describe(trained).problem).toMatchObject({ code: 'lab.saving.cutShort' });
  });
});

describe('a store that takes nothing', () => {
  it('leaves the states in memory up to a bound, and says how many went', async () => {
    const weights = trained.session.network.parameterCount;
    const few = await open(3 * 4 * weights);
    const closed: Store = {
      ...freshStore(),
      saveSession: () => Promise.reject(new StoreError('lab.saving.full', [])),
    };
    const autosave = openAutosave(closed);
    await autosave.restore(few, {});
    for (let sample = 0; sample < 20; sample++) {
      await unlearn(few.session, {
        ...defaultSettings,
        selection: 'full',
        samples: [sample],
        perturbations: 20,
        guard: null,
      });
      await autosave.save(few);
    }
    expect(few.session.states.heldBytes).toBeLessThanOrEqual(3 * 4 * weights);
    expect(few.session.states.dropped).toBeGreaterThan(10);
    const { dropped } = few.session.states;
    expect(autosave.describe(few).problem).toMatchObject({
      code: 'lab.saving.dropped',
      values: { count: dropped },
    });
    await expect(parametersAt(few.session, 1)).rejects.toThrow(/weights of state 1 are not kept/);
    const back = await parametersAt(few.session, 17);
    expect(back.length).toBe(weights);
  });
});
