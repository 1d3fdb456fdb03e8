/** Models of one's own with layers and ends that TensorFlow.js knows: the lab has their numbers. */

import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Dataset, ImageSet } from '../../../src/data/dataset';
import { evaluateSet, summarise } from '../../../src/model/evaluation';
import { createNetwork } from '../../../src/model/network';
import { measureScalings } from '../../../src/model/own/measureScalings';
import { scaledFor } from '../../../src/model/own/scaling';
import { readOwnModel } from '../../../src/model/ownModel';
import { openTestCompute } from '../../support/compute';
import { saveModel } from '../../support/saveModel';
import { makeSmallDataset } from '../../support/smallDataset';
import { smallTraining } from '../smallModels';

/** Every fifth label is wrong: without errors a loss only falls when values grow, and another scaling would have a smaller one. */
const dataset: Dataset = (() => {
  const data = makeSmallDataset(500, 200, [6, 6, 1]);
  const spoil = (set: ImageSet) => ({
    ...set,
    labels: set.labels.map((label, i) => (i % 5 === 0 ? (label + 1) % 3 : label)),
  });
  return { ...data, training: spoil(data.training), validation: spoil(data.validation) };
})();
const toUnit = ({ images, count }: ImageSet) =>
  tf.tidy(() => tf.div(tf.tensor(Float32Array.from(images), [count, 6, 6, 1]), 255));

beforeAll(() => openTestCompute('cpu'));
const models: tf.LayersModel[] = [];
afterEach(() => {
  for (const model of models.splice(0)) model.dispose();
});

/** A model outside the lab of these layers on the images, with weights of a seed of its own. */
function chain(...layers: tf.layers.Layer[]): tf.LayersModel {
  const start = tf.input({ shape: [6, 6, 1] });
  const end = layers.reduce((from, layer) => layer.apply(from) as tf.SymbolicTensor, start);
  const model = tf.model({ inputs: start, outputs: end });
  models.push(model);
  for (const [i, layer] of model.layers.entries()) {
    const drawn = layer
      .getWeights()
      .map(({ shape }, k) => tf.randomNormal(shape, 0, 0.5, 'float32', 10 * i + k));
    if (drawn.length > 0) layer.setWeights(drawn);
    tf.dispose(drawn);
  }
  return model;
}

/** What the lab makes of a model on the held-out images. */
async function openInLab(model: tf.LayersModel, data: Dataset) {
  const own = await readOwnModel(await saveModel(model), smallTraining, data.shape);
  const network = createNetwork(own.architecture, data.shape, data.classNames.length);
  try {
    const scaling = (await measureScalings(network, data, own.parameters, own.scaling))!;
    network.setParameters(own.parameters);
    const unit = scaledFor(data, { scaling: { ...scaling, id: 'unit' } });
    const evaluation = await evaluateSet(network, unit, data.validation);
    return { own, scaling, evaluation, inLab: summarise(evaluation, data.validation.labels)! };
  } finally {
    network.dispose();
  }
}

/** The outputs of a model outside, images x outputs. */
async function predictOutside(model: tf.LayersModel, set: ImageSet): Promise<Float32Array> {
  const x = toUnit(set);
  const y = model.predict(x) as tf.Tensor;
  const values = (await y.data()) as Float32Array;
  tf.dispose([x, y]);
  return values;
}

const { layers: make } = tf;

describe('several sigmoids', () => {
  it('that were trained outside have in the lab their own accuracy and loss', async () => {
    const model = chain(make.flatten(), make.dense({ units: 3, activation: 'sigmoid' }));
    model.compile({ optimizer: tf.train.adam(0.02), loss: 'binaryCrossentropy' });
    const [x, xv] = [toUnit(dataset.training), toUnit(dataset.validation)];
    const answers = ({ labels }: ImageSet) => tf.oneHot(tf.tensor1d([...labels], 'int32'), 3).toFloat();
    const [y, yv] = [answers(dataset.training), answers(dataset.validation)];
    await model.fit(x, y, { epochs: 30, batchSize: 32, verbose: 0, shuffle: false });
    const loss = (await (model.evaluate(xv, yv) as tf.Scalar).data())[0]!;
    tf.dispose([x, xv, y, yv]);
    const likely = await predictOutside(model, dataset.validation);
    const right = [...dataset.validation.labels].filter((label, i) => {
      const own = [...likely.subarray(3 * i, 3 * i + 3)];
      return own.indexOf(Math.max(...own)) === label;
    });

    const { own, scaling, evaluation, inLab } = await openInLab(model, dataset);
    expect(scaling.id).toBe('unit');
    expect(Math.abs(inLab.loss - loss)).toBeLessThan(1e-5);
    expect(inLab.accuracy).toBe(right.length / dataset.validation.count);
    expect(own.notes.map(({ code }) => code)).toEqual(['model.notes.sigmoids']);
    evaluation.probabilities.forEach((p, i) => {
      expect(Math.abs(p - likely[i]!)).toBeLessThan(1e-5);
    });
  });

  it('may be a layer of their own', async () => {
    const model = chain(make.flatten(), make.dense({ units: 3 }), make.activation({ activation: 'sigmoid' }));
    const likely = await predictOutside(model, dataset.validation);
    const { evaluation } = await openInLab(model, dataset);
    evaluation.probabilities.forEach((p, i) => {
      expect(Math.abs(p - likely[i]!)).toBeLessThan(1e-5);
    });
  });

  it('that other layers follow are refused', async () => {
    const model = chain(
      make.conv2d({ filters: 3, kernelSize: 3, activation: 'sigmoid', name: 'maps' }),
      make.globalAveragePooling2d({ name: 'mean' }),
    );
    await expect(openInLab(model, dataset)).rejects.toThrow(/sigmoids of "maps" are followed by "mean"/);
  });
});

it.each([
  ['in its layer', [make.dense({ units: 1, activation: 'sigmoid' })]],
  ['as a layer of its own', [make.dense({ units: 1 }), make.activation({ activation: 'sigmoid' })]],
])('opens one sigmoid %s as two classes', async (_, end) => {
  const labels = (set: ImageSet) => ({ ...set, labels: set.labels.map((label) => Math.min(label, 1)) });
  const two = {
    ...dataset,
    classNames: ['no', 'yes'],
    training: labels(dataset.training),
    validation: labels(dataset.validation),
  };
  const model = chain(make.flatten(), ...end);
  const likely = await predictOutside(model, two.validation);
  const { own, evaluation } = await openInLab(model, two);
  expect(own.notes.map(({ code }) => code)).toContain('model.notes.oneSigmoid');
  likely.forEach((p, i) => {
    expect(Math.abs(evaluation.probabilities[2 * i + 1]! - p)).toBeLessThan(1e-5);
  });
});

it('has the outputs of depthwise and separable convolutions', async () => {
  const model = chain(
    make.separableConv2d({
      filters: 4,
      kernelSize: 3,
      depthMultiplier: 2,
      padding: 'same',
      activation: 'relu',
    }),
    make.depthwiseConv2d({
      kernelSize: 3,
      strides: 2,
      padding: 'same',
      depthMultiplier: 2,
      activation: 'relu6',
    }),
    make.depthwiseConv2d({ kernelSize: 2, useBias: false }),
    make.flatten(),
    make.dense({ units: 3, activation: 'softmax' }),
  );
  const likely = await predictOutside(model, dataset.validation);
  const { evaluation } = await openInLab(model, dataset);
  evaluation.probabilities.forEach((p, i) => {
    expect(Math.abs(p - likely[i]!)).toBeLessThan(1e-5);
  });
});
