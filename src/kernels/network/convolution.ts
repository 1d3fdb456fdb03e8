import code from '../../../shaders/network/convolution.wgsl?raw';
import { defineKernel } from '../../gpu/defineKernel';
import type { RunList } from '../../gpu/runList';
import type { ConvolutionShape } from '../../math/network/convolution';
import {
  convolutionConstants,
  reachesOutside,
  refuseConvolution,
  tileWidth,
  wholeQuads,
} from './convolutionShape';

/** The kernel for one shape of images and filters; the number of images is free. */
export function shapeConvolution(shape: ConvolutionShape) {
  const pixels = tileWidth(shape.outputWidth, 16);
  const tiles = Math.ceil(shape.outputWidth / pixels) * Math.ceil(shape.outputChannels / 4);
  return defineKernel({
    name: 'convolution',
    code,
    params: { images: 'u32', hasBias: 'u32', relu: 'u32' },
    bindings: { input: 'read', filters: 'read', bias: 'read', output: 'read_write' },
    workgroups: ({ images }) => ({ invocations: wholeQuads(images) * shape.outputHeight * tiles }),
    constants: {
      ...convolutionConstants(shape),
      MASKED: reachesOutside(shape, pixels) ? 1 : 0,
      PIXELS: pixels,
    },
    quads: true,
  });
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
  list: RunList,
  shape: ConvolutionShape,
  images: number,
  { input, filters, bias, output }: ConvolutionBuffers,
  relu = false,
): void {
  refuseConvolution(shape, images);
  const params = { images, hasBias: bias ? 1 : 0, relu: relu ? 1 : 0 };
  list.dispatch(shapeConvolution(shape), params, { input, filters, bias: bias ?? filters, output });
}
