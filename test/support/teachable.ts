import * as tf from '@tensorflow/tfjs';
import { createRandom } from '../../src/math/random/random';

/**
 * A model as Teachable Machine exports it: a Sequential of a Sequential with MobileNetV2 and the mean over its map, and of a Sequential with the head that was
 * trained on somebody's pictures. Few and narrow blocks, weights of a seed.
 */
export function makeTeachable(side: number, classes: number, seed = 1): tf.LayersModel {
  const body = makeBody(side);
  const features = body.outputs[0]!.shape.at(-1)!;
  const inner = tf.sequential({ name: 'inner', layers: [] });
  inner.add(body as unknown as tf.layers.Layer);
  inner.add(tf.layers.globalAveragePooling2d({ name: 'mean' }));
  const head = tf.sequential({
    name: 'head',
    layers: [
      tf.layers.dense({ inputShape: [features], units: 10, activation: 'relu', name: 'hidden' }),
      tf.layers.dense({ units: classes, useBias: false, activation: 'softmax', name: 'answer' }),
    ],
  });
  const model = tf.sequential({ name: 'whole' });
  model.add(inner);
  model.add(head);
  drawWeights(model, seed);
  return model;
}

/** A first convolution, two inverted residuals with a stride and one with a sum, a last convolution: each with batch normalisation and ReLU6. */
function makeBody(side: number): tf.LayersModel {
  const apply = (layer: tf.layers.Layer, from: tf.SymbolicTensor | tf.SymbolicTensor[]) =>
    layer.apply(from) as tf.SymbolicTensor;
  const start = tf.input({ shape: [side, side, 3], name: 'picture' });
  let count = 0;
  const normalised = (from: tf.SymbolicTensor, isBent = true) => {
    const normed = apply(tf.layers.batchNormalization({ epsilon: 1e-3, name: `norm${++count}` }), from);
    return isBent ? apply(tf.layers.reLU({ maxValue: 6, name: `relu${count}` }), normed) : normed;
  };
  const padded = (from: tf.SymbolicTensor) =>
    apply(
      tf.layers.zeroPadding2d({
        padding: [
          [0, 1],
          [0, 1],
        ],
        name: `pad${++count}`,
      }),
      from,
    );
  const pointwise = (from: tf.SymbolicTensor, filters: number) =>
    apply(
      tf.layers.conv2d({ filters, kernelSize: 1, useBias: false, padding: 'same', name: `conv${++count}` }),
      from,
    );
  const block = (from: tf.SymbolicTensor, filters: number, strides: 1 | 2) => {
    const wide = normalised(pointwise(from, 12));
    const deep = apply(
      tf.layers.depthwiseConv2d({
        kernelSize: 3,
        strides,
        padding: strides === 2 ? 'valid' : 'same',
        useBias: false,
        name: `deep${++count}`,
      }),
      strides === 2 ? padded(wide) : wide,
    );
    const narrow = normalised(pointwise(normalised(deep), filters), false);
    return strides === 1 ? apply(tf.layers.add({ name: `sum${++count}` }), [from, narrow]) : narrow;
  };
  const first = tf.layers.conv2d({
    filters: 6,
    kernelSize: 3,
    strides: 2,
    useBias: false,
    padding: 'valid',
    name: 'first',
  });
  const stem = normalised(apply(first, padded(start)));
  const blocks = block(block(block(stem, 6, 2), 6, 1), 8, 2);
  return tf.model({ inputs: start, outputs: normalised(pointwise(blocks, 24)), name: 'mobilenet' });
}

function drawWeights(model: tf.LayersModel, seed: number): void {
  const random = createRandom(seed, 'teachable');
  for (const weight of model.weights) {
    const { shape } = weight;
    const name = weight.originalName;
    const size = shape.reduce<number>((product, length) => product * length!, 1);
    const width = Math.sqrt(size / (shape.at(-1) ?? 1));
    const draw = /variance|gamma/.test(name)
      ? () => 0.5 + random.uniform()
      : () => (1.5 * random.normal()) / (/kernel/.test(name) ? width : 4);
    const drawn = tf.tensor(
      Float32Array.from({ length: size }, draw),
      shape.map((length) => length!),
    );
    weight.write(drawn);
    drawn.dispose();
  }
}
