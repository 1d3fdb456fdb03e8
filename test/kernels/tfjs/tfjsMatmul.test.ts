import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gpu } from '../../../src/gpu/device';
import { restoreStockKernels } from '../../../src/kernels/tfjs/tfjsKernels';
import { matmul } from '../../../src/math/linear/matmul';
import { createRandom } from '../../../src/math/random/random';
import { openWebGpuCompute } from '../../../src/model/compute';
import { testGpu } from '../../support/gpu';

const draw = (length: number, label: string) => {
  const random = createRandom(4, label);
  return Float32Array.from({ length }, () => random.normal());
};

const a = draw(21 * 33, 'a');
const b = draw(33 * 10, 'b');
const bias = draw(10, 'bias');
const product = matmul(a, b, { rows: 21, columns: 10, inner: 33, transposeA: false, transposeB: false });

async function expectValues(tensor: tf.Tensor, expected: ArrayLike<number>) {
  const values = await tensor.data();
  expect(values.length).toBe(expected.length);
  values.forEach((value, i) => {
    expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-4);
  });
  tensor.dispose();
}

/** Pipelines that this device makes while the work runs, by label. */
async function pipelinesUsed(gpu: Gpu, work: () => Promise<void>): Promise<(string | undefined)[]> {
  const labels: (string | undefined)[] = [];
  const { createCommandEncoder } = GPUDevice.prototype;
  gpu.device.createCommandEncoder = (descriptor) => {
    const encoder = createCommandEncoder.call(gpu.device, descriptor);
    const begin = encoder.beginComputePass.bind(encoder);
    encoder.beginComputePass = (pass) => {
      labels.push(pass?.label);
      return begin(pass);
    };
    return encoder;
  };
  await work();
  Reflect.deleteProperty(gpu.device, 'createCommandEncoder');
  return labels;
}

describe.each(['own', 'stock'] as const)('tfjs with the %s product', (kind) => {
  let gpu: Gpu;
  beforeAll(async () => {
    gpu = await testGpu();
    await openWebGpuCompute(gpu, { kernels: kind });
  });
  afterAll(restoreStockKernels);

  it('multiplies matrices, transposed or not, alone and fused with bias and ReLU, by the kernel it should', async () => {
    const left = tf.tensor2d(a, [21, 33]);
    const right = tf.tensor2d(b, [33, 10]);
    const shift = tf.tensor1d(bias);
    const biased = product.map((value, i) => value + bias[i % 10]!);
    const labels = await pipelinesUsed(gpu, async () => {
      await expectValues(tf.matMul(left, right), product);
      await expectValues(tf.matMul(tf.transpose(left), tf.transpose(right), true, true), product);
      await expectValues(tf.fused.matMul({ a: left, b: right, bias: shift }), biased);
      await expectValues(
        tf.fused.matMul({ a: left, b: right, bias: shift, activation: 'relu' }),
        biased.map((value) => Math.max(value, 0)),
      );
    });
    expect(labels.filter((label) => label === 'matmul').length).toBe(kind === 'own' ? 4 : 0);
    tf.dispose([left, right, shift]);
  });

  it('leaves batches and other activations to tfjs', async () => {
    const left = tf.tensor3d(a, [3, 7, 33]);
    const right = tf.tensor3d([...b, ...b, ...b], [3, 33, 10]);
    await expectValues(tf.matMul(left, right), product);
    const flat = left.reshape<tf.Tensor2D>([21, 33]);
    const one = right.slice([0, 0, 0], [1, 33, 10]).reshape<tf.Tensor2D>([33, 10]);
    await expectValues(
      tf.fused.matMul({ a: flat, b: one, activation: 'sigmoid' }),
      product.map((value) => 1 / (1 + Math.exp(-value))),
    );
    tf.dispose([left, right, flat, one]);
  });
});
