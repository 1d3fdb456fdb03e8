/**
 * Sums and products of a map with a vector along its channels on tfjs's WASM backend, as batch and layer normalisation have them: tfjs's own kernels look for each value's place anew. The
 * vector stays in registers while the map passes by.
 */

import * as tf from '@tensorflow/tfjs';
import {
  branchIf,
  type Code,
  type FunctionText,
  f32x4,
  i32,
  loop,
  v128,
} from '../../math/webAssembly/assembler';
import { LANES, openLoop, VECTOR_BYTES } from './ownLoops';
import { viewValues, type WasmCall } from './wasmCall';

/** Every channel is written out. */
const MOST_CHANNELS = 64;

const operations = { add: f32x4.add, mul: f32x4.mul } as const;
type Operation = keyof typeof operations;

/** Add; null where tfjs's own kernel should do it. */
export const addChannels = (call: WasmCall<unknown>): tf.TensorInfo | null => combine(call, 'add');

/** Multiply; null where tfjs's own kernel should do it. */
export const multiplyChannels = (call: WasmCall<unknown>): tf.TensorInfo | null => combine(call, 'mul');

function combine({ inputs, backend }: WasmCall<unknown>, operation: Operation): tf.TensorInfo | null {
  const { a, b } = inputs as { a: tf.TensorInfo; b: tf.TensorInfo };
  const [map, vector] = a.shape.length < b.shape.length || isVector(a) ? [b, a] : [a, b];
  const channels = map.shape.at(-1) ?? 0;
  const rows = tf.util.sizeFromShape(map.shape.slice(0, -1));
  const isKnown =
    isVector(vector) &&
    vector.shape.at(-1) === channels &&
    vector.shape.length <= map.shape.length &&
    channels % LANES === 0 &&
    channels <= MOST_CHANNELS &&
    rows > 1 &&
    [a, b].every(({ dtype }) => dtype === 'float32');
  if (!isKnown) return null;
  const run = openLoop(backend, `${operation} ${channels}`, () => passBy(channels, operations[operation]));
  if (!run) return null;
  const output = backend.makeOutput(map.shape, 'float32');
  const [from, to, held] = [map, output, vector].map((tensor) => viewValues(backend, tensor).byteOffset) as [
    number,
    number,
    number,
  ];
  run(from, to, held, rows);
  return output;
}

/** Whether all axes but the last have one place. */
const isVector = ({ shape }: tf.TensorInfo) =>
  shape.length > 0 && shape.slice(0, -1).every((length) => length === 1);

const passBy = (channels: number, operation: (...operands: Code[]) => Code): FunctionText => {
  const vectors = Array.from({ length: channels / LANES }, (_, k) => ({
    name: `vector${k}`,
    after: VECTOR_BYTES * k,
  }));
  return {
    parameters: { from: 'i32', to: 'i32', vector: 'i32', rows: 'i32' },
    locals: Object.fromEntries(vectors.map(({ name }) => [name, 'v128' as const])),
    body: ({ get, set, increase }) => [
      vectors.map(({ name, after }) => set(name, v128.loadAfter(after, get('vector')))),
      loop(
        vectors.map(({ name, after }) =>
          v128.storeAfter(after, get('to'), operation(v128.loadAfter(after, get('from')), get(name))),
        ),
        increase('from', i32.constant(4 * channels)),
        increase('to', i32.constant(4 * channels)),
        set('rows', i32.sub(get('rows'), i32.constant(1))),
        branchIf(0, get('rows')),
      ),
    ],
  };
};
