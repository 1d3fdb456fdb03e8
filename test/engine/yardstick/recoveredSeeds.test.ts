import { beforeAll, describe, expect, it } from 'vitest';
import type { Dataset } from '../../../src/data/dataset';
import { withDigest } from '../../../src/data/digest';
import { defaultSettings } from '../../../src/engine/parameters';
import type { RemovalRequest } from '../../../src/engine/report';
import { openSession, type Session } from '../../../src/engine/session';
import { unlearn } from '../../../src/engine/unlearn';
import { compareWithRetraining } from '../../../src/engine/yardstick/compareWithRetraining';
import { recoverSeeds, removalsTo } from '../../../src/engine/yardstick/recoveredSeeds';
import { repeatedSeed } from '../../../src/engine/yardstick/runStages';
import { shareInterval } from '../../../src/engine/yardstick/shareInterval';
import { createNetwork } from '../../../src/model/network';
import { train } from '../../../src/model/training';
import { smallTraining, twoLayers } from '../../model/smallModels';
import { openTestCompute } from '../../support/compute';
import { createMemoryMembers } from '../../support/memoryMembers';
import { makeSmallDataset } from '../../support/smallDataset';

const training = { ...smallTraining, batchSize: 8, epochs: 6, seed: 9 };
const dataset: Dataset = withDigest(makeSmallDataset(48, 24));
const floors = { loss: 0, margin: 0 };

let open: (seed?: number) => Promise<Session>;

beforeAll(async () => {
  const compute = await openTestCompute('wasm');
  open = async (seed = training.seed) => {
    const network = createNetwork(twoLayers(8), dataset.shape, 3);
    const request = { ...training, seed };
    return openSession(compute, dataset, network, await train(network, dataset, request), request);
  };
});

const request = (change: Partial<RemovalRequest>): RemovalRequest => ({
  ...defaultSettings,
  guard: null,
  samples: [3, 7],
  ...change,
});

describe('what was recovered, over other seeds', () => {
  it('is 1 for coupled retraining and 0 for doing nothing, whatever the seed', async () => {
    const session = await open();
    const store = createMemoryMembers();
    const retrained = await recoverSeeds(session, [request({ method: 'retraining' })], floors, 3, store);
    expect(retrained.map(({ seed }) => seed)).toEqual([1, 2, 3].map((k) => repeatedSeed(9, k)));
    for (const { loss, margin } of retrained) {
      expect(loss).toBeCloseTo(1, 5);
      expect(margin).toBeCloseTo(1, 5);
    }
    const nothing = request({ method: 'ssd', methodNumbers: { alpha: 1e6 } });
    for (const { loss } of await recoverSeeds(session, [nothing], floors, 3, store)) expect(loss).toBe(0);
    // The originals of the three seeds are trained once, for both.
    expect(store.saved.filter((one) => one.startsWith('model'))).toEqual(['model 0', 'model 1', 'model 2']);
  });

  it('is what a session of that seed finds', async () => {
    const session = await open();
    const step = request({ method: 'gradient-ascent', methodNumbers: { steps: 2, learningRate: 0.05 } });
    const [first] = await recoverSeeds(session, [step], floors, 1, createMemoryMembers());
    const other = await open(repeatedSeed(9, 1));
    await unlearn(other, step);
    const { recovered } = await compareWithRetraining(other);
    expect(first!.loss).toBeCloseTo(recovered!.loss.made / recovered!.loss.retrained, 4);
    expect(first!.margin).toBeCloseTo(recovered!.margin.made / recovered!.margin.retrained, 4);
  });

  it('is not defined under twice the floor, and its interval is that of Student', async () => {
    const session = await open();
    const seeds = await recoverSeeds(
      session,
      [request({ method: 'retraining' })],
      { loss: 1e6, margin: 0 },
      2,
      createMemoryMembers(),
    );
    expect(seeds.map(({ loss }) => loss)).toEqual([null, null]);
    expect(shareInterval(seeds, 'loss')).toBeNull();
    const of = (loss: number | null) => ({ seed: 1, loss, margin: null });
    // t of 2 degrees is 4.302653, s is 1, n is 3.
    const interval = shareInterval([of(1), of(2), of(null), of(3)], 'loss')!;
    expect(interval).toMatchObject({ mean: 2, count: 3 });
    expect(interval.high - interval.mean).toBeCloseTo(4.302653 / Math.sqrt(3), 5);
  });

  it('goes on at the seed where it was stopped, and takes the removals that lead to a state', async () => {
    const session = await open();
    const store = createMemoryMembers();
    await unlearn(session, request({ method: 'fine-tuning' }));
    await unlearn(session, request({ method: 'gradient-ascent', samples: [9] }));
    const requests = removalsTo(session, 2);
    expect(requests.map(({ samples }) => samples)).toEqual([[3, 7], [9]]);
    const stop = new AbortController();
    const onProgress = ({ done }: { readonly done: number }) => {
      if (done === 1) stop.abort();
    };
    const stopped = recoverSeeds(session, requests, floors, 2, store, { signal: stop.signal, onProgress });
    await expect(stopped).rejects.toThrow();
    const before = store.saved.length;
    const whole = await recoverSeeds(session, requests, floors, 2, store);
    expect(whole).toEqual(await recoverSeeds(session, requests, floors, 2, createMemoryMembers()));
    expect(store.saved.length).toBe(2 * before);
  });
});
