/**
 * Gives tfjs's WebGPU backend our own kernels. tfjs's use workgroup memory and barriers, which software adapters run ten to two hundred
 * times slower (docs/performance.md). One table says which tfjs kernel has which plan; a call that has none goes to tfjs's own.
 */

import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { Gpu } from '../../gpu/device';
import { compile } from '../../gpu/pipelines';
import { matmulKernels } from '../linear/matmul';
import { isOwnChosen, type KernelChoice } from './kernelChoice';
import { planArithmetic, planMax, planMean, planSum } from './tfjsChannels';
import {
  planConvolution,
  planConvolutionFilterGradient,
  planConvolutionInputGradient,
} from './tfjsConvolution';
import { planMatmul } from './tfjsMatmul';
import { planMaxPool, planMaxPoolGradient } from './tfjsMaxPool';
import { holdFloats, type Planner, runPlan } from './tfjsPlan';
import { planRelu, planReluGradient } from './tfjsRelu';
import { planSoftmax } from './tfjsSoftmax';

/** Our plans by the names of tfjs's kernels. */
const planners: Readonly<Record<string, Planner>> = {
  Conv2D: planConvolution,
  FusedConv2D: planConvolution,
  Conv2DBackpropFilter: planConvolutionFilterGradient,
  Conv2DBackpropInput: planConvolutionInputGradient,
  MaxPool: planMaxPool,
  MaxPoolGrad: planMaxPoolGradient,
  BatchMatMul: planMatmul,
  _FusedMatMul: planMatmul,
  Add: planArithmetic('add', 'add'),
  Sub: planArithmetic('subtract', 'subtractFrom'),
  Multiply: planArithmetic('multiply', 'multiply'),
  RealDiv: planArithmetic('divide', 'divideInto'),
  Sum: planSum,
  Mean: planMean,
  Max: planMax,
  Softmax: planSoftmax,
  Relu: planRelu,
  ReluGradient: planReluGradient,
};

/** tfjs's own kernels, as they were before the first replacement. */
const stockKernels = new Map<string, tf.KernelConfig>();

export interface Registration {
  readonly gpu: Gpu;
  readonly choice: KernelChoice;
  readonly planners: typeof planners;
  readonly stockKernels: ReadonlyMap<string, tf.KernelConfig>;
}

let registration: Registration | null = null;

/** Our kernels' registration with tfjs, while there is one. */
export function currentRegistration(): Registration | null {
  return registration;
}

/** Registers our kernels with tfjs for this device; `restoreStockKernels` takes them back. */
export async function registerKernels(gpu: Gpu, choice: KernelChoice): Promise<void> {
  restoreStockKernels();
  registration = { gpu, choice, planners, stockKernels };
  for (const [kernelName, planner] of Object.entries(planners)) {
    const stock = tf.getKernel(kernelName, 'webgpu');
    stockKernels.set(kernelName, stock);
    tf.unregisterKernel(kernelName, 'webgpu');
    tf.registerKernel({
      ...stock,
      kernelFunc: (call) => {
        const plan = planner(call.inputs, call.attrs ?? {});
        const backend = call.backend as WebGPUBackend;
        const isOurs = plan && holdFloats(backend, plan.inputs) && isOwnChosen(gpu, choice);
        return isOurs ? runPlan(gpu, backend, plan) : stock.kernelFunc(call);
      },
    });
  }
  await compile(gpu, matmulKernels);
}

/** Gives tfjs all of its own kernels back. */
export function restoreStockKernels(): void {
  registration = null;
  for (const [kernelName, stock] of stockKernels) {
    tf.unregisterKernel(kernelName, 'webgpu');
    tf.registerKernel(stock);
  }
  stockKernels.clear();
}
