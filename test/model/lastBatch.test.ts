import { describe, expect, it } from 'vitest';
import { findArchitecture } from '../../src/model/architectures';
import { planEpoch } from '../../src/model/epochs';
import { createNetwork } from '../../src/model/network';
import { runEpochs } from '../../src/model/training';
import { openTestCompute } from '../support/compute';
import { makeSmallDataset } from '../support/smallDataset';
import { smallTraining } from './smallModels';

const plan = { seed: 3, batchSize: 4, loop: 2, count: 9, leftOut: null, isNormalised: true } as const;
const sizes = (changes: object) =>
  planEpoch({ ...plan, ...changes }, 0).batches.map(({ samples }) => samples.length);

describe('a last batch of one sample', () => {
  it('joins the one before, or is kept', () => {
    expect(sizes({})).toEqual([4, 5]);
    expect(sizes({ lastBatch: 'keep' })).toEqual([4, 4, 1]);
    expect(sizes({ lastBatch: 'frozen' })).toEqual([4, 4, 1]);
    expect(sizes({ isNormalised: false })).toEqual([4, 4, 1]);
  });

  it('leaves the running statistics as they are where they are frozen, and moves them where it is kept', async () => {
    await openTestCompute('wasm');
    const dataset = makeSmallDataset(5, 4, [16, 16, 3]);
    const request = { ...smallTraining, epochs: 1, batchSize: 4, loop: 2 } as const;
    const order = planEpoch({ ...request, count: 5, leftOut: null, isNormalised: false }, 0).batches;
    /** Means and variances of all layers after an epoch. */
    const statisticsOf = async (lastBatch: 'keep' | 'frozen', leftOut: readonly number[]) => {
      const network = createNetwork(findArchitecture('cifar-cnn-narrow-bn'), dataset.shape, 3);
      const { parameters } = await runEpochs(network, dataset, { ...request, lastBatch }, { leftOut });
      network.dispose();
      return network.graph.weights
        .filter(({ trainable }) => !trainable)
        .map(({ offset, size }) => [...parameters.subarray(offset, offset + size)]);
    };
    const withoutIt = await statisticsOf('keep', [...order[1]!.samples]);
    expect(await statisticsOf('frozen', [])).toEqual(withoutIt);
    expect(await statisticsOf('keep', [])).not.toEqual(withoutIt);
  });
});
