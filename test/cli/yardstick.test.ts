/** Coupled retraining of the weights that ship, in Node on WASM. */

import { describe, expect, it } from 'vitest';
import { loadData } from '../../src/cli/loadData';
import { loadShippedWeights } from '../../src/cli/loadWeights';
import { openNodeCompute } from '../../src/cli/nodeCompute';
import { digestOf } from '../../src/engine/digest';
import { defaultSettings } from '../../src/engine/parameters';
import { openSession } from '../../src/engine/session';
import { unlearn } from '../../src/engine/unlearn';
import { compareWithRetraining } from '../../src/engine/yardstick/compareWithRetraining';
import { retrain } from '../../src/engine/yardstick/retrain';
import { createNetwork } from '../../src/model/network';

/** A session with the two-layer net that ships for a data set. */
async function openShipped(data: string) {
  const dataset = await loadData([data], { seed: 1 });
  const compute = await openNodeCompute('wasm');
  const { architecture, trained } = await loadShippedWeights(dataset, 'mnist-2nn');
  const network = createNetwork(architecture, dataset.shape, 10);
  return openSession(compute, dataset, network, trained.weights, trained.card);
}

describe('the two-layer net', () => {
  it('retrained on everything is the one that ships for Fashion-MNIST, bit for bit', async () => {
    const session = await openShipped('fashion');
    const { parameters } = await retrain(session, { removed: [], order: 'coupled' });
    expect(digestOf(parameters)).toBe(digestOf(session.trained.parameters));
  }, 120_000);

  it('without sample 3 of the digits, which it knows well, is near by: under 0.15, with a gap of at most 0.2 points', async () => {
    const session = await openShipped('digits');
    expect(session.evaluation.training.losses[3]).toBeLessThan(0.002);
    await unlearn(session, {
      ...defaultSettings,
      samples: [3],
      method: 'gradient-ascent',
      methodNumbers: { steps: 1, learningRate: 1e-7 },
    });
    const { distanceToRetrained, unlearned, retrained, floor } = await compareWithRetraining(session);
    expect(distanceToRetrained).toBeLessThan(0.15);
    expect(Math.abs(unlearned.validationAccuracy - retrained.validationAccuracy)).toBeLessThanOrEqual(0.002);
    expect(floor!.distance).toBeLessThan(0.15);
  }, 120_000);
});
