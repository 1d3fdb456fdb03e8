/**
 * Forward of m perturbed copies with slice means and losses, by plain tf operations: our kernels against tfjs's own on the same adapter
 * (the rival). The noise is drawn before, for both. Stock runs on fewer copies, times are for m = 1000.
 */
import * as tf from '@tensorflow/tfjs';
import { openNodeGpu } from '../../src/cli/nodeGpu';
import { openWebGpuCompute } from '../../src/model/compute';
import { type BenchNet, benchNets, buildNet, drawEpoch } from './convolutionNets';
import type { BenchReport } from './report';

const COPIES = 1000;

/** The pre-activation means of every slice and the loss of every copy. */
function perturbedForward(net: BenchNet, weights: readonly tf.Tensor[], xs: tf.Tensor4D, ys: tf.Tensor2D) {
  const means: tf.Tensor[] = [];
  let next = 0;
  let hidden: tf.Tensor4D = xs;
  for (let layer = 0; layer < net.filters.length; layer++) {
    const [filter, bias] = [weights[next++] as tf.Tensor4D, weights[next++]!];
    const sums = tf.fused.conv2d({ x: hidden, filter, strides: 1, pad: 'valid', bias });
    means.push(sums.mean([1, 2]));
    hidden = tf.maxPool(tf.relu(sums), 2, 2, 'valid');
  }
  let flat = tf.reshape(hidden, [xs.shape[0], -1]) as tf.Tensor2D;
  for (let layer = 0; layer <= net.hidden.length; layer++) {
    const [b, bias] = [weights[next++] as tf.Tensor2D, weights[next++]!];
    if (layer > 0) flat = tf.relu(flat) as tf.Tensor2D;
    flat = tf.fused.matMul({ a: flat, b, bias }) as tf.Tensor2D;
    means.push(flat);
  }
  const losses = tf.neg(tf.sum(tf.mul(tf.logSoftmax(flat), ys), 1));
  return { activations: tf.concat(means, 1), losses };
}

async function forwardMs(net: BenchNet, copies: number): Promise<number> {
  const model = buildNet(net);
  const weights = model.getWeights();
  const { xs, ys } = drawEpoch(net, copies);
  const run = async () => {
    const start = performance.now();
    const { activations, losses } = tf.tidy(() => perturbedForward(net, weights, xs, ys));
    await losses.data();
    await activations.data();
    tf.dispose([activations, losses]);
    return performance.now() - start;
  };
  await run();
  const ms = await run();
  tf.dispose([xs, ys]);
  model.dispose();
  return (ms * COPIES) / copies;
}

export default async function bench(report: BenchReport): Promise<void> {
  const gpu = await openNodeGpu();
  report.note(`WebGPU: ${gpu.name}; m = ${COPIES}, without the noise`);
  for (const net of benchNets) {
    await openWebGpuCompute(gpu, { kernels: 'own' });
    const ownMs = await forwardMs(net, COPIES);
    await openWebGpuCompute(gpu, { kernels: 'stock' });
    const stockMs = await forwardMs(net, 64);
    report.row({ net: net.name, 'own ms': ownMs, 'stock ms': stockMs, 'x stock': stockMs / ownMs });
    report.note('');
  }
  gpu.close();
}
