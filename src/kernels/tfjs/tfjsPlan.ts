/**
 * Runs our own kernels in the place of tfjs's: a plan says what a call needs, `runPlan` gives it tfjs's buffers, without a copy.
 */

import * as tf from '@tensorflow/tfjs';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type BufferScope, openBufferScope } from '../../gpu/buffers';
import type { Kernel } from '../../gpu/defineKernel';
import type { Gpu } from '../../gpu/device';
import { openRunList, type RunList, recordSteps } from '../../gpu/runList';

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

/** What tfjs's backend records with: its own members, and what of ours lives until it submits. */
type Recorder = Pick<WebGPUBackend, 'ensureCommandEncoderReady' | 'endComputePassEncoder' | 'submitQueue'> & {
  commandEncoder: GPUCommandEncoder | null;
  commandQueueOwnedIds: WeakSet<tf.DataId>;
  dispatchCountInPass: number;
};

const recorders = new WeakMap<WebGPUBackend, Recorder & { readonly scopes: BufferScope[] }>();

/** The backend as a recorder of our kernels too: whoever makes it submit, our scratch buffers go after that. */
function recorderOf(backend: WebGPUBackend) {
  const known = recorders.get(backend);
  if (known) return known;
  const recorder = Object.assign(backend as unknown as Recorder, { scopes: [] as BufferScope[] });
  const { submitQueue } = WebGPUBackend.prototype;
  recorder.submitQueue = () => {
    submitQueue.call(backend);
    for (const scope of recorder.scopes.splice(0)) scope.close();
  };
  recorders.set(backend, recorder);
  return recorder;
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
 * Records what `record` lists, on the buffers behind tfjs's tensors: without a copy, and among what tfjs itself records.
 * @param record gets the buffers in the order of the tensors
 */
export function runOnTensors(
  gpu: Gpu,
  backend: WebGPUBackend,
  tensors: readonly tf.TensorInfo[],
  record: (recording: Recording, buffers: readonly GPUBuffer[]) => void,
): void {
  const recorder = recorderOf(backend);
  const buffers = tensors.map((tensor) => bufferOf(backend, tensor));
  const scope = openBufferScope(gpu);
  const list = openRunList();
  try {
    record({ list, scope }, buffers);
  } catch (error) {
    scope.close();
    throw error;
  }
  recorder.scopes.push(scope);
  recorder.ensureCommandEncoderReady();
  recorder.endComputePassEncoder();
  recordSteps(gpu, recorder.commandEncoder!, scope, list.steps);
  // Until it is submitted, tfjs must not give these buffers to others.
  for (const { dataId } of tensors) recorder.commandQueueOwnedIds.add(dataId);
  recorder.dispatchCountInPass += list.steps.length;
  if (recorder.dispatchCountInPass >= tf.env().getNumber('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE')) {
    submitRecorded(backend);
  }
}

/** Submits what is recorded, if anything is: it waits until there are some passes, or until something is read. */
export function submitRecorded(backend: WebGPUBackend): void {
  const recorder = backend as unknown as Recorder;
  if (!recorder.commandEncoder) return;
  recorder.endComputePassEncoder();
  recorder.submitQueue();
}

/** The GPU buffer behind a tfjs tensor, uploaded if it is not there yet. */
function bufferOf(backend: WebGPUBackend, { dataId }: tf.TensorInfo): GPUBuffer {
  backend.uploadToGPU(dataId);
  return backend.tensorMap.get(dataId).resource as GPUBuffer;
}
