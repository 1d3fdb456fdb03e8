import { type RetrainingComparison, standingState } from '../../worker/protocol';
import type { Settings } from '../settings/settings';
import type { State } from '../store';

/** The comparison of the model that the guard rejected; null where there is none. */
export function rejectedComparisonOf(
  { lab, reports }: Pick<State, 'lab' | 'reports'>,
  id: number,
): RetrainingComparison | null {
  if (reports[id - 1]?.accepted !== false) return null;
  return lab?.comparisons.findLast((comparison) => comparison.id === id) ?? null;
}

/** The comparison of a state with a retrained model; null where there is none. */
export function comparisonOf(
  { lab, reports }: Pick<State, 'lab' | 'reports'>,
  id: number,
): RetrainingComparison | null {
  const standing = standingState(reports, id);
  return lab?.comparisons.findLast((comparison) => comparison.id === standing) ?? null;
}

/** Whether a comparison retrained in the order and with the seed that are set. */
export function isAsSet(
  { order, retrainingSeed = null }: Pick<RetrainingComparison, 'order' | 'retrainingSeed'>,
  settings: Pick<Settings, 'retrainingOrder' | 'retrainingSeed'>,
): boolean {
  return order === settings.retrainingOrder && retrainingSeed === settings.retrainingSeed;
}
