/**
 * Copies of tensors on tfjs's WASM backend that share the original's memory, as on tfjs's other backends; its own kernels copy.
 * The tape makes one of every tensor that a gradient needs, and a cast of every gradient that comes back through it.
 */

import type * as tf from '@tensorflow/tfjs';
import type { WasmCall } from './wasmCall';

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
