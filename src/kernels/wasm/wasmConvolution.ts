/**
 * The gradients of a convolution on tfjs's WASM backend, both as forward convolutions, which XNNPACK does fast:
 *
 *   y[n,i,j,o] = sum over a,b,c of x[n, i s + a - p, j s + b - p, c] w[a,b,c,o]
 *   dw[a,b,c,o] = sum over n,i,j of x[n, i s + a - p, j s + b - p, c] dy[n,i,j,o]
 *               = x, channels as batch, convolved with dy, positions as filter, taking steps of s between taps; mostly without turning and packing: placedFilterGradient.ts
 *   dx = dy, s - 1 zeros between its rows and columns, convolved with w turned by 180 degrees, its channels swapped; without the zeros stridedInputGradient.ts
 *
 * tfjs has no WASM kernel for dw, and one for dx that is ten times slower than this.
 */

import * as tf from '@tensorflow/tfjs';
import { sumOfTurned } from './headProducts';
import { imagesOfPlaces, placedFilterGradient } from './placedFilterGradient';
import { sparseFilterGradient, sparseInputGradient } from './sparseConvolution';
import { stridedInputGradient } from './stridedInputGradient';
import { turnQuartets } from './turnQuartets';
import { callKernel, release, viewValues, type WasmCall } from './wasmCall';

type Shape4D = [number, number, number, number];
type Info = tf.backend_util.Conv2DInfo;

interface ConvolutionAttributes {
  readonly strides: number | [number, number];
  readonly pad: Parameters<typeof tf.backend_util.computeConv2DInfo>[4];
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly dataFormat?: string;
}

/** Conv2DBackpropFilter. @throws Error for images with channels first, which tfjs's WASM convolution refuses too */
export function convolutionFilterGradient(
  call: WasmCall<ConvolutionAttributes & { filterShape: Shape4D }>,
): tf.TensorInfo {
  const { backend, attributes } = call;
  const { x, dy } = call.inputs as { x: tf.TensorInfo; dy: tf.TensorInfo };
  const info = describeConvolution(x.shape, attributes.filterShape, attributes);
  if (isOfPlaces(info)) return productOfPlaces(backend, info, x, dy);
  const sparse = sparseFilterGradient(backend, info, x, dy);
  if (sparse) return sparse;
  const placed = placedFilterGradient(backend, info, x, dy);
  if (placed) return placed;
  const { top, bottom, left, right } = info.padInfo;
  const images = channelsAsBatch(call, x);
  const taps = imagesOfPlaces(backend, dy);
  const wide = callKernel(
    backend,
    'Conv2D',
    { x: images, filter: taps },
    {
      strides: 1,
      dilations: [info.strideHeight, info.strideWidth],
      pad: explicit(top, bottom, left, right),
      dataFormat: 'NHWC',
    },
  );
  // Rows and columns that the strides never reached give taps beyond the filter.
  const size = [info.inChannels, info.filterHeight, info.filterWidth, info.outChannels];
  const turned = callKernel(backend, 'Slice', { x: wide }, { begin: [0, 0, 0, 0], size });
  const gradient = callKernel(backend, 'Transpose', { x: turned }, { perm: [1, 2, 0, 3] });
  release(backend, images, taps, wide, turned);
  return gradient;
}

/** Whether each place of one row is seen by itself: a dense layer for each token of a text. */
function isOfPlaces({ inHeight, outHeight, inWidth, outWidth, filterHeight, filterWidth }: Info): boolean {
  return inHeight === 1 && outHeight === 1 && filterHeight === 1 && filterWidth === 1 && outWidth === inWidth;
}

/** dw = x' dy over all places. */
function productOfPlaces(
  backend: WasmCall<unknown>['backend'],
  { batchSize, inWidth, inChannels, outChannels, filterShape }: Info,
  x: tf.TensorInfo,
  dy: tf.TensorInfo,
): tf.TensorInfo {
  const sum = sumOfTurned(
    backend,
    { ...x, shape: [batchSize, inWidth, inChannels] },
    { ...dy, shape: [batchSize, inWidth, outChannels] },
  );
  if (sum) return { ...sum, shape: filterShape };
  const places = batchSize * inWidth;
  const [a, b] = [
    { ...x, shape: [1, places, inChannels] },
    { ...dy, shape: [1, places, outChannels] },
  ];
  const product = callKernel(backend, 'BatchMatMul', { a, b }, { transposeA: true, transposeB: false });
  return { ...product, shape: filterShape };
}

/** Conv2DBackpropInput. @throws Error for images with channels first, which tfjs's WASM convolution refuses too */
export function convolutionInputGradient(
  call: WasmCall<ConvolutionAttributes & { inputShape: Shape4D }>,
): tf.TensorInfo {
  const { backend, attributes } = call;
  const { dy, filter } = call.inputs as { dy: tf.TensorInfo; filter: tf.TensorInfo };
  const info = describeConvolution(attributes.inputShape, filter.shape, attributes);
  const sparse = sparseInputGradient(backend, info, dy, filter);
  if (sparse) return sparse;
  const strided = stridedInputGradient(backend, info, dy, filter);
  if (strided) return strided;
  const spread = spreadOut(call, dy, info);
  const turned = turnFilter(call, filter);
  const top = info.filterHeight - 1 - info.padInfo.top;
  const left = info.filterWidth - 1 - info.padInfo.left;
  // What is left over makes the output as large as the input: rows that no step reached get zeros.
  const bottom = info.inHeight + info.filterHeight - 1 - top - spread.shape[1]!;
  const right = info.inWidth + info.filterWidth - 1 - left - spread.shape[2]!;
  const gradient = callKernel(
    backend,
    'Conv2D',
    { x: spread, filter: turned },
    { strides: 1, dilations: 1, pad: explicit(top, bottom, left, right), dataFormat: 'NHWC' },
  );
  release(backend, turned);
  if (spread !== dy) release(backend, spread);
  return gradient;
}

function describeConvolution(
  inputShape: readonly number[],
  filterShape: readonly number[],
  { strides, pad, dimRoundingMode, dataFormat }: ConvolutionAttributes,
): Info {
  if (dataFormat === 'NCHW') {
    throw new Error('convolution gradients on WASM need images as NHWC (channels last), got NCHW');
  }
  const info = tf.backend_util.computeConv2DInfo(
    inputShape as Shape4D,
    filterShape as Shape4D,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
  const { top, left } = info.padInfo;
  if (top >= info.filterHeight || left >= info.filterWidth) {
    throw new RangeError(
      `convolution gradients on WASM need padding below the filter's size, got ${top} and ${left} for ${filterShape}`,
    );
  }
  return info;
}

const explicit = (top: number, bottom: number, left: number, right: number) => [
  [0, 0],
  [top, bottom],
  [left, right],
  [0, 0],
];

/** [n, h, w, c] -> [c, h, w, n]: tfjs's transposition reads at a stride that is often a power of two, so that every read misses the cache. */
function channelsAsBatch({ backend }: WasmCall<unknown>, x: tf.TensorInfo): tf.TensorInfo {
  const [batch, height, width, channels] = x.shape as Shape4D;
  const turned = backend.makeOutput([channels, height, width, batch], 'float32');
  const from = viewValues(backend, x);
  const to = viewValues(backend, turned);
  const positions = height * width;
  const done = turnQuartets(backend, from, to, { batch, positions, channels });
  for (let n = done; n < batch; n++) {
    let read = n * positions * channels;
    for (let position = 0; position < positions; position++) {
      for (let c = 0; c < channels; c++) to[(c * positions + position) * batch + n] = from[read++]!;
    }
  }
  return turned;
}

/** dy with zeros between its rows and columns, [n, (h - 1) s + 1, (w - 1) s + 1, channels]; dy itself for stride 1. */
function spreadOut(
  { backend }: WasmCall<unknown>,
  dy: tf.TensorInfo,
  { strideHeight, strideWidth }: Info,
): tf.TensorInfo {
  if (strideHeight === 1 && strideWidth === 1) return dy;
  const [batch, height, width, channels] = dy.shape as Shape4D;
  const spreadHeight = (height - 1) * strideHeight + 1;
  const spreadWidth = (width - 1) * strideWidth + 1;
  const spread = backend.makeOutput([batch, spreadHeight, spreadWidth, channels], 'float32');
  const from = viewValues(backend, dy);
  const to = viewValues(backend, spread).fill(0);
  let read = 0;
  for (let n = 0; n < batch; n++) {
    for (let i = 0; i < height; i++) {
      let write = (n * spreadHeight + i * strideHeight) * spreadWidth * channels;
      for (let j = 0; j < width; j++) {
        for (let c = 0; c < channels; c++) to[write + c] = from[read + c]!;
        read += channels;
        write += strideWidth * channels;
      }
    }
  }
  return spread;
}

/** [h, w, in, out] turned by 180 degrees and its channels swapped: [h, w, out, in]. */
function turnFilter({ backend }: WasmCall<unknown>, filter: tf.TensorInfo): tf.TensorInfo {
  const [height, width, inputs, outputs] = filter.shape as Shape4D;
  const turned = backend.makeOutput([height, width, outputs, inputs], 'float32');
  const from = viewValues(backend, filter);
  const to = viewValues(backend, turned);
  const taps = height * width;
  let read = 0;
  for (let tap = taps - 1; tap >= 0; tap--) {
    const start = tap * inputs * outputs;
    for (let c = 0; c < inputs; c++) {
      for (let o = 0; o < outputs; o++) to[start + o * inputs + c] = from[read++]!;
    }
  }
  return turned;
}
