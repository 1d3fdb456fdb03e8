import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { normalise } from '../../src/data/dataset';
import { norm } from '../../src/math/linear/vector';
import { evaluateSample } from '../../src/math/network/evaluateGraph';
import { sizeOf } from '../../src/math/network/graph';
import { findArchitecture } from '../../src/model/architectures';
import { createNetwork } from '../../src/model/network';
import { measureSampleGradients } from '../../src/model/sampleGradients';
import { openTestCompute } from '../support/compute';
import { makeSmallDataset } from '../support/smallDataset';
import { livelyParameters } from './smallModels';

const models = [
  ['mnist-2nn', [6, 6, 1]],
  ['mnist-cnn', [16, 16, 1]],
  ['cifar-resnet', [8, 8, 3]],
] as const;

describe.each(['webgpu', 'wasm', 'cpu'] as const)('gradient norms of samples on %s', (backend) => {
  beforeAll(async () => {
    await openTestCompute(backend);
  });

  it.each(models)('are the oracle\u2019s: %s', async (id, shape) => {
    const dataset = makeSmallDataset(9, 2, shape);
    const network = createNetwork(findArchitecture(id), shape, 3);
    const parameters = livelyParameters(network.graph, 5);
    network.setParameters(parameters);
    const before = tf.memory().numTensors;
    const measured = await measureSampleGradients(network, dataset, dataset.training);
    expect(tf.memory().numTensors).toBe(before);
    const size = sizeOf(shape);
    const pixels = normalise(dataset.training, dataset, 0, 9);
    for (let i = 0; i < 9; i++) {
      const input = pixels.subarray(i * size, (i + 1) * size);
      const sample = evaluateSample(network.graph, parameters, input, dataset.training.labels[i]!);
      const expected = norm(sample.gradient);
      expect(Math.abs(measured.gradientNorms[i]! - expected) / expected).toBeLessThan(1e-4);
      expect(Math.abs(measured.losses[i]! - sample.loss)).toBeLessThan(1e-5 * Math.max(1, sample.loss));
    }
    network.dispose();
  });
});
