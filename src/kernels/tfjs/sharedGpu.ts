import * as tf from '@tensorflow/tfjs';
import type { Gpu } from '../../gpu/device';

let shared: Gpu | null = null;

/** Says which device tfjs was given: it has one backend for the whole process. */
export function shareGpu(gpu: Gpu): void {
  shared = gpu;
}

/** The device that tfjs computes on; null while it computes elsewhere. */
export function sharedGpu(): Gpu | null {
  return tf.getBackend() === 'webgpu' ? shared : null;
}
