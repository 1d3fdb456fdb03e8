/**
 * Copies of tensors on tfjs's WASM backend that share the original's memory, as on tfjs's other backends; its own kernels copy. And rows of a table.
 * The tape makes one of every tensor that a gradient needs, and a cast of every gradient that comes back through it.
 */

import type * as tf from '@tensorflow/tfjs';
import { viewValues, type WasmCall } from './wasmCall';

/** Identity. */
export function shareTensor({ inputs, backend }: WasmCall<unknown>): tf.TensorInfo {
  const { dataId, shape, dtype } = inputs.x as tf.TensorInfo;
  backend.incRef(dataId);
  return { dataId, shape, dtype };
}

/** Cast to the same type; null where tfjs's own kernel should convert. */
export function shareCast(call: WasmCall<{ readonly dtype: tf.DataType }>): tf.TensorInfo | null {
  return call.attributes.dtype === call.inputs.x?.dtype ? shareTensor(call) : null;
}

/** GatherV2 of rows of a table by their numbers; null where tfjs's own kernel, which copies number by number, should gather otherwise, or refuse a number. */
export function gatherRows({
  inputs,
  attributes,
  backend,
}: WasmCall<{ readonly axis: number; readonly batchDims: number }>): tf.TensorInfo | null {
  const { x, indices } = inputs as { x: tf.TensorInfo; indices: tf.TensorInfo };
  const isOfRows = attributes.axis === 0 && attributes.batchDims === 0 && x.shape.length === 2;
  if (!isOfRows || x.dtype !== 'float32' || indices.dtype !== 'int32') return null;
  const [count, width] = x.shape as [number, number];
  const rows = (backend.readSync(indices.dataId) as Int32Array).slice();
  if (rows.some((row) => row < 0 || row >= count)) return null;
  const gathered = backend.makeOutput([...indices.shape, width], 'float32');
  const [from, to] = [viewValues(backend, x), viewValues(backend, gathered)];
  rows.forEach((row, i) => {
    to.set(from.subarray(row * width, (row + 1) * width), i * width);
  });
  return gathered;
}
