/**
 * Membership inference by a threshold: a sample is judged a member of the training set where its value (its loss: S. Yeom et al., "Privacy risk
 * in machine learning", CSF 2018; or the entropy of its prediction: L. Song and P. Mittal, "Systematic evaluation of privacy risks of machine
 * learning models", USENIX Security 2021) is at most the threshold. Members are expected to have smaller values.
 *   balanced accuracy(t) = (share of members <= t + share of non-members > t) / 2
 *   AUC = P(member < non-member) + P(member = non-member) / 2
 * Both weigh the two sets alike, whatever their sizes: nothing is drawn, all counts are exact.
 */

import { refuseNonFinite } from '../linear/finite';

type Values = Float32Array | Float64Array | readonly number[];

export interface MembershipAttack {
  /** Values up to it are judged members: one of the given values, the smallest that gives the best balanced accuracy. */
  readonly threshold: number;
  /** Of that threshold on the sets it was fitted to: at least 0.5, 1 where it tells them apart. */
  readonly balancedAccuracy: number;
  /** Area under the ROC curve over all thresholds: 0.5 where the values say nothing, below it where members have the larger ones. */
  readonly auc: number;
}

/**
 * The best threshold and the AUC, in O(n log n).
 * @throws RangeError when a set is empty or holds a value that is not finite
 */
export function fitThreshold(members: Values, nonMembers: Values): MembershipAttack {
  const inside = sortFinite('members', members);
  const outside = sortFinite('nonMembers', nonMembers);
  const pairs = inside.length * outside.length;
  let membersUpTo = 0;
  let othersUpTo = 0;
  let halfWins = 0;
  /** pairs * (share of members - share of non-members up to the threshold), a whole number. */
  let bestLead = -1;
  let threshold = 0;
  while (membersUpTo < inside.length || othersUpTo < outside.length) {
    const value = Math.min(inside[membersUpTo] ?? Infinity, outside[othersUpTo] ?? Infinity);
    const membersBelow = membersUpTo;
    const othersBelow = othersUpTo;
    while (inside[membersUpTo]! <= value) membersUpTo += 1;
    while (outside[othersUpTo]! <= value) othersUpTo += 1;
    halfWins += (othersUpTo - othersBelow) * (membersBelow + membersUpTo);
    const lead = membersUpTo * outside.length - othersUpTo * inside.length;
    if (lead > bestLead) {
      bestLead = lead;
      threshold = value;
    }
  }
  return { threshold, balancedAccuracy: (1 + bestLead / pairs) / 2, auc: halfWins / (2 * pairs) };
}

/**
 * The share of values that a threshold judges members, 0 to 1.
 * @throws RangeError when there are none
 */
export function memberShare(values: Values, threshold: number): number {
  if (values.length === 0) throw new RangeError('a share needs at least one value, got 0');
  let judged = 0;
  for (let i = 0; i < values.length; i++) if (values[i]! <= threshold) judged += 1;
  return judged / values.length;
}

function sortFinite(name: string, values: Values): Float64Array {
  if (values.length === 0) throw new RangeError(`the attack needs at least one of ${name}, got 0`);
  refuseNonFinite(name, values);
  return Float64Array.from(values).sort();
}
