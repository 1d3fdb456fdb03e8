import type { Gpu } from './device';

/** A compute shader ready to be recorded. */
export interface Kernel {
  readonly label: string;
  readonly pipeline: GPUComputePipeline;
}

const compiled = new WeakMap<GPUDevice, Map<string, Promise<Kernel>>>();

/**
 * Compiles the entry point `main` of a shader, once per device, source and constants.
 * @param label names the kernel in errors
 * @param code the text of one file of shaders/
 * @param constants values of its `override` declarations
 * @throws Error with the compiler's messages and the lines they point at
 */
export function compileKernel(
  gpu: Gpu,
  label: string,
  code: string,
  constants: Record<string, number> = {},
): Promise<Kernel> {
  let kernels = compiled.get(gpu.device);
  if (!kernels) {
    kernels = new Map();
    compiled.set(gpu.device, kernels);
  }
  const key = JSON.stringify([code, constants]);
  let kernel = kernels.get(key);
  if (!kernel) {
    kernel = compile(gpu.device, label, code, constants);
    kernels.set(key, kernel);
    // What was refused may pass the next time: it is not kept.
    kernel.catch(() => kernels.delete(key));
  }
  return kernel;
}

/**
 * Compiles the entry point `main` at once, for a shader that is needed in the middle of a synchronous computation. Errors of the
 * compiler reach the device's error scopes and listeners. Nothing is kept.
 * @param constants values of its `override` declarations
 */
export function compileKernelNow(
  { device }: Gpu,
  label: string,
  code: string,
  constants: Record<string, number> = {},
): Kernel {
  const module = device.createShaderModule({ label, code });
  const compute = { module, entryPoint: 'main', constants };
  return { label, pipeline: device.createComputePipeline({ label, layout: 'auto', compute }) };
}

async function compile(
  device: GPUDevice,
  label: string,
  code: string,
  constants: Record<string, number>,
): Promise<Kernel> {
  const module = device.createShaderModule({ label, code });
  const { messages } = await module.getCompilationInfo();
  const errors = messages.filter(({ type }) => type === 'error');
  if (errors.length > 0) {
    const lines = code.split('\n');
    const list = errors.map(({ lineNum, message }) => `line ${lineNum}: ${message}\n  ${lines[lineNum - 1]}`);
    throw new Error(`the kernel "${label}" does not compile:\n${list.join('\n')}`);
  }
  const pipeline = await device.createComputePipelineAsync({
    label,
    layout: 'auto',
    compute: { module, entryPoint: 'main', constants },
  });
  return { label, pipeline };
}

/**
 * Records one dispatch: bindings 0, 1, 2, ... of group 0, in a pass of its own.
 * @param workgroups workgroups in x, y and z
 * @throws RangeError when a dimension is past the device's limit
 */
export function recordDispatch(
  gpu: Gpu,
  encoder: GPUCommandEncoder,
  kernel: Kernel,
  bindings: readonly GPUBuffer[],
  workgroups: readonly [x: number, y?: number, z?: number],
): void {
  const [x, y = 1, z = 1] = workgroups;
  const limit = gpu.device.limits.maxComputeWorkgroupsPerDimension;
  if (Math.max(x, y, z) > limit) {
    throw new RangeError(
      `the kernel "${kernel.label}" was asked for ${x} x ${y} x ${z} workgroups, and this device dispatches at most ${limit} a dimension`,
    );
  }
  const pass = encoder.beginComputePass({ label: kernel.label });
  pass.setPipeline(kernel.pipeline);
  pass.setBindGroup(
    0,
    gpu.device.createBindGroup({
      layout: kernel.pipeline.getBindGroupLayout(0),
      entries: bindings.map((buffer, binding) => ({ binding, resource: { buffer } })),
    }),
  );
  pass.dispatchWorkgroups(x, y, z);
  pass.end();
}

/**
 * Workgroups for so many invocations, wrapped into rows where one row of workgroups is not enough. The kernel numbers its
 * invocations id.y * num_workgroups.x * WORKGROUP + id.x and leaves those past its last one idle.
 */
export function workgroupsFor(gpu: Gpu, invocations: number, workgroup: number): [x: number, y: number] {
  const groups = Math.ceil(invocations / workgroup);
  const rows = Math.ceil(groups / gpu.device.limits.maxComputeWorkgroupsPerDimension);
  return [Math.ceil(groups / rows), rows];
}
