/** Plans for tfjs's max pooling and its gradient, undilated; of the gradient only windows side by side. */

import * as tf from '@tensorflow/tfjs';
import type { PoolShape } from '../math/maxPool';
import {
  areWindowsSideBySide,
  recordMaxPool,
  recordMaxPoolGradient,
  shapeMaxPool,
  shapeMaxPoolGradient,
} from './maxPool';
import { areReadable, type Planner } from './tfjsPlan';

interface PoolAttributes {
  readonly filterSize: [number, number] | number;
  readonly strides: [number, number] | number;
  readonly pad: 'valid' | 'same' | number | tf.backend_util.ExplicitPadding;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

function describePool(inputShape: readonly number[], attributes: tf.NamedAttrMap) {
  const { filterSize, strides, pad, dimRoundingMode } = attributes as unknown as PoolAttributes;
  const info = tf.backend_util.computePool2DInfo(
    inputShape as [number, number, number, number],
    filterSize,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
  const shape: PoolShape = {
    inputHeight: info.inHeight,
    inputWidth: info.inWidth,
    channels: info.inChannels,
    windowHeight: info.filterHeight,
    windowWidth: info.filterWidth,
    outputHeight: info.outHeight,
    outputWidth: info.outWidth,
    strideY: info.strideHeight,
    strideX: info.strideWidth,
    padTop: info.padInfo.top,
    padLeft: info.padInfo.left,
  };
  return { shape, images: info.batchSize, outputShape: info.outShape, key: Object.values(shape).join(' ') };
}

export const planMaxPool: Planner = ({ x }, attributes) => {
  if (!x || !areReadable([x])) return null;
  const { shape, images, outputShape, key } = describePool(x.shape, attributes);
  return {
    inputs: [x],
    outputShape,
    key,
    kernels: [shapeMaxPool(shape)],
    record({ gpu, encoder, scope }, [input], output) {
      recordMaxPool(gpu, encoder, scope, shape, images, { input: input!, output });
    },
  };
};

export const planMaxPoolGradient: Planner = ({ dy, input: x }, attributes) => {
  if (!dy || !x || !areReadable([dy, x])) return null;
  const { shape, images, key } = describePool(x.shape, attributes);
  if (!areWindowsSideBySide(shape)) return null;
  return {
    inputs: [x, dy],
    outputShape: x.shape,
    key,
    kernels: [shapeMaxPoolGradient(shape)],
    record({ gpu, encoder, scope }, [input, outputGradient], gradient) {
      const buffers = { input: input!, outputGradient: outputGradient!, gradient };
      recordMaxPoolGradient(gpu, encoder, scope, shape, images, buffers);
    },
  };
};
