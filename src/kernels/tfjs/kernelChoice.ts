/** Whose kernel answers a call of tfjs: a rule on the adapter alone, so that the same adapter always computes the same numbers. */

import type { Gpu } from '../../gpu/device';

/** Our own kernel wherever there is one; or what the table says for the adapter. */
export type KernelChoice = 'own' | 'byAdapter';

interface AdapterChoice {
  readonly adapters: 'software' | 'hardware';
  readonly answersBy: 'own' | 'stock';
  /** Why, and where it was measured. */
  readonly because: string;
}

export const choicesByAdapter: readonly AdapterChoice[] = [
  {
    adapters: 'software',
    answersBy: 'own',
    because:
      'Workgroup memory and barriers, which the stock kernels use, are slow there: ours are ten to two hundred times faster (docs/performance.md, on SwiftShader).',
  },
  {
    adapters: 'hardware',
    answersBy: 'stock',
    because: 'The stock kernels are built for it, and on no real GPU were ours measured to be faster.',
  },
];

/** Whether our kernels answer. */
export function isOwnChosen({ software }: Pick<Gpu, 'software'>, choice: KernelChoice): boolean {
  if (choice === 'own') return true;
  const adapters = software ? 'software' : 'hardware';
  return choicesByAdapter.find((row) => row.adapters === adapters)!.answersBy === 'own';
}
