/** The shapes of the lab's convolutional networks, as tf.layers, for benchmarks. */
import * as tf from '@tensorflow/tfjs';

type Symbolic = tf.SymbolicTensor;

const relu = (x: Symbolic) => tf.layers.reLU().apply(x) as Symbolic;
const pool = (x: Symbolic) => tf.layers.maxPooling2d({ poolSize: 2, strides: 2 }).apply(x) as Symbolic;
const dense = (x: Symbolic, units: number) => tf.layers.dense({ units }).apply(x) as Symbolic;
const flatten = (x: Symbolic) => tf.layers.flatten().apply(x) as Symbolic;
const normalise = (x: Symbolic) => tf.layers.batchNormalization().apply(x) as Symbolic;

function convolve(x: Symbolic, kernelSize: number, filters: number, padding: 'same' | 'valid', strides = 1) {
  return tf.layers.conv2d({ filters, kernelSize, padding, strides }).apply(x) as Symbolic;
}

function createMnistCnn(): tf.LayersModel {
  const input = tf.input({ shape: [28, 28, 1] });
  const first = pool(relu(convolve(input, 5, 8, 'valid')));
  const second = pool(relu(convolve(first, 5, 16, 'valid')));
  return tf.model({ inputs: input, outputs: dense(flatten(second), 10) });
}

function createCifarNet(): tf.LayersModel {
  const input = tf.input({ shape: [32, 32, 3] });
  const first = pool(relu(convolve(input, 5, 10, 'valid')));
  const second = pool(relu(convolve(first, 5, 20, 'valid')));
  const hidden = relu(dense(relu(dense(flatten(second), 250)), 100));
  return tf.model({ inputs: input, outputs: dense(hidden, 10) });
}

function createCifarCnn(batchNorm: boolean): tf.LayersModel {
  const input = tf.input({ shape: [32, 32, 3] });
  const block = (x: Symbolic, filters: number) => {
    const y = convolve(x, 3, filters, 'same');
    return relu(batchNorm ? normalise(y) : y);
  };
  let x: Symbolic = input;
  for (const [one, two] of [
    [16, 32],
    [64, 64],
    [128, 128],
  ] as const) {
    x = pool(block(block(x, one), two));
  }
  const hidden = relu(dense(relu(dense(flatten(x), 96)), 48));
  return tf.model({ inputs: input, outputs: dense(hidden, 10) });
}

function createResnet(): tf.LayersModel {
  const input = tf.input({ shape: [32, 32, 3] });
  const block = (x: Symbolic, filters: number, strides: number) => {
    const first = relu(normalise(convolve(x, 3, filters, 'same', strides)));
    const second = normalise(convolve(first, 3, filters, 'same'));
    const shortcut = strides === 1 ? x : normalise(convolve(x, 1, filters, 'same', strides));
    return relu(tf.layers.add().apply([second, shortcut]) as Symbolic);
  };
  let x = relu(normalise(convolve(input, 3, 16, 'same')));
  x = block(block(block(x, 16, 1), 32, 2), 64, 2);
  const pooled = tf.layers.globalAveragePooling2d({}).apply(x) as Symbolic;
  return tf.model({ inputs: input, outputs: dense(pooled, 10) });
}

/** Name and maker of each network. */
export const nets: Readonly<Record<string, () => tf.LayersModel>> = {
  'mnist-cnn': createMnistCnn,
  'cifar-net': createCifarNet,
  'cifar-cnn narrow': () => createCifarCnn(false),
  'cifar-cnn narrow, batch norm': () => createCifarCnn(true),
  'cifar-resnet': createResnet,
};
