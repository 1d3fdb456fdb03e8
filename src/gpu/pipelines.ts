/** From a kernel to its pipeline: one for each device, text, constants and form. */
import { checkKernel, type Kernel, parameterBytes, WORKGROUP } from './defineKernel';
import type { Gpu } from './device';
import { shareLoads, specialise } from './specialise';
import { capabilities } from './variants';

/** A kernel ready to be recorded. */
export interface Compiled {
  readonly pipeline: GPUComputePipeline;
  readonly layout: GPUBindGroupLayout;
}

interface Entry {
  compiled?: Compiled;
  pending?: Promise<Compiled>;
}

/** By the kernel's text, then by what it is made for: a long text is hashed once. */
const caches = new WeakMap<GPUDevice, Map<string, Map<string, Entry>>>();

function entryOf(gpu: Gpu, kernel: Kernel): Entry {
  const { code, constants = {}, workgroup = WORKGROUP } = kernel;
  const cache = getOrAdd(caches, gpu.device, () => new Map<string, Map<string, Entry>>());
  const ofText = getOrAdd(cache, code, () => new Map<string, Entry>());
  const form = sharesLoads(gpu, kernel) ? 'quads' : '';
  return getOrAdd(ofText, `${workgroup} ${form} ${Object.entries(constants).join(' ')}`, () => ({}));
}

function getOrAdd<K, V>(
  map: { get(key: K): V | undefined; set(key: K, value: V): void },
  key: K,
  make: () => V,
): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function sharesLoads(gpu: Gpu, { quads }: Kernel): boolean {
  return quads === true && capabilities.subgroups(gpu);
}

/** The kernel's text as this adapter runs it. */
function textFor(gpu: Gpu, kernel: Kernel): string {
  const { code, constants } = kernel;
  if (!constants) return code;
  return sharesLoads(gpu, kernel)
    ? specialise(shareLoads(code), { ...constants, QUAD: 4 })
    : specialise(code, constants);
}

function describePipeline(device: GPUDevice, kernel: Kernel, module: GPUShaderModule) {
  const visibility = GPUShaderStage.COMPUTE;
  const minBindingSize = parameterBytes(kernel);
  const layout = device.createBindGroupLayout({
    label: kernel.name,
    entries: [
      { binding: 0, visibility, buffer: { type: 'uniform', hasDynamicOffset: true, minBindingSize } },
      ...Object.values(kernel.bindings).map((access, i): GPUBindGroupLayoutEntry => {
        return {
          binding: i + 1,
          visibility,
          buffer: { type: access === 'read' ? 'read-only-storage' : 'storage' },
        };
      }),
    ],
  });
  const descriptor: GPUComputePipelineDescriptor = {
    label: kernel.name,
    layout: device.createPipelineLayout({ label: kernel.name, bindGroupLayouts: [layout] }),
    compute: { module, entryPoint: 'main', constants: { WORKGROUP: kernel.workgroup ?? WORKGROUP } },
  };
  return { layout, descriptor };
}

/**
 * Compiles kernels without stopping the thread. What is refused is not kept: the next one who asks has it compiled again.
 * @throws Error with the compiler's messages and the lines they point at, or with what differs between a kernel and its text
 */
export async function compile(gpu: Gpu, kernels: readonly Kernel[]): Promise<void> {
  await Promise.all(
    kernels.map(async (kernel) => {
      const entry = entryOf(gpu, kernel);
      if (entry.compiled) return;
      entry.pending ??= compileNew(gpu, kernel).finally(() => delete entry.pending);
      entry.compiled = await entry.pending;
    }),
  );
}

/**
 * The kernel compiled: by `compile` before, or now, which stops the thread for a tenth of a second or more. Errors of the compiler then reach the
 * device's error scopes and listeners.
 * @throws Error with what differs between the kernel and its text
 */
export function compiledNow(gpu: Gpu, kernel: Kernel): Compiled {
  const entry = entryOf(gpu, kernel);
  if (entry.compiled) return entry.compiled;
  checkKernel(kernel);
  const { device } = gpu;
  device.pushErrorScope('validation');
  const module = device.createShaderModule({ label: kernel.name, code: textFor(gpu, kernel) });
  const { layout, descriptor } = describePipeline(device, kernel, module);
  const compiled = { layout, pipeline: device.createComputePipeline(descriptor) };
  entry.compiled = compiled;
  device.popErrorScope().then(
    (error) => {
      if (!error) return;
      if (entry.compiled === compiled) delete entry.compiled;
      gpu.reportFailure(`the kernel "${kernel.name}" does not compile: ${error.message}`);
    },
    // The device is gone, and says so itself.
    () => {},
  );
  return compiled;
}

async function compileNew(gpu: Gpu, kernel: Kernel): Promise<Compiled> {
  checkKernel(kernel);
  const code = textFor(gpu, kernel);
  const module = gpu.device.createShaderModule({ label: kernel.name, code });
  const { messages } = await module.getCompilationInfo();
  const errors = messages.filter(({ type }) => type === 'error');
  if (errors.length > 0) {
    const lines = code.split('\n');
    const list = errors.map(({ lineNum, message }) => `line ${lineNum}: ${message}\n  ${lines[lineNum - 1]}`);
    throw new Error(`the kernel "${kernel.name}" does not compile:\n${list.join('\n')}`);
  }
  const { layout, descriptor } = describePipeline(gpu.device, kernel, module);
  return { layout, pipeline: await gpu.device.createComputePipelineAsync(descriptor) };
}
