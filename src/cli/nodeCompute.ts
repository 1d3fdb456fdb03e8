import { hostFacts } from '../lab/hostFacts';
import { type Compute, openCpuCompute, openWasmCompute, openWebGpuCompute } from '../model/compute';
import { backends } from './backends';
import { readChoice } from './options/option';
import { wasmFile } from './packageFiles';

/** Opens a backend in Node. @throws OptionError when there is none of this name; DeviceError where there is no graphics adapter */
export async function openNodeCompute(backend: string): Promise<Compute> {
  return { ...(await openBackend(backend)), host: hostFacts() };
}

async function openBackend(name: string): Promise<Compute> {
  const backend = readChoice('backend', name, backends);
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
      return backend satisfies never;
  }
}
