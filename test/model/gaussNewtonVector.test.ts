import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Dataset, normalise } from '../../src/data/dataset';
import { dot, norm, subtract } from '../../src/math/linear/vector';
import { gaussNewtonProduct } from '../../src/math/network/gaussNewton';
import { type NetworkGraph, sizeOf } from '../../src/math/network/graph';
import { createRandom } from '../../src/math/random/random';
import { findArchitecture } from '../../src/model/architectures';
import { openDownstream } from '../../src/model/downstream';
import { gaussNewtonVector } from '../../src/model/gaussNewtonVector';
import { hessianVector } from '../../src/model/hessianVector';
import { createNetwork } from '../../src/model/network';
import { openTestCompute } from '../support/compute';
import { livelyParameters, normalised, readingTokens, separable, smallDataFor } from './smallModels';

/** Softmax regression; dense; convolutions with pooling of both kinds and frozen batch normalisation; residual blocks. */
const models = [
  [findArchitecture('mnist-logistic'), [6, 6, 1]],
  [findArchitecture('mnist-2nn'), [6, 6, 1]],
  [normalised, [8, 8, 2]],
  [{ ...separable, id: 'separable' }, [8, 7, 2]],
  [findArchitecture('cifar-resnet'), [8, 8, 3]],
  [{ ...readingTokens, id: 'readingTokens' }, [1, 1, 48]],
] as const;

const count = 5;

function randomVector(length: number, seed: number): Float64Array {
  const random = createRandom(seed, 'direction');
  return Float64Array.from({ length }, () => Math.fround(random.normal()));
}

/** The mean of the oracle's products. */
function oracle(graph: NetworkGraph, parameters: Float32Array, dataset: Dataset, v: Float64Array) {
  const size = sizeOf(graph.nodes[0]!.shape);
  const pixels = normalise(dataset.training, dataset, 0, count);
  const sum = new Float64Array(v.length);
  for (let i = 0; i < count; i++) {
    const product = gaussNewtonProduct(graph, parameters, pixels.subarray(i * size, (i + 1) * size), v);
    for (let j = 0; j < sum.length; j++) sum[j]! += product[j]! / count;
  }
  return sum;
}

describe.each(['webgpu', 'wasm'] as const)('Gauss-Newton products on %s', (backend) => {
  beforeAll(async () => {
    await openTestCompute(backend);
  });

  it.each(models)('agree with the float64 oracle: $id', async (architecture, shape) => {
    const dataset = smallDataFor(architecture.id, count, shape);
    const network = createNetwork(architecture, shape, 3);
    const parameters = livelyParameters(network.graph, 5);
    network.setParameters(parameters);
    const v = randomVector(parameters.length, 1);
    const before = tf.memory().numTensors;
    const whole = await openDownstream(network, dataset, dataset.training, 1);
    const product = await gaussNewtonVector(whole, v);
    const hessian = await hessianVector(whole, v);
    whole.close();
    expect(tf.memory().numTensors).toBe(before);
    const expected = oracle(network.graph, parameters, dataset, v);
    expect(norm(subtract(product, expected)) / norm(expected)).toBeLessThan(1e-5);
    expect(dot(v, product)).toBeGreaterThan(0);
    // Of logits that are linear in the weights it is the Hessian, of others it is not.
    const apart = norm(subtract(product, hessian)) / norm(hessian);
    if (architecture.id === 'mnist-logistic') expect(apart).toBeLessThan(1e-5);
    else expect(apart).toBeGreaterThan(1e-2);
    network.graph.weights.forEach(({ trainable, offset, size }) => {
      if (!trainable) expect(norm(product.subarray(offset, offset + size))).toBe(0);
    });
    network.dispose();
  });
});
