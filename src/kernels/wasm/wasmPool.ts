/**
 * The gradient of max pooling on tfjs's WASM backend: each window hands its gradient to its first largest element, as tfjs's own
 * kernels do (rows before columns). One pass over the windows, where tfjs's kernel asks every input for all its windows.
 */

import type * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  branchIf,
  type Code,
  type FunctionText,
  f32x4,
  i32,
  loop,
  v128,
} from '../../math/webAssembly/assembler';
import { isPadded, type PoolAttributes, poolInfo } from '../autodiff/poolWindows';
import { openLoop } from './ownLoops';
import { viewValues, type WasmCall } from './wasmCall';

/** MaxPoolGrad: dy [n, outHeight, outWidth, channels], input [n, height, width, channels] -> the shape of input. */
export function maxPoolGradient({ inputs, attributes, backend }: WasmCall<PoolAttributes>): tf.TensorInfo {
  const { dy, input } = inputs as { dy: tf.TensorInfo; input: tf.TensorInfo };
  const info = poolInfo(input.shape, attributes);
  const gradient = backend.makeOutput(input.shape, 'float32');
  const upstream = viewValues(backend, dy);
  const x = viewValues(backend, input);
  const dx = viewValues(backend, gradient);
  if (routeVectors(backend, info, upstream, x, dx)) return gradient;
  dx.fill(0);
  if (isQuartering(info)) routePairs(info, upstream, x, dx);
  else routeWindows(info, upstream, x, dx);
  return gradient;
}

type Info = tf.backend_util.Conv2DInfo;

/** Windows of 2 x 2 side by side: what small networks pool with. */
const isQuartering = (info: Info) =>
  [info.filterHeight, info.filterWidth, info.strideHeight, info.strideWidth].every((size) => size === 2) &&
  !isPadded(info);

/** The same for four channels at once, where no row and no column is left over; false where it cannot be. */
function routeVectors(
  backend: BackendWasm,
  info: Info,
  upstream: Float32Array,
  x: Float32Array,
  dx: Float32Array,
): boolean {
  const vectors = info.inChannels / 4;
  const isWhole = Number.isInteger(vectors) && info.inHeight % 2 === 0 && info.inWidth % 2 === 0;
  if (!isWhole || !isQuartering(info)) return false;
  const route = openLoop(backend, 'routeWindows', () => routeWindowsText);
  const rows = info.batchSize * info.outHeight;
  route?.(x.byteOffset, upstream.byteOffset, dx.byteOffset, rows, info.outWidth, vectors);
  return route !== undefined;
}

/** Hands each window's gradient to its first largest value: of rows of windows, `vectors` of four channels a pixel. */
const routeWindowsText: FunctionText = {
  parameters: { x: 'i32', dy: 'i32', dx: 'i32', rows: 'i32', columns: 'i32', vectors: 'i32' },
  locals: {
    pixel: 'i32',
    column: 'i32',
    vector: 'i32',
    below: 'i32',
    largest: 'v128',
    isRight: 'v128',
    isBelow: 'v128',
    isCorner: 'v128',
    value: 'v128',
  },
  body: ({ get, set, increase }) => {
    const number = i32.constant;
    const countDown = (name: string) => set(name, i32.sub(get(name), number(1)));
    const right = get('pixel');
    const corner = i32.add(get('below'), get('pixel'));
    const after = (name: string, offset: Code) => i32.add(get(name), offset);
    const compare = (name: string, offset: Code) => [
      set('value', v128.load(after('x', offset))),
      set(name, f32x4.greaterThan(get('value'), get('largest'))),
      set('largest', v128.select(get('value'), get('largest'), get(name))),
    ];
    const either = (...names: string[]) => names.map(get).reduce((a, b) => v128.or(a, b));
    const give = (offset: Code, mask: Code) => v128.store(after('dx', offset), mask);
    return [
      set('pixel', i32.shiftLeft(get('vectors'), number(4))),
      set('below', i32.shiftLeft(i32.mul(get('columns'), get('pixel')), number(1))),
      loop(
        set('column', get('columns')),
        loop(
          set('vector', get('vectors')),
          loop(
            set('largest', v128.load(get('x'))),
            compare('isRight', right),
            compare('isBelow', get('below')),
            compare('isCorner', corner),
            set('value', v128.load(get('dy'))),
            give(corner, v128.and(get('value'), get('isCorner'))),
            give(get('below'), v128.andNot(v128.and(get('value'), get('isBelow')), get('isCorner'))),
            give(right, v128.andNot(v128.and(get('value'), get('isRight')), either('isBelow', 'isCorner'))),
            give(number(0), v128.andNot(get('value'), either('isRight', 'isBelow', 'isCorner'))),
            ['x', 'dx', 'dy'].map((name) => increase(name, number(16))),
            countDown('vector'),
            branchIf(0, get('vector')),
          ),
          // The window's other column.
          ['x', 'dx'].map((name) => increase(name, get('pixel'))),
          countDown('column'),
          branchIf(0, get('column')),
        ),
        ['x', 'dx'].map((name) => increase(name, get('below'))),
        countDown('rows'),
        branchIf(0, get('rows')),
      ),
    ];
  },
};

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
