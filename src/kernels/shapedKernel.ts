import type { Gpu } from '../gpu/device';
import { compileKernel, compileKernelNow, type Kernel } from '../gpu/kernel';
import { specialise } from './specialise';

/** Invocations of one workgroup, in every kernel that is made for a shape. */
export const SHAPED_WORKGROUP = 64;

/** One kernel for one shape: a shader and the values of its constants. */
export interface ShapedKernel {
  /** The stem of the kernel's files. */
  readonly name: string;
  readonly code: string;
  readonly constants: Readonly<Record<string, number>>;
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

function keyOf({ name, constants }: ShapedKernel): string {
  return `${name} ${Object.values(constants).join(' ')}`;
}

/** The kernel compiled: by `prepareShapedKernel` before, or now, which stops the thread for a tenth of a second or more. */
export function shapedKernelNow(gpu: Gpu, shaped: ShapedKernel): Kernel {
  const kernels = compiledOn(gpu);
  const key = keyOf(shaped);
  const known = kernels.get(key);
  if (known) return known;
  const code = specialise(shaped.code, shaped.constants);
  const kernel = compileKernelNow(gpu, shaped.name, code, { WORKGROUP: SHAPED_WORKGROUP });
  kernels.set(key, kernel);
  return kernel;
}

/** Compiles the kernel without stopping the thread. */
export async function prepareShapedKernel(gpu: Gpu, shaped: ShapedKernel): Promise<Kernel> {
  const kernels = compiledOn(gpu);
  const key = keyOf(shaped);
  const known = kernels.get(key);
  if (known) return known;
  const code = specialise(shaped.code, shaped.constants);
  const kernel = await compileKernel(gpu, shaped.name, code, { WORKGROUP: SHAPED_WORKGROUP });
  kernels.set(key, kernel);
  return kernel;
}
