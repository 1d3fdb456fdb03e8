/**
 * Where the lab computes: a tfjs backend and, for WebGPU, the device that our own kernels share with it. tfjs has one backend
 * for the whole process, so there is one compute context at a time; the worker, the command line and the tests open it,
 * everything else receives it.
 */

import * as tf from '@tensorflow/tfjs';
import {
  type BackendWasm,
  getThreadsCount,
  setThreadsCount,
  setWasmPaths,
} from '@tensorflow/tfjs-backend-wasm';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { countBuffers } from '../gpu/buffers';
import type { Gpu } from '../gpu/device';
import { registerGradients } from '../kernels/autodiff/gradients';
import { isOwnChosen, type KernelChoice } from '../kernels/tfjs/kernelChoice';
import { shareGpu } from '../kernels/tfjs/sharedGpu';
import { registerKernels, restoreStockKernels } from '../kernels/tfjs/tfjsKernels';
import { submitRecorded } from '../kernels/tfjs/tfjsPlan';
import { endSecondThread, offerSecondThread } from '../kernels/wasm/secondThread';
import { registerWasmKernels } from '../kernels/wasm/wasmKernels';
import { SaidError } from '../words/saidError';
import type { HostFacts } from './provenance';
import { endSpareThreads, startThread, type WasmThreads, withThreads } from './wasmThreads';

export interface Compute {
  readonly backend: 'webgpu' | 'wasm' | 'cpu';
  /** What computes, for reports: the adapter's name, or "CPU". */
  readonly device: string;
  /** The device of our own kernels; null off WebGPU. */
  readonly gpu: Gpu | null;
  /** Whose kernels tfjs runs on it: ours where there is one, or its own; changed by takeKernels alone. */
  kernels?: 'own' | 'stock';
  /** How many threads of the CPU tfjs takes; absent where it takes none. */
  readonly threads?: number;
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
  // Some of the kernels that are replaced are the gradients' own.
  registerGradients();
  if (kernels === 'stock') restoreStockKernels();
  else await registerKernels(gpu, kernels);
  shareGpu(gpu);
  await select('webgpu');
  const isOwn = kernels !== 'stock' && isOwnChosen(gpu, kernels);
  return { backend: 'webgpu', device: gpu.name, gpu, kernels: isOwn ? 'own' : 'stock' };
}

/** Lets tfjs run the lab's kernels, or its own, on the device that it has. */
export async function takeKernels(compute: Compute, kernels: 'own' | 'stock'): Promise<void> {
  if (compute.gpu && kernels === 'own') await registerKernels(compute.gpu, 'own');
  else restoreStockKernels();
  compute.kernels = kernels;
}

/** What tfjs's WASM backend was opened with last. */
let opened = { wasmUrl: '', threadedUrl: '', threads: 1 };

/**
 * tfjs on WebAssembly with SIMD.
 * @param wasmUrl address of tfjs-backend-wasm-simd.wasm
 * @param threads where there may be some
 * @param onNoThreads told why they did not start; one thread, which makes the same numbers, does it then
 */
export async function openWasmCompute(
  wasmUrl: string,
  threads?: WasmThreads,
  onNoThreads?: (reason: string) => void,
): Promise<Compute> {
  endSecondThread();
  if (threads) {
    try {
      await withThreads(threads, () => selectWasm(wasmUrl, threads));
      const backend = tf.backend() as BackendWasm;
      endSpareThreads(backend);
      offerSecondThread(backend, () => startThread(threads));
      return { backend: 'wasm', device: 'CPU', gpu: null, threads: getThreadsCount() };
    } catch (error) {
      onNoThreads?.(error instanceof Error ? error.message : String(error));
    }
  }
  await selectWasm(wasmUrl, threads && { ...threads, count: 1 });
  return { backend: 'wasm', device: 'CPU', gpu: null, threads: 1 };
}

async function selectWasm(wasmUrl: string, threads?: Omit<WasmThreads, 'scriptUrl'>): Promise<void> {
  const { wasmUrl: threadedUrl, count } = threads ?? { wasmUrl, count: 1 };
  const factory = tf.findBackendFactory('wasm');
  if (count !== opened.threads && factory) {
    tf.removeBackend('wasm');
    tf.registerBackend('wasm', factory, 2);
  }
  // tfjs takes no other addresses once a start has failed.
  if (wasmUrl !== opened.wasmUrl || threadedUrl !== opened.threadedUrl) {
    setWasmPaths({
      'tfjs-backend-wasm.wasm': wasmUrl,
      'tfjs-backend-wasm-simd.wasm': wasmUrl,
      'tfjs-backend-wasm-threaded-simd.wasm': threadedUrl,
    });
  }
  opened = { wasmUrl, threadedUrl, threads: count };
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', count > 1);
  setThreadsCount(count);
  await select('wasm');
  registerWasmKernels();
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
