/** Coupled retraining of the weights that ship for the drawn digits, in Node on WASM. */

import { beforeAll, describe, expect, it } from 'vitest';
import { loadData } from '../../src/cli/loadData';
import { loadShippedWeights, shippedWeights } from '../../src/cli/loadWeights';
import { openNodeCompute } from '../../src/cli/nodeCompute';
import type { Dataset } from '../../src/data/dataset';
import { digestOf } from '../../src/engine/digest';
import { defaultSettings } from '../../src/engine/parameters';
import { openSession, type Session } from '../../src/engine/session';
import { unlearn } from '../../src/engine/unlearn';
import { compareWithRetraining } from '../../src/engine/yardstick/compareWithRetraining';
import { retrain } from '../../src/engine/yardstick/retrain';
import { findShipped } from '../../src/lab/opening/findOriginal';
import { norm, subtract } from '../../src/math/linear/vector';
import { createNetwork } from '../../src/model/network';

let dataset: Dataset;
let session: Session;
beforeAll(async () => {
  dataset = await loadData(['digits'], { seed: 1 });
  const compute = await openNodeCompute('wasm');
  const { architecture, trained } = await loadShippedWeights(dataset, 'mnist-2nn');
  const network = createNetwork(architecture, dataset.shape, 10);
  session = await openSession(compute, dataset, network, trained.weights, trained.card);
});

describe('the two-layer net of the digits', () => {
  it('retrained on everything is the one that ships, bit for bit', async () => {
    const { parameters } = await retrain(session, { removed: [], order: 'coupled' });
    expect(digestOf(parameters)).toBe(digestOf(session.trained.parameters));
  }, 120_000);

  it('without sample 3, which it knows well, is near by: under 0.15, with a gap of at most 0.2 points', async () => {
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

describe('the weights that shipped before', () => {
  it.each([
    ['mnist-logistic', 'b8dd716aac09265769f0f29972f016a7fe751f5492b46c58c815ddbc75c7527c'],
    ['mnist-2nn', null],
    ['mnist-cnn', null],
  ])('are found by their digest, and differ from the present ones: %s', async (id, digest) => {
    const signal = new AbortController().signal;
    const former = (await shippedWeights.fetchFormer(dataset, id, signal))!.weights.parameters;
    const present = (await shippedWeights.fetch(dataset, id, signal))!.weights.parameters;
    if (digest) expect(digestOf(former)).toBe(digest);
    expect(norm(subtract(former, present))).toBeGreaterThan(0);
    const found = await findShipped(shippedWeights, dataset, { id, digest: digestOf(former) }, signal);
    expect(found!.trained).toMatchObject({ origin: 'shipped', card: { precision: 'float16' } });
    const now = await findShipped(shippedWeights, dataset, { id, digest: digestOf(present) }, signal);
    expect(now!.trained.card).toMatchObject({ precision: 'float32' });
    expect(await findShipped(shippedWeights, dataset, { id, digest: '00' }, signal)).toBeNull();
  });
});
