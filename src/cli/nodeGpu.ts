/** Opens the GPU in Node (Dawn, npm package `webgpu`): a real adapter, or Chromium's software adapter where there is none. */
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { create, globals } from 'webgpu';
import { type Gpu, openGpu } from '../gpu/device';
import { diagnose } from '../gpu/diagnosis';
import { errorOf } from '../words/saidError';

/** Where Vulkan looks for drivers unless a variable says otherwise. */
const driverFolders = ['/usr/share/vulkan/icd.d', '/usr/local/share/vulkan/icd.d', '/etc/vulkan/icd.d'];

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

function hasDriver(): boolean {
  if (process.env.VK_ICD_FILENAMES || process.env.VK_DRIVER_FILES) return true;
  // Mesa's lavapipe lacks a feature that Dawn wants: alone it gives no adapter.
  return driverFolders.some(
    (folder) => existsSync(folder) && readdirSync(folder).some((file) => /nvidia|radeon|intel/i.test(file)),
  );
}

/**
 * Opens a GPU and puts it where browser code looks for it: navigator.gpu, GPUBufferUsage and its like.
 * @throws Error saying what is missing
 */
export async function openNodeGpu(): Promise<Gpu> {
  if (process.platform === 'linux' && !hasDriver()) {
    const folder = findSoftwareAdapter();
    if (folder) pointToSoftwareAdapter(folder);
  }
  Object.assign(globalThis, globals);
  const gpu = create([]);
  Object.defineProperty(globalThis, 'navigator', { value: { gpu }, configurable: true });
  const diagnosis = await diagnose({ navigator: { gpu } });
  if (!('adapter' in diagnosis)) throw errorOf(diagnosis.said);
  return openGpu(diagnosis.adapter);
}
