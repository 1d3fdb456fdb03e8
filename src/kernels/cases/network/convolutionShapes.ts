import { type ConvolutionShape, convolutionSizes } from '../../../math/network/convolution';
import { drawNormals } from '../draw';

/** The shape of a convolution with equal padding as tfjs computes it. */
export function convolutionShape(
  [inputHeight, inputWidth, inputChannels]: readonly [number, number, number],
  [filterHeight, filterWidth, outputChannels]: readonly [number, number, number],
  stride: number,
  padding: 'valid' | 'same',
): ConvolutionShape {
  const along = (input: number, filter: number) => {
    if (padding === 'valid') return { output: Math.ceil((input - filter + 1) / stride), pad: 0 };
    const output = Math.ceil(input / stride);
    return { output, pad: Math.floor(Math.max(0, (output - 1) * stride + filter - input) / 2) };
  };
  const vertical = along(inputHeight, filterHeight);
  const horizontal = along(inputWidth, filterWidth);
  return {
    inputHeight,
    inputWidth,
    inputChannels,
    filterHeight,
    filterWidth,
    outputHeight: vertical.output,
    outputWidth: horizontal.output,
    outputChannels,
    strideY: stride,
    strideX: stride,
    padTop: vertical.pad,
    padLeft: horizontal.pad,
  };
}

/** Sizes on both sides of the tiles' edges: 4 channels, 10 and 16 pixels, 64 invocations; every filter of the lab's networks. */
export const convolutionProblems = [
  { name: 'one of everything', images: 1, shape: convolutionShape([1, 1, 1], [1, 1, 1], 1, 'valid') },
  {
    name: 'first layer of mnist-cnn',
    images: 2,
    shape: convolutionShape([28, 28, 1], [5, 5, 8], 1, 'valid'),
  },
  {
    name: 'second layer of mnist-cnn',
    images: 3,
    shape: convolutionShape([12, 12, 8], [5, 5, 16], 1, 'valid'),
  },
  {
    name: 'second layer of cifar-net',
    images: 2,
    shape: convolutionShape([14, 14, 10], [5, 5, 20], 1, 'valid'),
  },
  { name: '3 x 3, same', images: 2, shape: convolutionShape([16, 16, 16], [3, 3, 32], 1, 'same') },
  { name: '3 x 3, same, stride 2', images: 3, shape: convolutionShape([16, 16, 5], [3, 3, 7], 2, 'same') },
  { name: '1 x 1, stride 2', images: 5, shape: convolutionShape([9, 9, 16], [1, 1, 32], 2, 'same') },
  {
    name: '7 x 7, stride 2, odd sizes',
    images: 2,
    shape: convolutionShape([15, 17, 3], [7, 7, 5], 2, 'same'),
  },
  {
    name: '4 x 2, oblong, prime width',
    images: 2,
    shape: convolutionShape([7, 19, 3], [4, 2, 9], 1, 'same'),
  },
  {
    name: '2 x 3, valid, leftover columns',
    images: 1,
    shape: convolutionShape([8, 24, 2], [2, 3, 4], 2, 'valid'),
  },
  { name: 'stride 3', images: 2, shape: convolutionShape([10, 23, 4], [5, 5, 3], 3, 'same') },
  {
    name: 'padding wider than the filter',
    images: 2,
    shape: {
      ...convolutionShape([5, 6, 3], [2, 2, 5], 1, 'valid'),
      ...{ outputHeight: 10, outputWidth: 11, padTop: 3, padLeft: 3 },
    },
  },
] as const;

/** Seeded normal input, filters, bias and output gradient of a problem. */
export function drawConvolution(shape: ConvolutionShape, images: number) {
  const sizes = convolutionSizes(shape, images);
  return {
    input: drawNormals(sizes.input, 'input'),
    filters: drawNormals(sizes.filters, 'filters'),
    bias: drawNormals(shape.outputChannels, 'bias'),
    outputGradient: drawNormals(sizes.output, 'output gradient'),
  };
}
