/**
 * Removals are made again with the kernels that they were made with: tfjs's own ones add up in another order than the lab's. Which they were stands in each
 * report; without that, and where tfjs does not compute on a GPU, it is those that are there.
 */

import { takeKernels } from '../model/compute';
import type { Provenance } from '../model/provenance';
import type { Session } from './session';

/** Does work with the kernels that something was recorded with, and takes the present ones again. */
export async function withRecordedKernels<T>(
  { compute, network }: Pick<Session, 'compute' | 'network'>,
  recorded: Pick<Provenance, 'kernels'> | null,
  work: () => Promise<T>,
): Promise<T> {
  const present = compute.kernels;
  const wanted = recorded?.kernels;
  if (!compute.gpu || !present || !wanted || wanted === present) return work();
  const take = async (kernels: 'own' | 'stock') => {
    // What is kept of the layers' outputs was added up by others.
    network.held.dispose();
    await takeKernels(compute, kernels);
  };
  await take(wanted);
  try {
    return await work();
  } finally {
    await take(present);
  }
}
