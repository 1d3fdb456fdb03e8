/**
 * Products of many small matrices on tfjs's WASM backend, as the heads of attention have them, [batch, heads, rows, columns]: XNNPACK multiplies one pair at a time,
 * and the plain loop that tfjs has for several takes four times as long as this. Rows of the product stay in registers, two at a time where they are even:
 *
 *   c[m, :] = sum over k of a[m, k] b[k, :], in the order of k, four products at once
 *
 * And the sum of all the products of pairs, pair after pair: the gradient of a dense layer for each token.
 */

import type * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { branchIf, type FunctionText, f32, f32x4, i32, loop, v128 } from '../../math/webAssembly/assembler';
import { LANES, openLoop, VALUE_BYTES, VECTOR_BYTES } from './ownLoops';
import { release, viewValues } from './wasmCall';

/** Sums that stay in registers: wider rows are cut. */
const MOST_SUMS = 12;

/** Sizes of each pair: [rows, inner] times [inner, columns]; a may lie turned. */
interface Layout {
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  readonly isTurned: boolean;
  /** Whether c is one matrix, and each product is added to it. */
  readonly isSum: boolean;
  /** Vectors of a row that are computed at a time, and rows: what is read of b serves them all. */
  readonly vectors: number;
  readonly together: number;
}

const number = i32.constant;

const multiplyAll = ({
  rows,
  inner,
  columns,
  isTurned,
  isSum,
  vectors: count,
  together,
}: Layout): FunctionText => {
  const places = Array.from({ length: together * count }, (_, i) => ({
    row: Math.floor(i / count),
    after: VALUE_BYTES * columns * Math.floor(i / count) + VECTOR_BYTES * (i % count),
    sum: `sum${i}`,
  }));
  const columnsOfRow = Array.from({ length: count }, (_, k) => k);
  const rowsTogether = Array.from({ length: together }, (_, row) => row);
  const [alongRows, alongInner] = isTurned ? [1, rows] : [inner, 1];
  return {
    parameters: { a: 'i32', b: 'i32', c: 'i32', pairs: 'i32' },
    locals: {
      rowsLeft: 'i32',
      left: 'i32',
      from: 'i32',
      below: 'i32',
      column: 'v128',
      ...Object.fromEntries(rowsTogether.map((row) => [`value${row}`, 'v128' as const])),
      ...Object.fromEntries(places.map(({ sum }) => [sum, 'v128' as const])),
    },
    body: ({ get, set, increase }) =>
      loop(
        set('rowsLeft', number(rows / together)),
        set('from', get('a')),
        loop(
          places.map(({ sum, after }) =>
            set(sum, isSum ? v128.loadAfter(after, get('c')) : f32x4.splat(f32.constant(0))),
          ),
          set('left', number(inner)),
          set('below', get('b')),
          loop(
            rowsTogether.map((row) =>
              set(`value${row}`, v128.loadSplatAfter(VALUE_BYTES * alongRows * row, get('from'))),
            ),
            columnsOfRow.map((k) => [
              set('column', v128.loadAfter(VECTOR_BYTES * k, get('below'))),
              rowsTogether.map((row) => {
                const sum = `sum${row * count + k}`;
                return set(sum, f32x4.add(get(sum), f32x4.mul(get(`value${row}`), get('column'))));
              }),
            ]),
            increase('from', number(VALUE_BYTES * alongInner)),
            increase('below', number(VALUE_BYTES * columns)),
            set('left', i32.sub(get('left'), number(1))),
            branchIf(0, get('left')),
          ),
          places.map(({ sum, after }) => v128.storeAfter(after, get('c'), get(sum))),
          increase('c', number(VALUE_BYTES * columns * together)),
          increase('from', number(VALUE_BYTES * (alongRows * together - inner * alongInner))),
          set('rowsLeft', i32.sub(get('rowsLeft'), number(1))),
          branchIf(0, get('rowsLeft')),
        ),
        increase('a', number(VALUE_BYTES * rows * inner)),
        increase('b', number(VALUE_BYTES * inner * columns)),
        isSum ? increase('c', number(-VALUE_BYTES * rows * columns)) : [],
        set('pairs', i32.sub(get('pairs'), number(1))),
        branchIf(0, get('pairs')),
      ),
  };
};

/**
 * The products of the matrices of a and b, [batch, heads, ...] each.
 * @returns null where they are no such matrices, or the loop does not know their sizes
 */
export function multiplyHeads(
  backend: BackendWasm,
  a: tf.TensorInfo,
  b: tf.TensorInfo,
  { transposeA, transposeB }: { readonly transposeA: boolean; readonly transposeB: boolean },
): tf.TensorInfo | null {
  if (a.shape.length !== 4 || b.shape.length !== 4) return null;
  const [batch, heads] = a.shape as [number, number];
  if (b.shape[0] !== batch || b.shape[1] !== heads || batch * heads === 1) return null;
  const [rows, inner] = (transposeA ? [a.shape[3], a.shape[2]] : [a.shape[2], a.shape[3]]) as [
    number,
    number,
  ];
  const columns = (transposeB ? b.shape[2] : b.shape[3]) as number;
  const layout = { rows, inner, columns, isTurned: transposeA, isSum: false };
  if (columns % LANES !== 0 || batch * heads * rows * inner === 0) return null;
  const right = transposeB ? turnAll(backend, b, columns, inner) : b;
  const product = backend.makeOutput([batch, heads, rows, columns], 'float32');
  const isDone = runInBlocks(backend, layout, [a, right, product], batch * heads);
  if (right !== b) release(backend, right);
  if (isDone) return product;
  release(backend, product);
  return null;
}

/**
 * The sum over the first axis of a' b, [rows, columns] for a of [pairs, inner, rows] and b of [pairs, inner, columns].
 * @returns null where the loop does not know their sizes
 */
export function sumOfTurned(backend: BackendWasm, a: tf.TensorInfo, b: tf.TensorInfo): tf.TensorInfo | null {
  const [pairs, inner, rows] = a.shape as [number, number, number];
  const columns = b.shape[2]!;
  if (columns % LANES !== 0 || pairs * inner * rows === 0) return null;
  const sum = backend.makeOutput([rows, columns], 'float32');
  viewValues(backend, sum).fill(0);
  const layout = { rows, inner, columns, isTurned: true, isSum: true };
  if (runInBlocks(backend, layout, [a, b, sum], pairs)) return sum;
  release(backend, sum);
  return null;
}

/** Runs the loop over blocks of columns; false where there is no such loop. */
function runInBlocks(
  backend: BackendWasm,
  layout: Omit<Layout, 'vectors' | 'together'>,
  tensors: readonly [tf.TensorInfo, tf.TensorInfo, tf.TensorInfo],
  pairs: number,
): boolean {
  const all = layout.columns / LANES;
  const together = layout.rows % 2 === 0 ? 2 : 1;
  const blocks = Math.ceil((all * together) / MOST_SUMS);
  const [a, b, c] = tensors.map((tensor) => viewValues(backend, tensor).byteOffset) as [
    number,
    number,
    number,
  ];
  for (let block = 0, done = 0; block < blocks; block++) {
    const vectors = Math.ceil((all - done) / (blocks - block));
    const own = { ...layout, vectors, together };
    const multiply = openLoop(backend, `heads ${Object.values(own).join(' ')}`, () => multiplyAll(own));
    if (!multiply) return false;
    multiply(a, b + VECTOR_BYTES * done, c + VECTOR_BYTES * done, pairs);
    done += vectors;
  }
  return true;
}

/** Each matrix [rows, columns] as [columns, rows]. */
function turnAll(backend: BackendWasm, given: tf.TensorInfo, rows: number, columns: number): tf.TensorInfo {
  const turned = backend.makeOutput([...given.shape.slice(0, 2), columns, rows], 'float32');
  const [from, to] = [viewValues(backend, given), viewValues(backend, turned)];
  for (let start = 0; start < from.length; start += rows * columns) {
    let at = start;
    for (let column = 0; column < columns; column++)
      for (let row = 0; row < rows; row++) to[at++] = from[start + row * columns + column]!;
  }
  return turned;
}
