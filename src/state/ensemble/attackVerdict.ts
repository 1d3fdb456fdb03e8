import type { AttackReport } from '../contract';

/**
 * What the intervals of an attack say.
 *   none      no sample has enough models on both sides
 *   blind     it cannot tell the models as trained either: that it cannot tell those after the removals says nothing of the removals
 *   guessing  it tells the models as trained, and no longer those after the removals
 *   tells     it still tells
 *   below     less than guessing, by more than the interval
 */
export type AttackVerdict = 'none' | 'blind' | 'guessing' | 'tells' | 'below';

export function attackVerdict({
  untouched,
  unlearned,
}: {
  readonly [curve in 'untouched' | 'unlearned']: Pick<AttackReport[curve], 'auc'>;
}): AttackVerdict {
  const { auc } = unlearned;
  if (auc === null) return 'none';
  if (auc.low > 0.5) return 'tells';
  if (auc.high < 0.5) return 'below';
  return untouched.auc !== null && untouched.auc.low > 0.5 ? 'guessing' : 'blind';
}
