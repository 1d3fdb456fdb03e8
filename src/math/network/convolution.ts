/**
 * Convolution of images with many channels (cross-correlation, as in every deep-learning library), and its gradients. All three are sums
 * over the same products, each of one input, one filter and one output entry, so the products are listed once:
 *   output[n, y, x, k] += input[n, y strideY + i - padTop, x strideX + j - padLeft, c] filter[i, j, c, k]
 * Rows of pixels with channels innermost (NHWC, HWIO); the input is 0 outside. The oracles of the convolution kernels.
 */

export interface ConvolutionShape {
  readonly inputHeight: number;
  readonly inputWidth: number;
  readonly inputChannels: number;
  readonly filterHeight: number;
  readonly filterWidth: number;
  readonly outputHeight: number;
  readonly outputWidth: number;
  readonly outputChannels: number;
  readonly strideY: number;
  readonly strideX: number;
  /** Rows and columns of zeros before the input's first; as many as needed follow its last. */
  readonly padTop: number;
  readonly padLeft: number;
}

/** Entries of the input, the filters and the output, for so many images. */
export function convolutionSizes(shape: ConvolutionShape, images: number) {
  return {
    input: images * shape.inputHeight * shape.inputWidth * shape.inputChannels,
    filters: shape.filterHeight * shape.filterWidth * shape.inputChannels * shape.outputChannels,
    output: images * shape.outputHeight * shape.outputWidth * shape.outputChannels,
  };
}

/** Calls `visit` with the places of the three entries of every product. */
function forEachProduct(
  shape: ConvolutionShape,
  images: number,
  visit: (input: number, filter: number, output: number) => void,
): void {
  const { inputHeight, inputWidth, inputChannels, outputHeight, outputWidth, outputChannels } = shape;
  for (let n = 0; n < images; n++)
    for (let y = 0; y < outputHeight; y++)
      for (let x = 0; x < outputWidth; x++)
        for (let i = 0; i < shape.filterHeight; i++)
          for (let j = 0; j < shape.filterWidth; j++) {
            const row = y * shape.strideY + i - shape.padTop;
            const column = x * shape.strideX + j - shape.padLeft;
            if (row < 0 || row >= inputHeight || column < 0 || column >= inputWidth) continue;
            for (let c = 0; c < inputChannels; c++)
              for (let k = 0; k < outputChannels; k++)
                visit(
                  ((n * inputHeight + row) * inputWidth + column) * inputChannels + c,
                  ((i * shape.filterWidth + j) * inputChannels + c) * outputChannels + k,
                  ((n * outputHeight + y) * outputWidth + x) * outputChannels + k,
                );
          }
}

/** The convolution of so many images. */
export function convolution(
  shape: ConvolutionShape,
  images: number,
  input: ArrayLike<number>,
  filters: ArrayLike<number>,
): Float64Array {
  const output = new Float64Array(convolutionSizes(shape, images).output);
  forEachProduct(shape, images, (a, b, c) => {
    output[c]! += input[a]! * filters[b]!;
  });
  return output;
}

/** The gradient in the filters of a function of the output, from its gradient in the output. */
export function convolutionFilterGradient(
  shape: ConvolutionShape,
  images: number,
  input: ArrayLike<number>,
  outputGradient: ArrayLike<number>,
): Float64Array {
  const gradient = new Float64Array(convolutionSizes(shape, images).filters);
  forEachProduct(shape, images, (a, b, c) => {
    gradient[b]! += input[a]! * outputGradient[c]!;
  });
  return gradient;
}

/** The gradient in the input of a function of the output, from its gradient in the output. */
export function convolutionInputGradient(
  shape: ConvolutionShape,
  images: number,
  filters: ArrayLike<number>,
  outputGradient: ArrayLike<number>,
): Float64Array {
  const gradient = new Float64Array(convolutionSizes(shape, images).input);
  forEachProduct(shape, images, (a, b, c) => {
    gradient[a]! += filters[b]! * outputGradient[c]!;
  });
  return gradient;
}
