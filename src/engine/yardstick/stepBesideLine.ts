/** Where a step stands beside the line of rewinding (rewindLine.ts). For the page too: nothing here computes with a network. */

import { type LineSide, sideOfLine } from '../../math/yardstick/lineSide';
import type { RetrainingComparison } from './comparison';
import type { RewindLine } from './rewindLineSchema';

/** The share that each point makes of what retraining does. */
export function sharesOf({ points }: RewindLine): number[] {
  const whole = points.at(-1)!.made;
  return points.map(({ made }) => made / whole);
}

/** Where the removals that lead to a compared state stand beside its line; null where there is none, or their share is not defined. */
export function sideOfStep({
  recovered,
  rewindLine,
}: Pick<RetrainingComparison, 'recovered' | 'rewindLine'>): LineSide | null {
  const share = recovered?.loss.share ?? null;
  if (!rewindLine || share === null) return null;
  const shares = sharesOf(rewindLine);
  const points = rewindLine.points.map(({ ms }, i) => ({ ms, share: shares[i]! }));
  return sideOfLine(points, { ms: rewindLine.stepMs, share });
}
