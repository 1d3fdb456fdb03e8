/** Whether a removal did anything that a prediction shows. */

import type { RemovalReport } from './report';

/** A removal that changes no predicted probability by so much has changed nothing that can be seen: float32 rounds probabilities to some 6e-8. */
export const unnoticedChange = 1e-6;

/** What a removal that changed nothing was: no step at all, or one that no prediction shows. */
export type NoEffect = 'noStep' | 'unnoticed';

/** Why a removal is one without effect; null where it has one, and where an older report does not say. */
export function noEffect({
  update,
  largestChange,
}: Pick<RemovalReport, 'update' | 'largestChange'>): NoEffect | null {
  if (update.stepNorm === 0 && (update.noise?.norm ?? 0) === 0) return 'noStep';
  return largestChange !== null && largestChange < unnoticedChange ? 'unnoticed' : null;
}
