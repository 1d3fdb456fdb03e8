import code from '../../../shaders/network/convolutionFilterGradient.wgsl?raw';
import type { BufferScope } from '../../gpu/buffers';
import { defineKernel } from '../../gpu/defineKernel';
import type { RunList } from '../../gpu/runList';
import { type ConvolutionShape, convolutionSizes } from '../../math/network/convolution';
import { recordChannelReduction } from './channelReduction';
import { convolutionConstants, reachesOutside, refuseConvolution, tileWidth } from './convolutionShape';

/** Sums that one invocation keeps, in fours: what registers and a short compilation allow. */
const MOST_SUMS = 15;
/** Likewise where it takes all rows of the filter, which then load the gradients once. */
const MOST_SUMS_OF_ROWS = 25;
/** Outputs that one step takes in. */
const MOST_PIXELS = 8;
/** Enough invocations to keep a device busy; more chunks cost more to add up. */
const WANTED_INVOCATIONS = 2048;

/** Whether every row of the filter meets the input at every row of the output. */
function isInside(shape: ConvolutionShape): boolean {
  const below = (shape.outputHeight - 1) * shape.strideY + shape.filterHeight;
  return shape.padTop === 0 && below <= shape.inputHeight;
}

/** The kernel for one shape of images and filters; the number of images is free. */
export function shapeConvolutionFilterGradient(shape: ConvolutionShape) {
  const pixels = tileWidth(shape.outputWidth, MOST_PIXELS);
  const channels = tileWidth(shape.inputChannels, Math.max(1, Math.floor(MOST_SUMS / shape.filterWidth)));
  const channelTiles = Math.ceil(shape.inputChannels / channels);
  const tiles = shape.filterHeight * channelTiles * Math.ceil(shape.outputChannels / 4);
  const quads = channelTiles % 4 === 0;
  // Where quads load the gradients, rows that share them gain nothing.
  const isWhole =
    !quads && isInside(shape) && shape.filterHeight * shape.filterWidth * channels <= MOST_SUMS_OF_ROWS;
  const rows = isWhole ? shape.filterHeight : 1;
  const kernel = defineKernel({
    name: 'convolutionFilterGradient',
    code,
    params: { images: 'u32', imagesPerChunk: 'u32' },
    bindings: { input: 'read', outputGradient: 'read', partial: 'read_write' },
    workgroups: ({ images, imagesPerChunk }) => ({
      invocations: (Math.ceil(images / imagesPerChunk) * tiles) / rows,
    }),
    constants: {
      ...convolutionConstants(shape),
      MASKED: reachesOutside(shape, pixels) ? 1 : 0,
      PIXELS: pixels,
      CHANNELS: channels,
      ROWS: rows,
    },
    quads,
  });
  return { kernel, tiles };
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
  list: RunList,
  scope: BufferScope,
  shape: ConvolutionShape,
  images: number,
  { input, outputGradient, gradient }: ConvolutionFilterGradientBuffers,
): void {
  refuseConvolution(shape, images);
  const { kernel, tiles } = shapeConvolutionFilterGradient(shape);
  const imagesPerChunk = Math.ceil(images / Math.min(images, Math.ceil(WANTED_INVOCATIONS / tiles)));
  const chunks = Math.ceil(images / imagesPerChunk);
  const { filters } = convolutionSizes(shape, images);
  const partial =
    chunks === 1 ? gradient : scope.storage('convolutionFilterGradient partial', 4 * chunks * filters);
  list.dispatch(kernel, { images, imagesPerChunk }, { input, outputGradient, partial });
  if (chunks === 1) return;
  const sizes = { rows: chunks, columns: filters, rowsPerGroup: chunks };
  recordChannelReduction(list, 'sum', sizes, { input: partial, output: gradient });
}
