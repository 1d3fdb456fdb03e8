/**
 * Gives tfjs's WebGPU backend our matrix product. tfjs's own uses workgroup memory and barriers, which software adapters
 * run several times slower (docs/performance.md); on a real GPU it stays.
 */

import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { openBufferScope } from '../gpu/buffers';
import type { Gpu } from '../gpu/device';
import type { Kernel } from '../gpu/kernel';
import type { MatmulShape } from '../math/matmul';
import { compileMatmul, recordMatmul } from './matmul';

/** Registers the kernel for tfjs's products of two matrices; true batches and other activations stay with tfjs. */
export async function registerMatmul(gpu: Gpu): Promise<void> {
  const kernel = await compileMatmul(gpu);
  replaceKernel('BatchMatMul', (inputs, attributes, backend) => {
    const product = describeProduct(inputs, attributes);
    return product && multiply(gpu, kernel, backend, product, false);
  });
  replaceKernel('_FusedMatMul', (inputs, attributes, backend) => {
    const { activation } = attributes as unknown as { activation: string };
    if (activation !== 'relu' && activation !== 'linear') return null;
    const product = describeProduct(inputs, attributes);
    return product && multiply(gpu, kernel, backend, product, activation === 'relu');
  });
}

interface Product extends Operands {
  readonly shape: MatmulShape;
  readonly outputShape: readonly number[];
}

/** The product of two matrices that a kernel call asks for (fused calls come as batches of one); null for anything else. */
function describeProduct({ a, b, bias }: tf.NamedTensorInfoMap, attributes: tf.NamedAttrMap): Product | null {
  if (!a || !b || a.shape.length !== b.shape.length) return null;
  const batches = [...a.shape.slice(0, -2), ...b.shape.slice(0, -2)];
  if (a.shape.length < 2 || batches.some((length) => length !== 1)) return null;
  const { transposeA, transposeB } = attributes as unknown as { transposeA: boolean; transposeB: boolean };
  const [aRows, aColumns] = a.shape.slice(-2) as [number, number];
  const [bRows, bColumns] = b.shape.slice(-2) as [number, number];
  const rows = transposeA ? aColumns : aRows;
  const inner = transposeA ? aRows : aColumns;
  const columns = transposeB ? bRows : bColumns;
  if (bias && tf.util.sizeFromShape(bias.shape) !== columns) return null;
  return {
    a,
    b,
    ...(bias ? { bias } : {}),
    shape: { rows, columns, inner, transposeA, transposeB },
    outputShape: [...a.shape.slice(0, -2), rows, columns],
  };
}

/** Computes a tfjs kernel's answer, or null where tfjs's own kernel should. */
type OwnKernel = (
  inputs: tf.NamedTensorInfoMap,
  attributes: tf.NamedAttrMap,
  backend: WebGPUBackend,
) => tf.TensorInfo | null;

/** tfjs's own kernels, as they were before the first replacement. */
const stockKernels = new Map<string, tf.KernelConfig>();

function replaceKernel(kernelName: string, own: OwnKernel): void {
  const stock = stockKernels.get(kernelName) ?? tf.getKernel(kernelName, 'webgpu');
  stockKernels.set(kernelName, stock);
  tf.unregisterKernel(kernelName, 'webgpu');
  tf.registerKernel({
    ...stock,
    kernelFunc: (call) =>
      own(call.inputs, call.attrs ?? {}, call.backend as WebGPUBackend) ?? stock.kernelFunc(call),
  });
}

/** Gives tfjs its own matrix product back. */
export function restoreStockMatmul(): void {
  for (const [kernelName, stock] of stockKernels) {
    tf.unregisterKernel(kernelName, 'webgpu');
    tf.registerKernel(stock);
  }
  stockKernels.clear();
}

interface Operands {
  readonly a: tf.TensorInfo;
  readonly b: tf.TensorInfo;
  readonly bias?: tf.TensorInfo;
}

function multiply(
  gpu: Gpu,
  kernel: Kernel,
  backend: WebGPUBackend,
  { a, b, bias, shape, outputShape }: Product,
  relu: boolean,
): tf.TensorInfo {
  const output = backend.makeTensorInfo([...outputShape], 'float32');
  const buffers = {
    a: bufferOf(backend, a),
    b: bufferOf(backend, b),
    ...(bias ? { bias: bufferOf(backend, bias) } : {}),
    output: bufferOf(backend, output),
  };
  // What tfjs has queued up to here must run first: it writes the operands.
  backend.ensureCommandEncoderReady();
  backend.endComputePassEncoder();
  backend.submitQueue();
  const scope = openBufferScope(gpu);
  const encoder = gpu.device.createCommandEncoder();
  recordMatmul(gpu, encoder, kernel, scope, shape, buffers, relu);
  gpu.device.queue.submit([encoder.finish()]);
  scope.close();
  return output;
}

/** The GPU buffer behind a tfjs tensor, uploaded if it is not there yet. */
function bufferOf(backend: WebGPUBackend, { dataId }: tf.TensorInfo): GPUBuffer {
  backend.uploadToGPU(dataId);
  return backend.tensorMap.get(dataId).resource as GPUBuffer;
}
