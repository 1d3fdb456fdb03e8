import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedWasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { type Compute, openCpuCompute, openWasmCompute, openWebGpuCompute } from '../../src/model/compute';
import scriptUrl from '../../src/worker/wasmThread?worker&url';
import { testGpu } from './gpu';

/** Opens a backend for a test; tfjs holds one at a time. */
export async function openTestCompute(backend: Compute['backend']): Promise<Compute> {
  switch (backend) {
    case 'webgpu':
      return openWebGpuCompute(await testGpu());
    case 'wasm':
      return openWasmCompute(wasmUrl);
    case 'cpu':
      return openCpuCompute();
    default:
      return backend satisfies never;
  }
}

/** tfjs on WASM with so many threads. */
export async function openThreadedCompute(count: number): Promise<Compute> {
  if (!globalThis.crossOriginIsolated) throw new Error('threads want a page that is cross-origin isolated');
  if (count === 1) return openWasmCompute(wasmUrl);
  return openWasmCompute(wasmUrl, { wasmUrl: threadedWasmUrl, scriptUrl, count });
}
