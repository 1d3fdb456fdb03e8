import code from '../../../shaders/network/convolutionInputGradient.wgsl?raw';
import { defineKernel } from '../../gpu/defineKernel';
import type { RunList } from '../../gpu/runList';
import type { ConvolutionShape } from '../../math/network/convolution';
import { convolutionConstants, refuseConvolution, tileWidth, wholeQuads } from './convolutionShape';

/** The kernel for one shape of images and filters; the number of images is free. */
export function shapeConvolutionInputGradient(shape: ConvolutionShape) {
  // Tiles start on multiples of the stride, so that every tile meets the filter's columns alike.
  const pixels =
    shape.strideX * tileWidth(Math.ceil(shape.inputWidth / shape.strideX), Math.ceil(16 / shape.strideX));
  const tiles = Math.ceil(shape.inputWidth / pixels) * Math.ceil(shape.inputChannels / 4);
  return defineKernel({
    name: 'convolutionInputGradient',
    code,
    params: { images: 'u32' },
    bindings: { outputGradient: 'read', filters: 'read', gradient: 'read_write' },
    workgroups: ({ images }) => ({ invocations: wholeQuads(images) * shape.inputHeight * tiles }),
    constants: { ...convolutionConstants(shape), PIXELS: pixels },
    quads: true,
  });
}

export interface ConvolutionInputGradientBuffers {
  readonly outputGradient: GPUBuffer;
  readonly filters: GPUBuffer;
  readonly gradient: GPUBuffer;
}

/**
 * Records the gradient of a convolution in its input.
 * @throws RangeError when a dimension of the shape is not a whole number from 1, or there is no image
 */
export function recordConvolutionInputGradient(
  list: RunList,
  shape: ConvolutionShape,
  images: number,
  buffers: ConvolutionInputGradientBuffers,
): void {
  refuseConvolution(shape, images);
  list.dispatch(shapeConvolutionInputGradient(shape), { images }, { ...buffers });
}
