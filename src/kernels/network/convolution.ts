import code from '../../../shaders/network/convolution.wgsl?raw';
import type { BufferScope } from '../../gpu/buffers';
import type { Gpu } from '../../gpu/device';
import { recordDispatch, workgroupsFor } from '../../gpu/kernel';
import { SHAPED_WORKGROUP, type ShapedKernel, shapedKernelNow, wholeQuads } from '../../gpu/shapedKernel';
import type { ConvolutionShape } from '../../math/network/convolution';
import { convolutionConstants, reachesOutside, refuseConvolution, tileWidth } from './convolutionShape';

/** The kernel for one shape of images and filters; the number of images is free. */
export function shapeConvolution(shape: ConvolutionShape): ShapedKernel {
  const pixels = tileWidth(shape.outputWidth, 16);
  const constants = {
    ...convolutionConstants(shape),
    MASKED: reachesOutside(shape, pixels) ? 1 : 0,
    PIXELS: pixels,
  };
  return { name: 'convolution', code, constants, quads: true };
}

export interface ConvolutionBuffers {
  readonly input: GPUBuffer;
  readonly filters: GPUBuffer;
  /** One value per output channel; none: no bias. */
  readonly bias?: GPUBuffer;
  readonly output: GPUBuffer;
}

/**
 * Records output = act(convolution(input, filters) + bias), act = max(., 0) where `relu`.
 * @throws RangeError when a dimension of the shape is not a whole number from 1, or there is no image
 */
export function recordConvolution(
  gpu: Gpu,
  encoder: GPUCommandEncoder,
  scope: BufferScope,
  shape: ConvolutionShape,
  images: number,
  { input, filters, bias, output }: ConvolutionBuffers,
  relu = false,
): void {
  refuseConvolution(shape, images);
  const kernel = shapeConvolution(shape);
  const tiles = Math.ceil(shape.outputWidth / kernel.constants.PIXELS!) * Math.ceil(shape.outputChannels / 4);
  const params = Uint32Array.from([images, bias ? 1 : 0, relu ? 1 : 0, 0]);
  recordDispatch(
    gpu,
    encoder,
    shapedKernelNow(gpu, kernel),
    [scope.uniform('convolution params', params), input, filters, bias ?? filters, output],
    workgroupsFor(gpu, wholeQuads(images) * shape.outputHeight * tiles, SHAPED_WORKGROUP),
  );
}
