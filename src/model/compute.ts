/**
 * Where the lab computes: a tfjs backend and, for WebGPU, the device that our own kernels share with it. tfjs has one backend
 * for the whole process, so there is one compute context at a time; the worker, the command line and the tests open it,
 * everything else receives it.
 */

import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { countBuffers } from '../gpu/buffers';
import type { Gpu } from '../gpu/device';
import { registerGradients } from '../kernels/autodiff/gradients';
import { isOwnChosen, type KernelChoice } from '../kernels/tfjs/kernelChoice';
import { shareGpu } from '../kernels/tfjs/sharedGpu';
import { registerKernels, restoreStockKernels } from '../kernels/tfjs/tfjsKernels';
import { submitRecorded } from '../kernels/tfjs/tfjsPlan';
import { registerWasmKernels } from '../kernels/wasm/wasmKernels';
import { SaidError } from '../words/saidError';
import type { HostFacts } from './provenance';

export interface Compute {
  readonly backend: 'webgpu' | 'wasm' | 'cpu';
  /** What computes, for reports: the adapter's name, or "CPU". */
  readonly device: string;
  /** The device of our own kernels; null off WebGPU. */
  readonly gpu: Gpu | null;
  /** Whose kernels tfjs runs on it: ours where there is one, or its own. */
  readonly kernels?: 'own' | 'stock';
  /** What the host says of itself: it goes into all that is written (provenance.ts). Absent: nobody said. */
  readonly host?: HostFacts;
}

export interface WebGpuOptions {
  /**
   * Whose kernels tfjs runs: our own where there is one, tfjs's stock ones, or (the default) what the table says for the adapter: our own on a
   * software adapter and the stock ones on a real GPU.
   */
  readonly kernels?: KernelChoice | 'stock';
}

/** Gives tfjs our device. It keeps the backend name `webgpu`: tfjs finds its kernels by it. */
export async function openWebGpuCompute(gpu: Gpu, options: WebGpuOptions = {}): Promise<Compute> {
  const kernels = options.kernels ?? 'byAdapter';
  if (tf.findBackendFactory('webgpu')) tf.removeBackend('webgpu');
  tf.registerBackend('webgpu', () => new WebGPUBackend(gpu.device, gpu.adapterInfo), 3);
  tf.env().set('WEBGPU_CPU_FORWARD', false);
  if (kernels === 'stock') restoreStockKernels();
  else await registerKernels(gpu, kernels);
  shareGpu(gpu);
  await select('webgpu');
  const isOwn = kernels !== 'stock' && isOwnChosen(gpu, kernels);
  return { backend: 'webgpu', device: gpu.name, gpu, kernels: isOwn ? 'own' : 'stock' };
}

/**
 * tfjs on WebAssembly with SIMD.
 * @param wasmUrl address of tfjs-backend-wasm-simd.wasm
 */
export async function openWasmCompute(wasmUrl: string): Promise<Compute> {
  setWasmPaths({
    'tfjs-backend-wasm.wasm': wasmUrl,
    'tfjs-backend-wasm-simd.wasm': wasmUrl,
    'tfjs-backend-wasm-threaded-simd.wasm': wasmUrl,
  });
  await select('wasm');
  registerWasmKernels();
  return { backend: 'wasm', device: 'CPU', gpu: null };
}

/** tfjs in plain JavaScript: slow, and needs nothing. */
export async function openCpuCompute(): Promise<Compute> {
  await select('cpu');
  return { backend: 'cpu', device: 'CPU', gpu: null };
}

async function select(backend: Compute['backend']): Promise<void> {
  const selected = await tf.setBackend(backend);
  if (!selected) throw new SaidError('gpu.notStarted', [{ backend }]);
  await tf.ready();
  registerGradients();
}

/** Submits what is recorded and not yet submitted, where there is a GPU: what the passes write to may be destroyed after that. */
export function submitPending({ gpu }: Compute): void {
  if (gpu) submitRecorded(tf.backend() as WebGPUBackend);
}

export interface MemoryUse {
  /** Tensors and bytes that tfjs holds. */
  readonly tensors: number;
  readonly tensorBytes: number;
  /** Buffers and bytes that our own kernels hold. */
  readonly buffers: number;
  readonly bufferBytes: number;
}

/** What is allocated at this moment. */
export function measureMemory({ gpu }: Compute): MemoryUse {
  const { numTensors, numBytes } = tf.memory();
  const census = gpu ? countBuffers(gpu) : { count: 0, sizeBytes: 0 };
  return { tensors: numTensors, tensorBytes: numBytes, buffers: census.count, bufferBytes: census.sizeBytes };
}
