import type { Gpu } from './device';
import { compileKernel, compileKernelNow, type Kernel } from './kernel';
import { shareLoads, specialise } from './specialise';

/** Invocations of one workgroup, in every kernel that is made for a shape. */
export const SHAPED_WORKGROUP = 64;

/** One kernel for one shape: a shader and the values of its constants. */
export interface ShapedKernel {
  /** The stem of the kernel's files. */
  readonly name: string;
  readonly code: string;
  readonly constants: Readonly<Record<string, number>>;
  /** Whether four neighbouring invocations may load for each other; the shader then declares QUAD. */
  readonly quads?: boolean;
}

/**
 * Whether quads share their loads on this adapter. SwiftShader runs four neighbouring invocations as the lanes of one vector: an exchange
 * between them is one instruction, and a load some sixty, wherever the lanes read. A real GPU loads what its invocations have in common once.
 */
function sharesLoads({ adapterInfo, device }: Gpu): boolean {
  return adapterInfo.architecture === 'swiftshader' && device.features.has('subgroups');
}

/** So many, rounded up to whole quads. */
export const wholeQuads = (count: number) => 4 * Math.ceil(count / 4);

/** The kernel as this adapter runs it. */
function forAdapter(gpu: Gpu, shaped: ShapedKernel): ShapedKernel {
  if (!shaped.quads || !sharesLoads(gpu)) return shaped;
  return { ...shaped, code: shareLoads(shaped.code), constants: { ...shaped.constants, QUAD: 4 } };
}

const compiled = new WeakMap<GPUDevice, Map<string, Kernel>>();

function compiledOn(gpu: Gpu): Map<string, Kernel> {
  let kernels = compiled.get(gpu.device);
  if (!kernels) {
    kernels = new Map();
    compiled.set(gpu.device, kernels);
  }
  return kernels;
}

function keyOf(name: string, constants: ShapedKernel['constants']): string {
  return `${name} ${Object.entries(constants).join(' ')}`;
}

/** The kernel compiled: by `prepareShapedKernel` before, or now, which stops the thread for a tenth of a second or more. */
export function shapedKernelNow(gpu: Gpu, shaped: ShapedKernel): Kernel {
  const kernels = compiledOn(gpu);
  const { name, code, constants } = forAdapter(gpu, shaped);
  const key = keyOf(name, constants);
  const known = kernels.get(key);
  if (known) return known;
  const kernel = compileKernelNow(gpu, name, specialise(code, constants), { WORKGROUP: SHAPED_WORKGROUP });
  kernels.set(key, kernel);
  return kernel;
}

/** Compiles the kernel without stopping the thread. */
export async function prepareShapedKernel(gpu: Gpu, shaped: ShapedKernel): Promise<Kernel> {
  const kernels = compiledOn(gpu);
  const { name, code, constants } = forAdapter(gpu, shaped);
  const key = keyOf(name, constants);
  const known = kernels.get(key);
  if (known) return known;
  const kernel = await compileKernel(gpu, name, specialise(code, constants), { WORKGROUP: SHAPED_WORKGROUP });
  kernels.set(key, kernel);
  return kernel;
}
