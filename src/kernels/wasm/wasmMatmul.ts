/**
 * Products of two matrices, one or both transposed, on tfjs's WASM backend: XNNPACK multiplies untransposed ones only, so transposing first
 * is several times faster than the plain loop that tfjs falls back to.
 */

import type * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { multiplyHeads } from './headProducts';
import { callKernel, release, type WasmCall } from './wasmCall';

interface ProductAttributes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** BatchMatMul of single matrices given as transposed, and of those of heads (headProducts.ts); null for tfjs's own kernel. */
export function multiplyTransposed(
  { inputs, attributes, backend }: WasmCall<ProductAttributes>,
  stock: tf.KernelFunc,
): tf.TensorInfo | null {
  const { a, b } = inputs as { a: tf.TensorInfo; b: tf.TensorInfo };
  const { transposeA, transposeB } = attributes;
  const ofHeads = multiplyHeads(backend, a, b, attributes);
  if (ofHeads) return ofHeads;
  if (!(transposeA || transposeB) || !isMatrix(a) || !isMatrix(b)) return null;
  const left = transposeA ? turn(backend, a) : a;
  const right = transposeB ? turn(backend, b) : b;
  const product = stock({
    inputs: { a: left, b: right },
    backend,
    attrs: { transposeA: false, transposeB: false },
  }) as tf.TensorInfo;
  if (transposeA) release(backend, left);
  if (transposeB) release(backend, right);
  return product;
}

/** Fused layers ask for products of batches of one matrix. */
const isMatrix = ({ shape }: tf.TensorInfo) => shape.slice(0, -2).every((length) => length === 1);

function turn(backend: BackendWasm, x: tf.TensorInfo): tf.TensorInfo {
  const axes = x.shape.map((_, k) => k);
  const perm = [...axes.slice(0, -2), ...axes.slice(-2).reverse()];
  return callKernel(backend, 'Transpose', { x }, { perm });
}
