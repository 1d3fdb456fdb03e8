/** Plans for tfjs's convolutions and their gradients: NHWC, undilated, floating point; everything else stays with tfjs. */

import * as tf from '@tensorflow/tfjs';
import type { ConvolutionShape } from '../../math/network/convolution';
import { recordConvolution, shapeConvolution } from '../network/convolution';
import {
  recordConvolutionFilterGradient,
  shapeConvolutionFilterGradient,
} from '../network/convolutionFilterGradient';
import {
  recordConvolutionInputGradient,
  shapeConvolutionInputGradient,
} from '../network/convolutionInputGradient';
import { areReadable, type Plan, type Planner } from './tfjsPlan';

/** Filters up to so many rows and columns are written out. */
const WIDEST_FILTER = 7;

interface ConvolutionAttributes {
  readonly strides: [number, number] | number;
  readonly pad: 'valid' | 'same' | number | tf.backend_util.ExplicitPadding;
  readonly dataFormat?: 'NHWC' | 'NCHW';
  readonly dilations?: [number, number] | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly activation?: string;
  readonly filterShape?: [number, number, number, number];
  readonly inputShape?: [number, number, number, number];
}

interface DescribedConvolution {
  readonly shape: ConvolutionShape;
  readonly images: number;
}

/** The convolution that a call asks for, or null where our kernels do not know it. */
function describeConvolution(
  inputShape: readonly number[],
  filterShape: readonly number[],
  attributes: ConvolutionAttributes,
): DescribedConvolution | null {
  const { strides, pad, dataFormat = 'NHWC', dilations = 1, dimRoundingMode } = attributes;
  if (dataFormat !== 'NHWC' || inputShape.length !== 4 || filterShape.length !== 4) return null;
  if (filterShape[2] !== inputShape[3]) return null;
  const info = tf.backend_util.computeConv2DInfo(
    inputShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    strides,
    dilations,
    pad,
    dimRoundingMode,
  );
  if (info.dilationHeight !== 1 || info.dilationWidth !== 1) return null;
  if (Math.max(info.filterHeight, info.filterWidth) > WIDEST_FILTER) return null;
  const shape = {
    inputHeight: info.inHeight,
    inputWidth: info.inWidth,
    inputChannels: info.inChannels,
    filterHeight: info.filterHeight,
    filterWidth: info.filterWidth,
    outputHeight: info.outHeight,
    outputWidth: info.outWidth,
    outputChannels: info.outChannels,
    strideY: info.strideHeight,
    strideX: info.strideWidth,
    padTop: info.padInfo.top,
    padLeft: info.padInfo.left,
  };
  return { shape, images: info.batchSize };
}

export const planConvolution: Planner = ({ x, filter, bias, preluActivationWeights }, attributes) => {
  const { activation = 'linear' } = attributes as unknown as ConvolutionAttributes;
  const isKnown = activation === 'linear' || activation === 'relu';
  if (!isKnown || preluActivationWeights || !x || !filter) return null;
  const inputs = bias ? [x, filter, bias] : [x, filter];
  if (!areReadable(inputs)) return null;
  const described = describeConvolution(
    x.shape,
    filter.shape,
    attributes as unknown as ConvolutionAttributes,
  );
  if (!described) return null;
  const { shape, images } = described;
  if (bias && tf.util.sizeFromShape(bias.shape) !== shape.outputChannels) return null;
  return {
    inputs,
    outputShape: [images, shape.outputHeight, shape.outputWidth, shape.outputChannels],
    kernels: [shapeConvolution(shape)],
    record({ list }, [input, filters, biasBuffer], output) {
      const buffers = { input: input!, filters: filters!, output };
      const biased = biasBuffer ? { ...buffers, bias: biasBuffer } : buffers;
      recordConvolution(list, shape, images, biased, activation === 'relu');
    },
  };
};

export const planConvolutionFilterGradient: Planner = ({ x, dy }, attributes): Plan | null => {
  const convolution = attributes as unknown as ConvolutionAttributes;
  if (!x || !dy || !areReadable([x, dy]) || !convolution.filterShape) return null;
  const described = describeConvolution(x.shape, convolution.filterShape, convolution);
  if (!described) return null;
  const { shape, images } = described;
  return {
    inputs: [x, dy],
    outputShape: convolution.filterShape,
    kernels: [shapeConvolutionFilterGradient(shape).kernel],
    record({ list, scope }, [input, outputGradient], gradient) {
      const buffers = { input: input!, outputGradient: outputGradient!, gradient };
      recordConvolutionFilterGradient(list, scope, shape, images, buffers);
    },
  };
};

export const planConvolutionInputGradient: Planner = ({ dy, filter }, attributes): Plan | null => {
  const convolution = attributes as unknown as ConvolutionAttributes;
  if (!dy || !filter || !areReadable([dy, filter]) || !convolution.inputShape) return null;
  const described = describeConvolution(convolution.inputShape, filter.shape, convolution);
  if (!described) return null;
  const { shape, images } = described;
  return {
    inputs: [dy, filter],
    outputShape: convolution.inputShape,
    kernels: [shapeConvolutionInputGradient(shape)],
    record({ list }, [outputGradient, filters], gradient) {
      const buffers = { outputGradient: outputGradient!, filters: filters!, gradient };
      recordConvolutionInputGradient(list, shape, images, buffers);
    },
  };
};
