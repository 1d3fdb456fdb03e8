/**
 * Max pooling and its gradient:
 *   output[n, y, x, c] = max over the window of input[n, y strideY + i - padTop, x strideX + j - padLeft, c], places outside left out
 * The gradient of an output goes to the window's first greatest entry in reading order. Rows of pixels with channels innermost.
 * The oracles of the pooling kernels.
 */

export interface PoolShape {
  readonly inputHeight: number;
  readonly inputWidth: number;
  readonly channels: number;
  readonly windowHeight: number;
  readonly windowWidth: number;
  readonly outputHeight: number;
  readonly outputWidth: number;
  readonly strideY: number;
  readonly strideX: number;
  readonly padTop: number;
  readonly padLeft: number;
}

/** For every entry of the output the place of its window's first greatest entry in the input. */
function greatestPlaces(shape: PoolShape, images: number, input: ArrayLike<number>): Uint32Array {
  const { inputHeight, inputWidth, channels, outputHeight, outputWidth } = shape;
  const places = new Uint32Array(images * outputHeight * outputWidth * channels);
  for (let output = 0; output < places.length; output++) {
    const c = output % channels;
    const x = Math.floor(output / channels) % outputWidth;
    const y = Math.floor(output / (channels * outputWidth)) % outputHeight;
    const n = Math.floor(output / (channels * outputWidth * outputHeight));
    let greatest = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < shape.windowHeight; i++)
      for (let j = 0; j < shape.windowWidth; j++) {
        const row = y * shape.strideY + i - shape.padTop;
        const column = x * shape.strideX + j - shape.padLeft;
        if (row < 0 || row >= inputHeight || column < 0 || column >= inputWidth) continue;
        const place = ((n * inputHeight + row) * inputWidth + column) * channels + c;
        if (input[place]! > greatest) {
          greatest = input[place]!;
          places[output] = place;
        }
      }
  }
  return places;
}

/** Max pooling of so many images. */
export function maxPool(shape: PoolShape, images: number, input: ArrayLike<number>): Float64Array {
  return Float64Array.from(greatestPlaces(shape, images, input), (place) => input[place]!);
}

/** The gradient in the input of a function of the pooled images, from its gradient in them. */
export function maxPoolGradient(
  shape: PoolShape,
  images: number,
  input: ArrayLike<number>,
  outputGradient: ArrayLike<number>,
): Float64Array {
  const gradient = new Float64Array(images * shape.inputHeight * shape.inputWidth * shape.channels);
  greatestPlaces(shape, images, input).forEach((place, output) => {
    gradient[place]! += outputGradient[output]!;
  });
  return gradient;
}
