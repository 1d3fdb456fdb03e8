/** What is to run on the GPU, as a list: dispatches of kernels and copies, recorded into one pass with one buffer for all parameters. */
import type { BufferScope } from './buffers';
import {
  type Kernel,
  type ParameterType,
  type ParameterValues,
  packParameters,
  parameterBytes,
  WORKGROUP,
} from './defineKernel';
import type { Gpu } from './device';
import { compiledNow } from './pipelines';

export interface Dispatch {
  readonly kernel: Kernel;
  readonly params: ParameterValues<Kernel['params']>;
  readonly buffers: Readonly<Record<string, GPUBuffer>>;
  readonly work: number;
}

export interface Copy {
  readonly from: GPUBuffer;
  readonly fromByte: number;
  readonly to: GPUBuffer;
  readonly toByte: number;
  readonly sizeBytes: number;
}

export type Step = Dispatch | Copy;

/** Steps in the order in which they run; each sees what those before it wrote. */
export interface RunList {
  readonly steps: readonly Step[];
  /**
   * @param params by the names of the shader's struct
   * @param buffers by the names of the shader's bindings
   * @param work an estimate of how long it takes, in the unit of workPerSubmit; 0: next to nothing
   */
  dispatch<P extends Readonly<Record<string, ParameterType>>, B extends string>(
    kernel: Kernel<P, B>,
    params: ParameterValues<P>,
    buffers: Readonly<Record<NoInfer<B>, GPUBuffer>>,
    work?: number,
  ): void;
  copy(copy: Copy): void;
}

export function openRunList(): RunList {
  const steps: Step[] = [];
  return {
    steps,
    dispatch(kernel, params, buffers, work = 0) {
      steps.push({ kernel: kernel as unknown as Kernel, params, buffers, work });
    },
    copy: (copy) => {
      steps.push(copy);
    },
  };
}

/** The kernels of a list, each once. */
export function kernelsOf(steps: readonly Step[]): Kernel[] {
  return [...new Set(steps.flatMap((step) => ('kernel' in step ? [step.kernel] : [])))];
}

/** An estimate of how long steps take, in the unit of workPerSubmit. */
export function workOf(steps: readonly Step[]): number {
  return steps.reduce((sum, step) => sum + ('kernel' in step ? step.work : 0), 0);
}

/** Cuts a list into stretches of at most so much work, one step at the least. */
export function cutSteps(steps: readonly Step[], most: number): Step[][] {
  const pieces: Step[][] = [];
  let piece: Step[] = [];
  for (const step of steps) {
    if (piece.length > 0 && workOf([step]) > 0 && workOf(piece) + workOf([step]) > most) piece = [];
    if (piece.length === 0) pieces.push(piece);
    piece.push(step);
  }
  return pieces;
}

/**
 * Records steps into the caller's encoder: dispatches that follow each other share one pass, all parameters one buffer.
 * @param scope keeps the parameters until the work is submitted
 * @throws RangeError when a dispatch is past the limits of the device, or its parameters do not fit their types
 */
export function recordSteps(
  gpu: Gpu,
  encoder: GPUCommandEncoder,
  scope: Pick<BufferScope, 'uniform'>,
  steps: readonly Step[],
): void {
  const slot = gpu.device.limits.minUniformBufferOffsetAlignment;
  const dispatches = steps.filter((step) => 'kernel' in step);
  const arena = dispatches.length === 0 ? null : packAll(scope, dispatches, slot);
  let pass: GPUComputePassEncoder | undefined;
  let place = 0;
  for (const step of steps) {
    if ('kernel' in step) {
      pass ??= encoder.beginComputePass({ label: step.kernel.name });
      recordDispatch(gpu, pass, step, arena!, slot * place);
      place += 1;
    } else {
      pass?.end();
      pass = undefined;
      encoder.copyBufferToBuffer(step.from, step.fromByte, step.to, step.toByte, step.sizeBytes);
    }
  }
  pass?.end();
}

function packAll(
  scope: Pick<BufferScope, 'uniform'>,
  dispatches: readonly Dispatch[],
  slot: number,
): GPUBuffer {
  const bytes = new DataView(new ArrayBuffer(slot * dispatches.length));
  dispatches.forEach(({ kernel, params }, place) => {
    packParameters(kernel, params, bytes, slot * place);
  });
  return scope.uniform(`parameters of ${namesOf(dispatches)}`, new Uint8Array(bytes.buffer));
}

/** The names of a list's kernels, each once, for labels. */
export function namesOf(steps: readonly Step[]): string {
  return [...new Set(kernelsOf(steps).map(({ name }) => name))].join(', ');
}

function recordDispatch(
  gpu: Gpu,
  pass: GPUComputePassEncoder,
  { kernel, params, buffers }: Dispatch,
  arena: GPUBuffer,
  offset: number,
): void {
  const workgroups = workgroupsOf(gpu, kernel, params);
  const { pipeline, layout } = compiledNow(gpu, kernel);
  const storage = Object.keys(kernel.bindings).map((name) => ({ buffer: buffers[name]! }));
  const resources: GPUBufferBinding[] = [{ buffer: arena, size: parameterBytes(kernel) }, ...storage];
  const entries = resources.map((resource, binding) => ({ binding, resource }));
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, gpu.device.createBindGroup({ label: kernel.name, layout, entries }), [offset]);
  pass.dispatchWorkgroups(...workgroups);
}

function workgroupsOf(
  { mostWorkgroups: limit }: Gpu,
  kernel: Kernel,
  params: Dispatch['params'],
): [number, number, number] {
  const workgroup = kernel.workgroup ?? WORKGROUP;
  const asked = kernel.workgroups(params, workgroup);
  if ('invocations' in asked) {
    const groups = Math.ceil(asked.invocations / workgroup);
    const rows = Math.ceil(groups / limit);
    return [Math.ceil(groups / rows), rows, 1];
  }
  const [x, y = 1, z = 1] = asked;
  if (Math.max(x, y, z) > limit) {
    throw new RangeError(
      `the kernel "${kernel.name}" was asked for ${x} x ${y} x ${z} workgroups, and this device dispatches at most ${limit} a dimension`,
    );
  }
  return [x, y, z];
}
