/**
 * Sums and means over leading axes, or over the axes between the first and the last, on tfjs's WASM backend: bias gradients,
 * batch normalisation, means over pixels. tfjs's own kernels transpose the whole tensor first.
 */

import * as tf from '@tensorflow/tfjs';
import { viewValues, type WasmCall } from './wasmCall';

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
  const from = viewValues(backend, x);
  const to = viewValues(backend, output);
  const sums = new Float64Array(columns);
  for (let group = 0; group < groups; group++) {
    addRows(from.subarray(group * rows * columns, (group + 1) * rows * columns), sums);
    for (let column = 0; column < columns; column++) {
      to[group * columns + column] = mean ? sums[column]! / rows : sums[column]!;
    }
  }
  return output;
}

/** Sums over the rows of a row-major matrix into `sums`, four rows at a time: the sums are read and written a fourth as often. */
function addRows(values: Float32Array, sums: Float64Array): void {
  const columns = sums.length;
  sums.fill(0);
  let at = 0;
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
