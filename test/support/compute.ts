import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { type Compute, openCpuCompute, openWasmCompute, openWebGpuCompute } from '../../src/model/compute';
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
