/** Plans for tfjs's max pooling and its gradient, undilated; of the gradient only windows side by side. */

import type * as tf from '@tensorflow/tfjs';
import type { PoolShape } from '../../math/network/maxPool';
import { type PoolAttributes, poolInfo } from '../autodiff/poolWindows';
import {
  areWindowsSideBySide,
  recordMaxPool,
  recordMaxPoolGradient,
  shapeMaxPool,
  shapeMaxPoolGradient,
} from '../network/maxPool';
import { areReadable, type Planner } from './tfjsPlan';

function describePool(inputShape: readonly number[], attributes: tf.NamedAttrMap) {
  const info = poolInfo(inputShape, attributes as unknown as PoolAttributes);
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
  return { shape, images: info.batchSize, outputShape: info.outShape };
}

export const planMaxPool: Planner = ({ x }, attributes) => {
  if (!x || !areReadable([x])) return null;
  const { shape, images, outputShape } = describePool(x.shape, attributes);
  return {
    inputs: [x],
    outputShape,
    kernels: [shapeMaxPool(shape)],
    record({ list }, [input], output) {
      recordMaxPool(list, shape, images, { input: input!, output });
    },
  };
};

export const planMaxPoolGradient: Planner = ({ dy, input: x }, attributes) => {
  if (!dy || !x || !areReadable([dy, x])) return null;
  const { shape, images } = describePool(x.shape, attributes);
  if (!areWindowsSideBySide(shape)) return null;
  return {
    inputs: [x, dy],
    outputShape: x.shape,
    kernels: [shapeMaxPoolGradient(shape)],
    record({ list }, [input, outputGradient], gradient) {
      const buffers = { input: input!, outputGradient: outputGradient!, gradient };
      recordMaxPoolGradient(list, shape, images, buffers);
    },
  };
};
