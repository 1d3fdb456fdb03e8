import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { Gpu } from '../../gpu/device';
import { runOnGpu } from '../../gpu/host';
import { submitRecorded } from './tfjsPlan';

/** What is read together. */
export interface ReadTogether {
  readonly values: Float32Array[];
  readonly copies: ArrayBuffer[];
}

/**
 * The values of float32 tensors of tfjs's WebGPU backend, and copies of buffers of ours, in one round trip and checked; tfjs's own `data` takes one for each. What is
 * recorded is submitted.
 * @throws GpuError when anything that was submitted to the device was not done
 */
export async function readTogether(
  gpu: Gpu,
  tensors: readonly tf.Tensor[],
  own: readonly GPUBuffer[] = [],
): Promise<ReadTogether> {
  const backend = tf.backend() as WebGPUBackend;
  const places = tensors.map(({ dataId }) => backend.tensorMap.get(dataId));
  // What was never needed on the GPU is not there.
  const buffers = places.flatMap(({ values, resource }) => (values ? [] : [resource as GPUBuffer]));
  submitRecorded(backend);
  const copies = await runOnGpu(gpu, 'evaluation', (run) => run.read([...buffers, ...own]));
  const next = copies.splice(0, buffers.length).values();
  return {
    values: places.map(({ values }) => (values as Float32Array) ?? new Float32Array(next.next().value!)),
    copies,
  };
}
