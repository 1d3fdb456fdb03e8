/** The gradient of a ReLU on WASM in one pass, against the step and the product that stand for it elsewhere. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { createRandom } from '../../../src/math/random/random';
import { openTestCompute } from '../../support/compute';

beforeAll(() => openTestCompute('wasm'));

const special = [0, -0, 1e-45, -1e-45, 3e38, Infinity, -Infinity, NaN];

it.each([1, 3, 4, 8 * 8, 1001, 4000])('has the bits of a step and a product of %i values', async (count) => {
  const random = createRandom(3, 'rectifier');
  const mixed = (i: number) => (i < 64 ? special[i % 8]! : random.normal());
  const [x, dy] = [
    tf.tensor(Float32Array.from({ length: count }, (_, i) => mixed(i))),
    tf.tensor(Float32Array.from({ length: count }, (_, i) => mixed(i < 64 ? Math.floor(i / 8) : i))),
  ];
  const ours = tf.engine().runKernel('ReluGradient', { dy, x }) as tf.Tensor;
  const theirs = tf.mul(dy, tf.step(x));
  const bitsOf = async (tensor: tf.Tensor) => {
    const values = (await tensor.data()) as Float32Array;
    return Array.from(values, (value, i) =>
      Number.isNaN(value) ? 'none' : new Uint32Array(values.buffer, values.byteOffset)[i],
    );
  };
  expect(await bitsOf(ours)).toEqual(await bitsOf(theirs));
  tf.dispose([x, dy, ours, theirs]);
});
