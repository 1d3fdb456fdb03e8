import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { Gpu } from '../../gpu/device';
import { runOnGpu } from '../../gpu/host';
import { submitRecorded } from './tfjsPlan';

/**
 * The values of float32 tensors of tfjs's WebGPU backend, in one round trip and checked; tfjs's own `data` takes one for each. What is recorded is submitted.
 * @throws GpuError when anything that was submitted to the device was not done
 */
export async function readTogether(gpu: Gpu, tensors: readonly tf.Tensor[]): Promise<Float32Array[]> {
  const backend = tf.backend() as WebGPUBackend;
  const places = tensors.map(({ dataId }) => backend.tensorMap.get(dataId));
  // What was never needed on the GPU is not there.
  const buffers = places.flatMap(({ values, resource }) => (values ? [] : [resource as GPUBuffer]));
  submitRecorded(backend);
  const copies = (await runOnGpu(gpu, 'evaluation', (run) => run.read(buffers))).values();
  return places.map(({ values }) => (values as Float32Array) ?? new Float32Array(copies.next().value!));
}
