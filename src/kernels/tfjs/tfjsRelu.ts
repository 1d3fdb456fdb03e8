/** Plans for ReLU and its gradient, whose entries come in fours; what does not is tfjs's. */

import * as tf from '@tensorflow/tfjs';
import { recordRelu, recordReluGradient, reluGradientKernel, reluKernel } from '../network/relu';
import { areReadable, type Planner } from './tfjsPlan';

function comesInFours(x: tf.TensorInfo): boolean {
  return tf.util.sizeFromShape(x.shape) % 4 === 0;
}

export const planRelu: Planner = ({ x }) => {
  if (!x || !areReadable([x]) || !comesInFours(x)) return null;
  return {
    inputs: [x],
    outputShape: x.shape,
    kernels: [reluKernel],
    record({ list }, [input], output) {
      recordRelu(list, tf.util.sizeFromShape(x.shape), { input: input!, output });
    },
  };
};

export const planReluGradient: Planner = ({ x, dy }) => {
  if (!x || !dy || !areReadable([x, dy]) || !comesInFours(x)) return null;
  return {
    inputs: [x, dy],
    outputShape: x.shape,
    kernels: [reluGradientKernel],
    record({ list }, [input, outputGradient], gradient) {
      const buffers = { input: input!, outputGradient: outputGradient!, gradient };
      recordReluGradient(list, tf.util.sizeFromShape(x.shape), buffers);
    },
  };
};
