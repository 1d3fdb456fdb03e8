/** The networks of the convolution benchmarks, as tf.layers, and batches of seeded noise to train them on. */
import * as tf from '@tensorflow/tfjs';
import { createRandom } from '../../src/math/random/random';

export interface BenchNet {
  readonly name: string;
  readonly inputShape: readonly [number, number, number];
  /** Channels of the two convolutions, and the units of the dense layers between them and the ten classes. */
  readonly filters: readonly [number, number];
  readonly hidden: readonly number[];
}

export const benchNets: readonly BenchNet[] = [
  { name: 'mnist-cnn', inputShape: [28, 28, 1], filters: [8, 16], hidden: [] },
  { name: 'cifar-net', inputShape: [32, 32, 3], filters: [10, 20], hidden: [250, 100] },
];

/** A new model; models of one net start from the same weights. */
export function buildNet({ inputShape, filters, hidden }: BenchNet): tf.Sequential {
  const seeded = (seed: number) => tf.initializers.glorotUniform({ seed });
  const model = tf.sequential();
  filters.forEach((count, i) => {
    const common = {
      filters: count,
      kernelSize: 5,
      activation: 'relu',
      kernelInitializer: seeded(i + 1),
    } as const;
    model.add(tf.layers.conv2d(i === 0 ? { ...common, inputShape: [...inputShape] } : common));
    model.add(tf.layers.maxPooling2d({ poolSize: 2 }));
  });
  model.add(tf.layers.flatten());
  hidden.forEach((units, i) => {
    model.add(tf.layers.dense({ units, activation: 'relu', kernelInitializer: seeded(i + 10) }));
  });
  model.add(tf.layers.dense({ units: 10, activation: 'softmax', kernelInitializer: seeded(20) }));
  return model;
}

/** Seeded images and labels of one epoch; whoever calls disposes of both. */
export function drawEpoch({ inputShape }: BenchNet, images: number): { xs: tf.Tensor4D; ys: tf.Tensor2D } {
  const random = createRandom(1, 'images');
  const size = inputShape[0] * inputShape[1] * inputShape[2];
  const values = Float32Array.from({ length: images * size }, () => random.normal());
  const labels = Int32Array.from({ length: images }, () => random.integer(10));
  return {
    xs: tf.tensor4d(values, [images, ...inputShape]),
    ys: tf.tidy(() => tf.oneHot(tf.tensor1d(labels, 'int32'), 10).toFloat() as tf.Tensor2D),
  };
}
