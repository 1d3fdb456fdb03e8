/** Our kernels for tfjs's WASM backend: what it lacks for training convolutional networks, and what it does slowly. */

import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { WasmCall } from './wasmCall';
import { addChannels, multiplyChannels } from './wasmChannels';
import { convolutionFilterGradient, convolutionInputGradient } from './wasmConvolution';
import { gatherRows, shareCast, shareTensor } from './wasmCopies';
import { multiplyTransposed } from './wasmMatmul';
import { maxPoolGradient } from './wasmPool';
import { reluGradient } from './wasmRelu';
import { meanOverRows, sumOverRows } from './wasmSums';

/** Answers a call, or null where tfjs's own kernel should. */
type OwnKernel = (call: WasmCall<never>, stock: tf.KernelFunc) => tf.TensorInfo | null;

const ownKernels: Readonly<Record<string, OwnKernel>> = {
  Conv2DBackpropFilter: convolutionFilterGradient,
  Conv2DBackpropInput: convolutionInputGradient,
  MaxPoolGrad: maxPoolGradient,
  BatchMatMul: multiplyTransposed,
  ReluGradient: reluGradient,
  Add: addChannels,
  Multiply: multiplyChannels,
  Sum: sumOverRows,
  Mean: meanOverRows,
  Identity: shareTensor,
  Cast: shareCast,
  GatherV2: gatherRows,
};

/** tfjs's kernels as they were before ours; undefined where it has none. */
const stockKernels = new Map<string, tf.KernelConfig | undefined>();

/** The names of the tfjs kernels that we have our own of. */
export const wasmKernelNames: readonly string[] = Object.keys(ownKernels);

/**
 * Gives tfjs's WASM backend our kernels. Calling it again changes nothing more.
 * @param names the kernels wanted (benchmarks take some), all by default; tfjs gets its own of the others back
 */
export function registerWasmKernels(names: readonly string[] = wasmKernelNames): void {
  for (const [kernelName, own] of Object.entries(ownKernels)) {
    if (!stockKernels.has(kernelName)) {
      stockKernels.set(kernelName, tf.getKernel(kernelName, 'wasm') as tf.KernelConfig | undefined);
    }
    const stock = stockKernels.get(kernelName);
    if (tf.getKernel(kernelName, 'wasm')) tf.unregisterKernel(kernelName, 'wasm');
    if (names.includes(kernelName)) tf.registerKernel(wrap(kernelName, own, stock));
    else if (stock) tf.registerKernel(stock);
  }
}

function wrap(kernelName: string, own: OwnKernel, stock: tf.KernelConfig | undefined): tf.KernelConfig {
  const stockFunc = stock?.kernelFunc as tf.KernelFunc;
  return {
    ...stock,
    kernelName,
    backendName: 'wasm',
    kernelFunc: (call) => {
      const { inputs, attrs, backend } = call;
      const ownCall = { inputs, attributes: attrs as never, backend: backend as BackendWasm };
      return own(ownCall as WasmCall<never>, stockFunc) ?? stockFunc(call);
    },
  };
}
