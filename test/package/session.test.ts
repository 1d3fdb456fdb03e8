import { expect, it } from 'vitest';
import { openNodeCompute } from '../../src/cli/nodeCompute';
import { releaseState } from '../../src/engine/history';
import { openSession } from '../../src/engine/session';
import { createNetwork } from '../../src/model/network';
import { train } from '../../src/model/training';
import { presentSession } from '../../src/package/session';
import { smallTraining, twoLayers } from '../model/smallModels';

import { makeSmallDataset } from '../support/smallDataset';

it('goes to a state whose weights memory no longer holds, by making its removals again', async () => {
  const compute = await openNodeCompute('wasm');
  const dataset = makeSmallDataset(60, 20);
  const network = createNetwork(twoLayers(4), dataset.shape, 3);
  const trained = await train(network, dataset, smallTraining);
  const session = await openSession(compute, dataset, network, trained, smallTraining);
  const presented = presentSession(session);
  const settings = { perturbations: 60, guard: null };
  const digests: string[] = [];
  for (let sample = 0; sample < 7; sample++) {
    digests.push((await presented.unlearn(sample, settings)).digestAfter);
  }
  // Of those that were left last the session has the whole weights besides.
  for (const id of [1, 2]) {
    releaseState(session.states, id);
    session.recent.delete(id);
  }
  await presented.goTo(2);
  expect(presented.digest).toBe(digests[1]);
  expect(presented.removed).toEqual([0, 1]);
  await presented.goTo(7);
  expect(presented.digest).toBe(digests[6]);
  await expect(presented.goTo(8)).rejects.toThrow(/8/);
  presented.close();
});
