import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { evaluateWithGradient } from '../../src/model/evaluation';
import { createNetwork, initialParameters } from '../../src/model/network';
import { later, multiplicationsPerSubmit, openReads, readAlone } from '../../src/model/reads';
import { openTestCompute } from '../support/compute';
import { testGpu } from '../support/gpu';
import { makeSmallDataset } from '../support/smallDataset';
import { watchDevice } from '../support/watchDevice';
import { twoLayers } from './smallModels';

const dataset = makeSmallDataset(600, 10);
const every = new Uint8Array(600).fill(1);

describe('reads on a GPU', () => {
  beforeAll(async () => {
    await openTestCompute('webgpu');
  });

  it('are one round trip for all that was taken, in the order of the takes', async () => {
    const { result, traffic } = await watchDevice(() =>
      readAlone(undefined, async (reads) => {
        const taken = [1, 2, 3].map((value) => reads.take([tf.fill([value], value), tf.fill([2], -value)]));
        return later(Promise.all(taken));
      }),
    );
    expect(result.map((values) => values.map((one) => [...one]))).toEqual([
      [[1], [-1, -1]],
      [
        [2, 2],
        [-2, -2],
      ],
      [
        [3, 3, 3],
        [-3, -3],
      ],
    ]);
    expect([traffic.submissions, traffic.readBacks]).toEqual([2, 1]);
  });

  it('submit at most one piece more once the job is cancelled, and leave no tensor behind', async () => {
    const network = { ...createNetwork(twoLayers(4), dataset.shape, 3), batchRows: 20 };
    const parameters = initialParameters(network.graph, 1);
    network.setParameters(parameters);
    await evaluateWithGradient(network, dataset, dataset.training, every);
    const { numTensors } = tf.memory();
    const cancel = new AbortController();
    // Work that is said to be large: every batch is a piece of its own.
    const size = multiplicationsPerSubmit(await testGpu());
    const weights = network.graph.weights.map((weight) => ({ ...weight, size }));
    const heavy = { ...network, graph: { ...network.graph, weights } };
    const { result, traffic } = await watchDevice(() => {
      const job = {
        signal: cancel.signal,
        onProgress: (fraction: number) => {
          if (fraction > 0.2) cancel.abort();
        },
      };
      return evaluateWithGradient(heavy, dataset, dataset.training, every, job).catch(
        (error: unknown) => error,
      );
    });
    expect((result as Error).name).toBe('AbortError');
    // 30 batches, of which six or seven were handed over when it was cancelled.
    expect(traffic.submissions).toBeGreaterThan(3);
    expect(traffic.submissions).toBeLessThan(10);
    expect(tf.memory().numTensors).toBe(numTensors);
    network.dispose();
  });

  it('give up at once, whatever the device is busy with', async () => {
    const cancel = new AbortController();
    const reads = openReads(cancel.signal);
    const { numTensors } = tf.memory();
    const taken = reads.take([tf.fill([3], 1)]);
    const flushed = reads.flush();
    cancel.abort();
    await expect(taken).rejects.toThrow('abort');
    await flushed;
    reads.close();
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  it('let tfjs submit by itself again once they are closed', () => {
    const flag = 'WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE';
    const usual = tf.env().getNumber(flag);
    const [first, second] = [openReads(), openReads()];
    expect(tf.env().getNumber(flag)).toBeGreaterThan(usual);
    first.close();
    expect(tf.env().getNumber(flag)).toBeGreaterThan(usual);
    second.close();
    second.close();
    expect(tf.env().getNumber(flag)).toBe(usual);
  });
});
