/** Opens the GPU in Node (Dawn, npm package `webgpu`): a real adapter, or Chromium's software adapter where there is none. */
import { existsSync, realpathSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Gpu, openGpu } from '../gpu/device';
import { diagnose } from '../gpu/diagnosis';
import { sayMessage } from '../words/say';
import { readAdapter } from './adapter';
import { DeviceError } from './commandError';
import { restBetweenLooks } from './restBetweenLooks';

/** Where a browser keeps its software adapter: beside its binary, which CHROME_PATH may name. */
function findSoftwareAdapter(): string | undefined {
  const { CHROME_PATH } = process.env;
  const folders = [
    ...(CHROME_PATH && existsSync(CHROME_PATH) ? [dirname(realpathSync(CHROME_PATH))] : []),
    '/usr/lib/chromium',
    '/usr/lib/chromium-browser',
    '/opt/google/chrome',
  ];
  return folders.find((folder) => existsSync(join(folder, 'vk_swiftshader_icd.json')));
}

/** glibc's RTLD_NODELETE, which Node has no name for: keeps a library loaded although Node refuses it as an addon. */
const RTLD_NODELETE = 0x1000;

/** Points Vulkan at the browser's software adapter, and loads the browser's Vulkan loader for systems that have none. */
function pointToSoftwareAdapter(folder: string): void {
  process.env.VK_ICD_FILENAMES = join(folder, 'vk_swiftshader_icd.json');
  const loader = join(folder, 'libvulkan.so.1');
  if (!existsSync(loader)) return;
  try {
    process.dlopen({ exports: {} }, loader, constants.dlopen.RTLD_NOW | RTLD_NODELETE);
  } catch {
    // Expected: it is no addon. Dawn, asking for libvulkan.so.1 by name, now finds it loaded.
  }
}

/**
 * Opens a GPU and puts it where browser code looks for it: navigator.gpu, GPUBufferUsage and its like.
 * @throws DeviceError saying what is missing
 */
export async function openNodeGpu(): Promise<Gpu> {
  const { create, globals } = await loadDawn();
  restBetweenLooks();
  // Mesa's drivers complain on stderr where it is not set, as in a container.
  process.env.XDG_RUNTIME_DIR ??= tmpdir();
  Object.assign(globalThis, globals);
  const look = () => {
    const gpu = create([]);
    Object.defineProperty(globalThis, 'navigator', { value: { gpu }, configurable: true });
    return diagnose({ navigator: { gpu } });
  };
  const { LETHE_ADAPTER: named } = process.env;
  const wanted = readAdapter(named);
  if (wanted === undefined) throw new DeviceError('cli.noSuchAdapter', [{ named: named! }]);
  if (wanted === 'swiftshader') usesSoftwareAdapter();
  let diagnosis = await look();
  // Installed drivers need not find a device: only who asks for an adapter knows.
  if (!('adapter' in diagnosis) && wanted === null && usesSoftwareAdapter()) diagnosis = await look();
  if (!('adapter' in diagnosis)) throw new DeviceError('cli.noAdapter', []);
  if (diagnosis.kind === 'missingLimits')
    throw new DeviceError('cli.adapterTooSmall', [{ reason: sayMessage(diagnosis.said) }]);
  return openGpu(diagnosis.adapter);
}

/** Turns to a browser's software adapter. @returns false where there is none, or variables say which driver to take */
function usesSoftwareAdapter(): boolean {
  if (process.platform !== 'linux' || process.env.VK_ICD_FILENAMES || process.env.VK_DRIVER_FILES)
    return false;
  const folder = findSoftwareAdapter();
  if (folder === undefined) return false;
  pointToSoftwareAdapter(folder);
  return true;
}

/** Dawn, which is installed where it is wanted. */
async function loadDawn(): Promise<typeof import('webgpu')> {
  try {
    return await import('webgpu');
  } catch (cause) {
    throw new DeviceError('cli.noWebGpuPackage', [{ reason: (cause as Error).message.split('\n')[0]! }], {
      cause,
    });
  }
}
