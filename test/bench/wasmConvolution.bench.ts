/**
 * A training step, forward and backward of 128 images, of the lab's convolutional networks through tf.layers on WASM: all our kernels
 * against tfjs's own with nothing added but the one that it lacks, the filter gradient (the rival).
 */

import { createRequire } from 'node:module';
import * as tf from '@tensorflow/tfjs';
import { registerWasmKernels } from '../../src/kernels/wasm/wasmKernels';
import { openWasmCompute } from '../../src/model/compute';
import { type BenchReport, leastMs } from './report';
import { nets } from './wasmNets';

const wasmPath = createRequire(import.meta.url).resolve(
  '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
);
const batch = 128;
const epochImages = 10_000;

export default async function bench(report: BenchReport): Promise<void> {
  await openWasmCompute(wasmPath);
  report.note(
    `tfjs on WASM, one thread; batches of ${batch}, an epoch of ${epochImages} images; least of 3 steps`,
  );
  for (const [network, create] of Object.entries(nets)) {
    const model = create();
    registerWasmKernels(['Conv2DBackpropFilter']);
    const rivalMs = timeStep(model).stepMs;
    registerWasmKernels();
    const { stepMs, tensorsLeft } = timeStep(model);
    report.row({
      network,
      'rival ms': rivalMs,
      'step ms': stepMs,
      'x rival': rivalMs / stepMs,
      'epoch s': (stepMs * Math.ceil(epochImages / batch)) / 1000,
      'tensors left': tensorsLeft,
    });
    model.dispose();
  }
}

function timeStep(model: tf.LayersModel): { stepMs: number; tensorsLeft: number } {
  const images = tf.randomNormal(
    [batch, ...(model.inputs[0]!.shape.slice(1) as number[])],
    0,
    1,
    'float32',
    1,
  );
  const labels = tf.tidy(() => tf.oneHot(tf.randomUniform([batch], 0, 10, 'int32', 2), 10).toFloat());
  const step = () => {
    const { value, grads } = tf.variableGrads(() => {
      const logits = model.apply(images, { training: true }) as tf.Tensor;
      return tf.losses.softmaxCrossEntropy(labels, logits) as tf.Scalar;
    });
    tf.dispose([value, grads]);
  };
  step();
  const before = tf.memory().numTensors;
  const stepMs = leastMs(3, step);
  const tensorsLeft = tf.memory().numTensors - before;
  tf.dispose([images, labels]);
  return { stepMs, tensorsLeft };
}
