/** What our kernels for tfjs's WASM backend have in common: calling its kernels and seeing its memory. */

import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';

/** The inputs of a kernel call by name, and its attributes. */
export interface WasmCall<Attributes> {
  readonly inputs: Readonly<Record<string, tf.TensorInfo>>;
  readonly attributes: Attributes;
  readonly backend: BackendWasm;
}

/** Runs a kernel of the WASM backend off the tape. The caller disposes the answer with `release`. */
export function callKernel(
  backend: BackendWasm,
  kernelName: string,
  inputs: Readonly<Record<string, tf.TensorInfo>>,
  attributes: Readonly<Record<string, unknown>>,
): tf.TensorInfo {
  const { kernelFunc } = tf.getKernel(kernelName, 'wasm');
  return kernelFunc({ inputs, backend, attrs: attributes as tf.NamedAttrMap }) as tf.TensorInfo;
}

/** Gives intermediate tensors back. */
export function release(backend: BackendWasm, ...tensors: readonly tf.TensorInfo[]): void {
  for (const { dataId } of tensors) backend.disposeData(dataId);
}

/**
 * A float32 tensor's values in WASM memory, to read and write. Growing memory detaches the view: allocate every tensor first,
 * then look.
 */
export function viewValues(backend: BackendWasm, tensor: tf.TensorInfo): Float32Array {
  return backend.typedArrayFromHeap(tensor) as Float32Array;
}
