/** Whose kernel answers a call of tfjs: a rule on the adapter alone (src/kernels/variants.ts), so that the same adapter always computes the same numbers. */
import type { Gpu } from '../../gpu/device';
import { capabilities } from '../../gpu/variants';

/** Our own kernel wherever there is one; or what the adapter takes. */
export type KernelChoice = 'own' | 'byAdapter';

/** Whether our kernels answer. */
export function isOwnChosen(gpu: Pick<Gpu, 'software'>, choice: KernelChoice): boolean {
  return choice === 'own' || capabilities.software(gpu);
}
