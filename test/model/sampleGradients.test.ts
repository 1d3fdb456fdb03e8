import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { normalise } from '../../src/data/dataset';
import { norm } from '../../src/math/linear/vector';
import { evaluateNodes, evaluateSample } from '../../src/math/network/evaluateGraph';
import { sizeOf } from '../../src/math/network/graph';
import { type Architecture, findArchitecture } from '../../src/model/architectures';
import { labelAt } from '../../src/model/labels';
import { createNetwork } from '../../src/model/network';
import { measureSampleGradients } from '../../src/model/sampleGradients';
import { openTestCompute } from '../support/compute';
import { branched, livelyParameters, readingTokens, separable, smallDataFor } from './smallModels';

const models = [
  ['mnist-2nn', [6, 6, 1]],
  ['mnist-cnn', [16, 16, 1]],
  ['cifar-resnet', [8, 8, 3]],
  ['branched', [8, 7, 2]],
  ['separable', [8, 7, 2]],
  ['readingTokens', [1, 1, 48]],
] as const;
const own: Readonly<Record<string, Architecture>> = { branched, readingTokens, separable };
const architectureOf = (id: string) => own[id] ?? findArchitecture(id);
/** Weights of the first layer so large that values meet the ceiling of its ReLU. */
const growth = (id: string, index: number) => (id === 'branched' && index < 9 * 2 * 3 ? 20 : 1);

describe.each(['webgpu', 'wasm', 'cpu'] as const)('gradient norms of samples on %s', (backend) => {
  beforeAll(async () => {
    await openTestCompute(backend);
  });

  it.each(models)('are the oracle\u2019s: %s', async (id, shape) => {
    const dataset = smallDataFor(id, 9, shape);
    const network = createNetwork(architectureOf(id), shape, 3);
    const parameters = livelyParameters(network.graph, 5).map((value, i) => growth(id, i) * value);
    network.setParameters(parameters);
    const before = tf.memory().numTensors;
    const measured = await measureSampleGradients(network, dataset, dataset.training);
    expect(tf.memory().numTensors).toBe(before);
    const size = sizeOf(shape);
    const pixels = normalise(dataset.training, dataset, 0, 9);
    for (let i = 0; i < 9; i++) {
      const input = pixels.subarray(i * size, (i + 1) * size);
      const values = evaluateNodes(network.graph, parameters, input);
      const ceilings = network.graph.nodes.flatMap(({ op }, node) => (op === 'relu6' ? [values[node]!] : []));
      for (const reached of ceilings) expect(Math.max(...reached)).toBe(6);
      const sample = evaluateSample(network.graph, parameters, input, labelAt(dataset.training, i));
      const expected = norm(sample.gradient);
      expect(Math.abs(measured.gradientNorms[i]! - expected) / expected).toBeLessThan(1e-4);
      expect(Math.abs(measured.losses[i]! - sample.loss)).toBeLessThan(1e-5 * Math.max(1, sample.loss));
    }
    network.dispose();
  });
});
