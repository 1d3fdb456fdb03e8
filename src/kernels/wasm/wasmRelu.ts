/**
 * The gradient of a ReLU on tfjs's WASM backend, dx = dy [x > 0], in one pass over the memory; a step and a product take two, and a tensor between them. The product stays one, so that what is
 * no finite number comes out as it did.
 */

import * as tf from '@tensorflow/tfjs';
import { branchIf, type FunctionText, f32, f32x4, i32, loop, v128 } from '../../math/webAssembly/assembler';
import { LANES, VECTOR_BYTES } from './ownLoops';
import { runJobs } from './secondThread';
import { release, viewValues, type WasmCall } from './wasmCall';

/** Jobs that two threads take in turn, and vectors that are worth telling the other of. */
const JOBS = 8;
const FEWEST_VECTORS = 16_384;

const gate: FunctionText = {
  parameters: { x: 'i32', dy: 'i32', dx: 'i32', vectors: 'i32' },
  locals: {},
  body: ({ get, set, increase }) => {
    const x = v128.load(get('x'));
    const isOn = f32x4.greaterThan(x, f32x4.splat(f32.constant(0)));
    // The step of what is no number is none.
    const step = v128.or(v128.and(isOn, f32x4.splat(f32.constant(1))), v128.and(f32x4.notEqual(x, x), x));
    return loop(
      v128.storeAfter(0, get('dx'), f32x4.mul(v128.load(get('dy')), step)),
      ['x', 'dy', 'dx'].map((name) => increase(name, i32.constant(VECTOR_BYTES))),
      set('vectors', i32.sub(get('vectors'), i32.constant(1))),
      branchIf(0, get('vectors')),
    );
  },
};

/** ReluGradient; null where a step and a product should do it. */
export function reluGradient({ inputs, backend }: WasmCall<unknown>): tf.TensorInfo | null {
  const { x, dy } = inputs as { x: tf.TensorInfo; dy: tf.TensorInfo };
  const vectors = tf.util.sizeFromShape(x.shape) / LANES;
  const isKnown = [x, dy].every(({ dtype }) => dtype === 'float32') && tf.util.arraysEqual(x.shape, dy.shape);
  if (!isKnown || vectors === 0 || !Number.isInteger(vectors)) return null;
  const dx = backend.makeOutput(x.shape, 'float32');
  const [from, upstream, to] = [x, dy, dx].map((tensor) => viewValues(backend, tensor).byteOffset) as [
    number,
    number,
    number,
  ];
  const share = vectors < FEWEST_VECTORS ? vectors : Math.ceil(vectors / JOBS);
  const jobs: number[][][] = [];
  for (let first = 0; first < vectors; first += share) {
    const before = VECTOR_BYTES * first;
    jobs.push([[from + before, upstream + before, to + before, Math.min(share, vectors - first)]]);
  }
  if (runJobs(backend, 'gate', () => gate, jobs)) return dx;
  release(backend, dx);
  return null;
}
