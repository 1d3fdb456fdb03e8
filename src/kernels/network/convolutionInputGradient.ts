import code from '../../../shaders/network/convolutionInputGradient.wgsl?raw';
import type { BufferScope } from '../../gpu/buffers';
import type { Gpu } from '../../gpu/device';
import { recordDispatch, workgroupsFor } from '../../gpu/kernel';
import { SHAPED_WORKGROUP, type ShapedKernel, shapedKernelNow, wholeQuads } from '../../gpu/shapedKernel';
import type { ConvolutionShape } from '../../math/network/convolution';
import { convolutionConstants, refuseConvolution, tileWidth } from './convolutionShape';

/** The kernel for one shape of images and filters; the number of images is free. */
export function shapeConvolutionInputGradient(shape: ConvolutionShape): ShapedKernel {
  // Tiles start on multiples of the stride, so that every tile meets the filter's columns alike.
  const pixels =
    shape.strideX * tileWidth(Math.ceil(shape.inputWidth / shape.strideX), Math.ceil(16 / shape.strideX));
  return {
    name: 'convolutionInputGradient',
    code,
    constants: { ...convolutionConstants(shape), PIXELS: pixels },
    quads: true,
  };
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
  gpu: Gpu,
  encoder: GPUCommandEncoder,
  scope: BufferScope,
  shape: ConvolutionShape,
  images: number,
  { outputGradient, filters, gradient }: ConvolutionInputGradientBuffers,
): void {
  refuseConvolution(shape, images);
  const kernel = shapeConvolutionInputGradient(shape);
  const tiles = Math.ceil(shape.inputWidth / kernel.constants.PIXELS!) * Math.ceil(shape.inputChannels / 4);
  recordDispatch(
    gpu,
    encoder,
    shapedKernelNow(gpu, kernel),
    [
      scope.uniform('convolutionInputGradient params', Uint32Array.from([images, 0, 0, 0])),
      outputGradient,
      filters,
      gradient,
    ],
    workgroupsFor(gpu, wholeQuads(images) * shape.inputHeight * tiles, SHAPED_WORKGROUP),
  );
}
