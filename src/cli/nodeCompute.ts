import { hostFacts } from '../lab/hostFacts';
import { type Compute, openCpuCompute, openWasmCompute, openWebGpuCompute } from '../model/compute';
import { wasmFile } from './packageFiles';

/** Opens a backend in Node. @throws RangeError when there is none of this name; DeviceError where there is no graphics adapter */
export async function openNodeCompute(backend: string): Promise<Compute> {
  return { ...(await openBackend(backend)), host: hostFacts() };
}

async function openBackend(backend: string): Promise<Compute> {
  switch (backend) {
    case 'wasm':
      return openWasmCompute(wasmFile());
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
