/** What the three kernels of a convolution have in common: its constants and the width of their tiles. */
import type { ConvolutionShape } from '../../math/network/convolution';

/** The constants of a shape, as the shaders declare them. */
export function convolutionConstants(shape: ConvolutionShape) {
  return {
    INPUT_HEIGHT: shape.inputHeight,
    INPUT_WIDTH: shape.inputWidth,
    INPUT_CHANNELS: shape.inputChannels,
    FILTER_HEIGHT: shape.filterHeight,
    FILTER_WIDTH: shape.filterWidth,
    OUTPUT_HEIGHT: shape.outputHeight,
    OUTPUT_WIDTH: shape.outputWidth,
    OUTPUT_CHANNELS: shape.outputChannels,
    STRIDE_Y: shape.strideY,
    STRIDE_X: shape.strideX,
    PAD_TOP: shape.padTop,
    PAD_LEFT: shape.padLeft,
  };
}

/** The width of equal tiles over a row: the widest divisor up to `most`, or, where that is less than half, tiles that overshoot. */
export function tileWidth(width: number, most: number): number {
  for (let pixels = Math.min(most, width); 2 * pixels >= Math.min(most, width); pixels--) {
    if (width % pixels === 0) return pixels;
  }
  return Math.ceil(width / Math.ceil(width / most));
}

/** Whether tiles of so many outputs touch columns outside the input or outside the output. */
export function reachesOutside(shape: ConvolutionShape, pixels: number): boolean {
  const right = (shape.outputWidth - 1) * shape.strideX + shape.filterWidth - shape.padLeft;
  return shape.padLeft > 0 || right > shape.inputWidth || shape.outputWidth % pixels > 0;
}

/** @throws RangeError when a dimension is not a whole number from 1, a pad negative, or there is no image */
export function refuseConvolution(shape: ConvolutionShape, images: number): void {
  const { padTop, padLeft, ...sizes } = shape;
  for (const [name, size] of Object.entries({ ...sizes, images, padTop: padTop + 1, padLeft: padLeft + 1 })) {
    if (!Number.isInteger(size) || size < 1) {
      throw new RangeError(`a convolution needs whole sizes from 1 (pads from 0), got ${name} = ${size}`);
    }
  }
}

/** So many, rounded up to whole quads. */
export function wholeQuads(count: number): number {
  return 4 * Math.ceil(count / 4);
}
