/**
 * Runs our own kernels in the place of tfjs's: a plan says what a call needs, `runPlan` gives it tfjs's buffers, without a copy.
 */

import type * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type BufferScope, openBufferScope } from '../../gpu/buffers';
import type { Kernel } from '../../gpu/defineKernel';
import type { Gpu } from '../../gpu/device';
import { namesOf, openRunList, type RunList, recordSteps } from '../../gpu/runList';

/** Where a plan records to. */
export interface Recording {
  readonly list: RunList;
  /** Scratch buffers, gone after the recording has run. */
  readonly scope: BufferScope;
}

/** How our kernels compute the answer to one call of a tfjs kernel. */
export interface Plan {
  readonly inputs: readonly tf.TensorInfo[];
  readonly outputShape: readonly number[];
  /** What is compiled for the shape, for compiling ahead. */
  readonly kernels: readonly Kernel[];
  /** @param inputs buffers in the order of the plan's inputs */
  record(recording: Recording, inputs: readonly GPUBuffer[], output: GPUBuffer): void;
}

/** Plans the answer to a call, or null where tfjs's own kernel has to give it. */
export type Planner = (inputs: tf.NamedTensorInfoMap, attributes: tf.NamedAttrMap) => Plan | null;

/** Whether our kernels can read all of these: float32, and not empty. */
export function areReadable(tensors: readonly tf.TensorInfo[]): boolean {
  return tensors.every(({ dtype, shape }) => dtype === 'float32' && shape.every((length) => length > 0));
}

/**
 * Whether the buffers behind these tensors hold float32, as the tensors say: tfjs casts integers to floats by renaming the tensor, and its own
 * kernels convert as they read.
 */
export function holdFloats(backend: WebGPUBackend, tensors: readonly tf.TensorInfo[]): boolean {
  return tensors.every(({ dataId }) => backend.tensorMap.get(dataId).dtype === 'float32');
}

/** Computes the planned answer on tfjs's own buffers. */
export function runPlan(gpu: Gpu, backend: WebGPUBackend, plan: Plan): tf.TensorInfo {
  const output = backend.makeTensorInfo([...plan.outputShape], 'float32');
  runOnTensors(gpu, backend, [...plan.inputs, output], (recording, buffers) =>
    plan.record(recording, buffers.slice(0, -1), buffers.at(-1)!),
  );
  return output;
}

/**
 * Runs what `record` records, on the buffers behind tfjs's tensors: without a copy, and after what tfjs has queued.
 * @param record gets the buffers in the order of the tensors
 */
export function runOnTensors(
  gpu: Gpu,
  backend: WebGPUBackend,
  tensors: readonly tf.TensorInfo[],
  record: (recording: Recording, buffers: readonly GPUBuffer[]) => void,
): void {
  const buffers = tensors.map((tensor) => bufferOf(backend, tensor));
  // What tfjs has queued up to here must run first: it writes the inputs.
  submitRecorded(backend);
  const scope = openBufferScope(gpu);
  try {
    const list = openRunList();
    record({ list, scope }, buffers);
    const label = namesOf(list.steps);
    const encoder = gpu.device.createCommandEncoder({ label });
    recordSteps(gpu, encoder, scope, list.steps);
    gpu.device.queue.submit([encoder.finish({ label })]);
  } finally {
    scope.close();
  }
}

/** Submits what tfjs has recorded so far: it keeps its passes until there are some, or until something is read. */
export function submitRecorded(backend: WebGPUBackend): void {
  backend.ensureCommandEncoderReady();
  backend.endComputePassEncoder();
  backend.submitQueue();
}

/** The GPU buffer behind a tfjs tensor, uploaded if it is not there yet. */
function bufferOf(backend: WebGPUBackend, { dataId }: tf.TensorInfo): GPUBuffer {
  backend.uploadToGPU(dataId);
  return backend.tensorMap.get(dataId).resource as GPUBuffer;
}
