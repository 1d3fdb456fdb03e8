import { createRequire } from 'node:module';
import { type Compute, openCpuCompute, openWasmCompute, openWebGpuCompute } from '../model/compute';

/** Opens a backend in Node. @throws RangeError when there is none of this name */
export async function openNodeCompute(backend: string): Promise<Compute> {
  switch (backend) {
    case 'wasm':
      return openWasmCompute(
        createRequire(import.meta.url).resolve(
          '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
        ),
      );
    case 'webgpu': {
      const { openNodeGpu } = await import('./nodeGpu');
      return openWebGpuCompute(await openNodeGpu());
    }
    case 'cpu':
      return openCpuCompute();
    default:
      throw new RangeError(`--backend is wasm, webgpu or cpu, got ${backend}`);
  }
}
