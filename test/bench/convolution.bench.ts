/**
 * Each of our kernels for networks against tfjs's own on the same adapter (the rival), in the calls of mnist-cnn, cifar-net and mnist-2nn.
 * Convolutions: ours on 128 images, stock on 16; the others on 256 both. Times are for 256.
 */
import * as tf from '@tensorflow/tfjs';
import { openNodeGpu } from '../../src/cli/nodeGpu';
import type { Gpu } from '../../src/gpu/device';
import { openWebGpuCompute } from '../../src/model/compute';
import type { BenchReport } from './report';

interface Case {
  readonly name: string;
  /** Shapes of the inputs after the number of images. */
  readonly inputs: readonly (readonly number[])[];
  run(inputs: readonly tf.Tensor[]): tf.Tensor;
  /** Whether the stock kernel takes so long that it runs on fewer images. */
  readonly isLong?: boolean;
}

/** A convolution and its gradients, valid and with stride 1. */
function convolutionCases(
  name: string,
  size: number,
  channels: number,
  width: number,
  filters: number,
): Case[] {
  const output = size - width + 1;
  const filter: [number, number, number, number] = [width, width, channels, filters];
  const input = [size, size, channels];
  const weights = () => tf.ones(filter) as tf.Tensor4D;
  const attributes = { strides: [1, 1], pad: 'valid', dataFormat: 'NHWC' } as unknown as tf.NamedAttrMap;
  const gradient = [output, output, filters];
  return [
    { name, isLong: true, inputs: [input], run: ([x]) => tf.conv2d(x as tf.Tensor4D, weights(), 1, 'valid') },
    {
      name: `${name}, gradient in filters`,
      isLong: true,
      inputs: [input, gradient],
      run: ([x, dy]) =>
        tf
          .engine()
          .runKernel(
            'Conv2DBackpropFilter',
            { x: x!, dy: dy! },
            { ...attributes, filterShape: filter },
          ) as tf.Tensor,
    },
    {
      name: `${name}, gradient in input`,
      isLong: true,
      inputs: [gradient],
      run: ([dy]) =>
        tf
          .engine()
          .runKernel(
            'Conv2DBackpropInput',
            { dy: dy!, filter: weights() },
            { ...attributes, inputShape: [dy!.shape[0]!, ...input] },
          ) as tf.Tensor,
    },
  ];
}

const cases: readonly Case[] = [
  ...convolutionCases('28x28x1, 5x5x8', 28, 1, 5, 8),
  ...convolutionCases('12x12x8, 5x5x16', 12, 8, 5, 16),
  ...convolutionCases('32x32x3, 5x5x10', 32, 3, 5, 10),
  ...convolutionCases('14x14x10, 5x5x20', 14, 10, 5, 20),
  { name: 'bias', inputs: [[24, 24, 8]], run: ([x]) => tf.add(x!, tf.ones([8])) },
  { name: 'sum over batch and pixels', inputs: [[24, 24, 8]], run: ([x]) => tf.sum(x!, [0, 1, 2]) },
  { name: 'mean over pixels', inputs: [[24, 24, 8]], run: ([x]) => tf.mean(x!, [1, 2]) },
  { name: 'max pool', inputs: [[24, 24, 8]], run: ([x]) => tf.maxPool(x as tf.Tensor4D, 2, 2, 'valid') },
  {
    name: 'max pool, gradient',
    inputs: [
      [24, 24, 8],
      [12, 12, 8],
    ],
    run: ([x, dy]) =>
      tf
        .engine()
        .runKernel(
          'MaxPoolGrad',
          { dy: dy!, input: x!, output: dy! },
          { filterSize: [2, 2], strides: [2, 2], pad: 'valid' },
        ) as tf.Tensor,
  },
  { name: 'product, n x 784 x 100', inputs: [[784]], run: ([x]) => tf.matMul(x!, tf.ones([784, 100])) },
  {
    name: "product, 784 x n x 100, the left one's transpose",
    inputs: [[784], [100]],
    run: ([x, dy]) => tf.matMul(x!, dy!, true),
  },
  { name: 'product, n x 100 x 10', inputs: [[100]], run: ([x]) => tf.matMul(x!, tf.ones([100, 10])) },
  { name: 'softmax of 10', inputs: [[10]], run: ([x]) => tf.softmax(x!) },
  { name: 'greatest of 10', inputs: [[10]], run: ([x]) => tf.max(x!, 1) },
];

/** The time of one run for 256 images, the least of three after one to compile. */
async function timeCase(gpu: Gpu, { inputs, run }: Case, images: number): Promise<number> {
  const tensors = inputs.map((shape) => tf.ones([images, ...shape]));
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k < 4; k++) {
    const start = performance.now();
    const output = tf.tidy(() => tf.slice(tf.reshape(run(tensors), [-1]), 0, 1));
    await output.data();
    output.dispose();
    if (k > 0) least = Math.min(least, performance.now() - start);
  }
  await gpu.device.queue.onSubmittedWorkDone();
  tf.dispose(tensors);
  return (least * 256) / images;
}

export default async function bench(report: BenchReport): Promise<void> {
  const gpu = await openNodeGpu();
  report.note(`WebGPU: ${gpu.name}; times for 256 images`);
  for (const some of cases) {
    await openWebGpuCompute(gpu, { kernels: 'own' });
    const ownMs = await timeCase(gpu, some, some.isLong ? 128 : 256);
    await openWebGpuCompute(gpu, { kernels: 'stock' });
    const stockMs = await timeCase(gpu, some, some.isLong ? 16 : 256);
    report.row({ kernel: some.name, 'own ms': ownMs, 'stock ms': stockMs, 'x stock': stockMs / ownMs });
  }
  gpu.close();
}
