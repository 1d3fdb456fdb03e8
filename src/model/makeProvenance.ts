import * as tf from '@tensorflow/tfjs';
import type { Compute } from './compute';
import type { Provenance } from './provenance';

/**
 * The provenance of what is made here and now.
 * @returns null where no host said what it is, as in a test
 */
export function makeProvenance(
  { host, backend, device = backend, kernels }: Pick<Compute, 'backend'> & Partial<Compute>,
  seeds: Provenance['seeds'],
): Provenance | null {
  if (!host) return null;
  return { ...host, tfjs: tf.version.tfjs, backend, adapter: device, ...(kernels ? { kernels } : {}), seeds };
}
