/**
 * A training epoch through tf.layers with our kernels, with tfjs's own on the same adapter (the rival) and with its CPU backend. Stock
 * and the CPU on fewer images, times are per 1024; the gradient of one batch is compared with the CPU backend's.
 */
import * as tf from '@tensorflow/tfjs';
import { openNodeGpu } from '../../src/cli/nodeGpu';
import { type Compute, openCpuCompute, openWebGpuCompute } from '../../src/model/compute';
import { type BenchNet, benchNets, buildNet, drawEpoch } from './convolutionNets';
import type { BenchReport } from './report';

const BATCH = 128;

/** The epoch's time for 1024 images, after one step to compile and warm up. */
async function epochMs(net: BenchNet, images: number): Promise<number> {
  const model = buildNet(net);
  model.compile({ optimizer: tf.train.momentum(0.01, 0.9), loss: 'categoricalCrossentropy' });
  const { xs, ys } = drawEpoch(net, images);
  const batchSize = Math.min(BATCH, images);
  await model.trainOnBatch(xs.slice(0, batchSize), ys.slice(0, batchSize));
  const start = performance.now();
  await model.fit(xs, ys, { epochs: 1, batchSize, shuffle: false, verbose: 0 });
  await model.getWeights()[0]!.data();
  const ms = performance.now() - start;
  tf.dispose([xs, ys]);
  model.dispose();
  return (ms * 1024) / images;
}

/** The gradients of all weights on one batch, one after the other. */
async function gradientOf(net: BenchNet): Promise<Float32Array[]> {
  const model = buildNet(net);
  const { xs, ys } = drawEpoch(net, 16);
  const { grads } = tf.variableGrads(() => {
    const predicted = model.apply(xs, { training: true }) as tf.Tensor;
    return tf.metrics.categoricalCrossentropy(ys, predicted).mean() as tf.Scalar;
  });
  const values: Float32Array[] = [];
  for (const weight of model.trainableWeights)
    values.push((await grads[weight.originalName]!.data()) as Float32Array);
  tf.dispose([xs, ys, grads]);
  model.dispose();
  return values;
}

/** The largest relative difference of two gradients among the weights, in the Euclidean norm. */
function relativeError(actual: readonly Float32Array[], expected: readonly Float32Array[]): number {
  const errors = expected.map((values, k) => {
    const difference = values.map((value, i) => value - actual[k]![i]!);
    return norm(difference) / norm(values);
  });
  return Math.max(...errors);
}

function norm(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}

export default async function bench(report: BenchReport): Promise<void> {
  const gpu = await openNodeGpu();
  report.note(`WebGPU: ${gpu.name}; batches of ${BATCH}, momentum; times for 1024 images`);
  const rivals: readonly (readonly [string, number, () => Promise<Compute>])[] = [
    ['own', 512, () => openWebGpuCompute(gpu, { kernels: 'own' })],
    ['cpu', 64, openCpuCompute],
    ['stock', 64, () => openWebGpuCompute(gpu, { kernels: 'stock' })],
  ];
  for (const net of benchNets) {
    const ms: Record<string, number> = {};
    const gradients: Record<string, Float32Array[]> = {};
    for (const [name, images, open] of rivals) {
      await open();
      if (name !== 'stock') gradients[name] = await gradientOf(net);
      ms[name] = await epochMs(net, images);
    }
    report.row({
      net: net.name,
      'own ms': ms.own!,
      'stock ms': ms.stock!,
      'cpu ms': ms.cpu!,
      'x stock': ms.stock! / ms.own!,
      'x cpu': ms.cpu! / ms.own!,
      'gradient error': relativeError(gradients.own!, gradients.cpu!).toExponential(1),
    });
  }
  gpu.close();
}
