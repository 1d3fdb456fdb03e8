/**
 * The gradient of max pooling on tfjs's WASM backend: each window hands its gradient to its first largest element, as tfjs's own
 * kernels do (rows before columns). One pass over the windows, where tfjs's kernel asks every input for all its windows.
 */

import type * as tf from '@tensorflow/tfjs';
import { isPadded, type PoolAttributes, poolInfo } from '../autodiff/poolWindows';
import { viewValues, type WasmCall } from './wasmCall';

/** MaxPoolGrad: dy [n, outHeight, outWidth, channels], input [n, height, width, channels] -> the shape of input. */
export function maxPoolGradient({ inputs, attributes, backend }: WasmCall<PoolAttributes>): tf.TensorInfo {
  const { dy, input } = inputs as { dy: tf.TensorInfo; input: tf.TensorInfo };
  const info = poolInfo(input.shape, attributes);
  const gradient = backend.makeOutput(input.shape, 'float32');
  const upstream = viewValues(backend, dy);
  const x = viewValues(backend, input);
  const dx = viewValues(backend, gradient).fill(0);
  if (isQuartering(info)) routePairs(info, upstream, x, dx);
  else routeWindows(info, upstream, x, dx);
  return gradient;
}

type Info = tf.backend_util.Conv2DInfo;

/** Windows of 2 x 2 side by side: what small networks pool with. */
const isQuartering = (info: Info) =>
  [info.filterHeight, info.filterWidth, info.strideHeight, info.strideWidth].every((size) => size === 2) &&
  !isPadded(info);

/** Without a branch: which of four is the largest is as good as random, and a wrong guess costs more than the rest. */
function routePairs(info: Info, upstream: Float32Array, x: Float32Array, dx: Float32Array): void {
  const channels = info.inChannels;
  const row = info.inWidth * channels;
  let window = 0;
  for (let n = 0; n < info.batchSize; n++) {
    for (let i = 0; i < info.outHeight; i++) {
      let at = (n * info.inHeight + 2 * i) * row;
      for (let j = 0; j < info.outWidth; j++) {
        for (let c = 0; c < channels; c++) {
          const below = at + row;
          const corner = below + channels;
          let best = at + Number(x[at + channels]! > x[at]!) * channels;
          best += Number(x[below]! > x[best]!) * (below - best);
          best += Number(x[corner]! > x[best]!) * (corner - best);
          dx[best] = upstream[window++]!;
          at++;
        }
        at += channels;
      }
    }
  }
}

function routeWindows(info: Info, upstream: Float32Array, x: Float32Array, dx: Float32Array): void {
  const channels = info.inChannels;
  let window = 0;
  for (let n = 0; n < info.batchSize; n++) {
    const image = n * info.inHeight;
    for (let i = 0; i < info.outHeight; i++) {
      const corner = i * info.strideHeight - info.padInfo.top;
      const top = Math.max(corner, 0);
      const bottom = Math.min(corner + info.filterHeight, info.inHeight);
      for (let j = 0; j < info.outWidth; j++) {
        const side = j * info.strideWidth - info.padInfo.left;
        const left = Math.max(side, 0);
        const right = Math.min(side + info.filterWidth, info.inWidth);
        for (let c = 0; c < channels; c++) {
          let best = ((image + top) * info.inWidth + left) * channels + c;
          let most = x[best]!;
          for (let row = top; row < bottom; row++) {
            let at = ((image + row) * info.inWidth + left) * channels + c;
            for (let column = left; column < right; column++) {
              const value = x[at]!;
              if (value > most) {
                most = value;
                best = at;
              }
              at += channels;
            }
          }
          dx[best]! += upstream[window++]!;
        }
      }
    }
  }
}
