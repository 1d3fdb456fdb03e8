import code from '../../../shaders/network/convolutionFilterGradient.wgsl?raw';
import type { BufferScope } from '../../gpu/buffers';
import type { Gpu } from '../../gpu/device';
import { recordDispatch, workgroupsFor } from '../../gpu/kernel';
import { SHAPED_WORKGROUP, type ShapedKernel, shapedKernelNow } from '../../gpu/shapedKernel';
import { type ConvolutionShape, convolutionSizes } from '../../math/network/convolution';
import { recordChannelReduction } from './channelReduction';
import { convolutionConstants, reachesOutside, refuseConvolution, tileWidth } from './convolutionShape';

/** Sums that one invocation keeps, in fours: what registers and a short compilation allow. */
const MOST_SUMS = 15;
/** Outputs that one step takes in: more of them, and the sums no longer fit beside them. */
const MOST_PIXELS = 4;
/** Enough invocations to keep a device busy; more chunks cost more to add up. */
const WANTED_INVOCATIONS = 2048;

/** The kernel for one shape of images and filters; the number of images is free. */
export function shapeConvolutionFilterGradient(shape: ConvolutionShape): ShapedKernel {
  const pixels = tileWidth(shape.outputWidth, MOST_PIXELS);
  const constants = {
    ...convolutionConstants(shape),
    MASKED: reachesOutside(shape, pixels) ? 1 : 0,
    PIXELS: pixels,
    CHANNELS: tileWidth(shape.inputChannels, Math.max(1, Math.floor(MOST_SUMS / shape.filterWidth))),
  };
  const quads = Math.ceil(shape.inputChannels / constants.CHANNELS) % 4 === 0;
  return { name: 'convolutionFilterGradient', code, constants, quads };
}

export interface ConvolutionFilterGradientBuffers {
  readonly input: GPUBuffer;
  readonly outputGradient: GPUBuffer;
  readonly gradient: GPUBuffer;
}

/**
 * Records the gradient of a convolution in its filters: partial sums over chunks of the batch, then their sum.
 * @param scope gets the partial sums, a few times the size of the filters
 * @throws RangeError when a dimension of the shape is not a whole number from 1, or there is no image
 */
export function recordConvolutionFilterGradient(
  gpu: Gpu,
  encoder: GPUCommandEncoder,
  scope: BufferScope,
  shape: ConvolutionShape,
  images: number,
  { input, outputGradient, gradient }: ConvolutionFilterGradientBuffers,
): void {
  refuseConvolution(shape, images);
  const kernel = shapeConvolutionFilterGradient(shape);
  const tiles =
    shape.filterHeight *
    Math.ceil(shape.inputChannels / kernel.constants.CHANNELS!) *
    Math.ceil(shape.outputChannels / 4);
  const imagesPerChunk = Math.ceil(images / Math.min(images, Math.ceil(WANTED_INVOCATIONS / tiles)));
  const chunks = Math.ceil(images / imagesPerChunk);
  const { filters } = convolutionSizes(shape, images);
  const partial =
    chunks === 1 ? gradient : scope.storage('convolutionFilterGradient partial', 4 * chunks * filters);
  recordDispatch(
    gpu,
    encoder,
    shapedKernelNow(gpu, kernel),
    [
      scope.uniform('convolutionFilterGradient params', Uint32Array.from([images, imagesPerChunk, 0, 0])),
      input,
      outputGradient,
      partial,
    ],
    workgroupsFor(gpu, chunks * tiles, SHAPED_WORKGROUP),
  );
  if (chunks === 1) return;
  const sizes = { rows: chunks, columns: filters, rowsPerGroup: chunks };
  recordChannelReduction(gpu, encoder, scope, 'sum', sizes, { input: partial, output: gradient });
}
