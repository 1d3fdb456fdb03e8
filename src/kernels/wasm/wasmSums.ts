/**
 * Sums and means over leading axes, or over the axes between the first and the last, on tfjs's WASM backend: bias gradients,
 * batch normalisation, means over pixels. tfjs's own kernels transpose the whole tensor first.
 */

import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { branchIf, type FunctionText, f64x2, i32, loop, v128 } from '../../math/webAssembly/assembler';
import { openLoop } from './ownLoops';
import { release, viewValues, type WasmCall } from './wasmCall';

interface ReductionAttributes {
  readonly axis: number | number[];
  readonly keepDims: boolean;
}

/** Sum; null where tfjs's own kernel should do it. */
export function sumOverRows(call: WasmCall<ReductionAttributes>): tf.TensorInfo | null {
  return reduceRows(call, false);
}

/** Mean; null where tfjs's own kernel should do it. */
export function meanOverRows(call: WasmCall<ReductionAttributes>): tf.TensorInfo | null {
  return reduceRows(call, true);
}

/** Reads x as [groups, rows, columns] and adds up its rows. */
function reduceRows(
  { inputs, attributes, backend }: WasmCall<ReductionAttributes>,
  mean: boolean,
): tf.TensorInfo | null {
  const { x } = inputs as { x: tf.TensorInfo };
  const axes = tf.util.parseAxisParam(attributes.axis, x.shape).sort((a, b) => a - b);
  const first = axes[0] ?? 0;
  const adjacent = axes.every((axis, k) => axis === first + k);
  const end = first + axes.length;
  if (x.dtype !== 'float32' || axes.length === 0 || !adjacent || end === x.shape.length) return null;
  const groups = tf.util.sizeFromShape(x.shape.slice(0, first));
  const rows = tf.util.sizeFromShape(x.shape.slice(first, end));
  const columns = tf.util.sizeFromShape(x.shape.slice(end));
  const kept = attributes.keepDims ? axes.map(() => 1) : [];
  const output = backend.makeOutput([...x.shape.slice(0, first), ...kept, ...x.shape.slice(end)], 'float32');
  const room = backend.makeOutput([2 * columns], 'float32');
  const from = viewValues(backend, x);
  const to = viewValues(backend, output);
  const { buffer, byteOffset } = viewValues(backend, room);
  const sums = new Float64Array(buffer, byteOffset, columns);
  for (let group = 0; group < groups; group++) {
    addRows(backend, from.subarray(group * rows * columns, (group + 1) * rows * columns), sums);
    for (let column = 0; column < columns; column++) {
      to[group * columns + column] = mean ? sums[column]! / rows : sums[column]!;
    }
  }
  release(backend, room);
  return output;
}

/** Sums over the rows of a row-major matrix into `sums`, four rows at a time: the sums are read and written a fourth as often. */
function addRows(backend: BackendWasm, values: Float32Array, sums: Float64Array): void {
  const columns = sums.length;
  sums.fill(0);
  let at = addInVectors(backend, values, sums);
  for (; at + 4 * columns <= values.length; at += 4 * columns) {
    for (let column = 0; column < columns; column++) {
      const first = at + column;
      const second = first + columns;
      const third = second + columns;
      sums[column]! += values[first]! + values[second]! + values[third]! + values[third + columns]!;
    }
  }
  for (; at < values.length; at++) sums[at % columns]! += values[at]!;
}

/** Columns that a loop adds up at once, two in a vector. */
const COLUMNS = 8;
const PAIRS = [0, 1, 2, 3] as const;

/** Does the same by vectors, as far as it goes: how many of the values are added up. */
function addInVectors(backend: BackendWasm, values: Float32Array, sums: Float64Array): number {
  const columns = sums.length;
  const quartets = Math.floor(values.length / (4 * columns));
  if (columns % COLUMNS > 0 || quartets === 0) return 0;
  const add = openLoop(backend, `addQuartets ${columns}`, () => addQuartets(columns));
  if (!add) return 0;
  for (let first = 0; first < columns; first += COLUMNS) {
    add(values.byteOffset + 4 * first, sums.byteOffset + 8 * first, quartets);
  }
  return 4 * quartets * columns;
}

/** sums += ((row 1 + row 2) + row 3) + row 4 in float64, four rows after four rows, for eight columns. */
const addQuartets = (columns: number): FunctionText => ({
  parameters: { at: 'i32', sums: 'i32', quartets: 'i32' },
  locals: { sum0: 'v128', sum1: 'v128', sum2: 'v128', sum3: 'v128' },
  body: ({ get, set, increase }) => {
    const entries = (row: number, pair: number) =>
      f64x2.fromLow(v128.loadHalfAfter(4 * row * columns + 8 * pair, get('at')));
    const ofRows = (pair: number) =>
      [1, 2, 3].reduce((sum, row) => f64x2.add(sum, entries(row, pair)), entries(0, pair));
    return [
      loop(
        PAIRS.map((pair) => set(`sum${pair}`, f64x2.add(get(`sum${pair}`), ofRows(pair)))),
        increase('at', i32.constant(16 * columns)),
        set('quartets', i32.sub(get('quartets'), i32.constant(1))),
        branchIf(0, get('quartets')),
      ),
      PAIRS.map((pair) => v128.storeAfter(16 * pair, get('sums'), get(`sum${pair}`))),
    ];
  },
});
