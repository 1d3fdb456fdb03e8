/** Where the margin of a sample under one model lies among the margins of models that never had the sample. */

import { marginOfLoss } from '../../math/yardstick/margin';
import { percentileAmong } from '../../math/yardstick/operatingCurve';
import { valueAt } from '../../math/yardstick/quantile';
import type { SampleIndex } from '../request';
import { removedSamples, type Session } from '../session';
import type { RetrainingComparison } from './comparison';
import { type EnsembleMargins, outMargins } from './ensembleMargins';

/** Of one forgotten sample, 0 to 100. */
export interface OutPercentile {
  readonly sample: SampleIndex;
  readonly unlearned: number;
  /** Of the model that was retrained in the coupled order without the forget set; null where the state was not compared with it. */
  readonly retrained: number | null;
  /** What models that never had the sample make of its label: how many they are, the probability of the middle one, and where four fifths of them lie. */
  readonly out: {
    readonly count: number;
    readonly middle: number;
    readonly low: number;
    readonly high: number;
  };
}

/** The probability of a margin m: 1 / (1 + e^-m). */
const chanceOf = (margin: number) => 1 / (1 + Math.exp(-margin));

/** Four fifths of the models lie between these shares. */
const most = [0.1, 0.9] as const;

function describeOut(margins: readonly number[]): OutPercentile['out'] {
  const sorted = Float64Array.from(margins).sort();
  const chanceAt = (share: number) => chanceOf(valueAt(sorted, share));
  return { count: sorted.length, middle: chanceAt(0.5), low: chanceAt(most[0]), high: chanceAt(most[1]) };
}

/**
 * The forgotten samples of the session's state, in the order in which they went.
 * @param comparison of this state with retraining, where there is one
 */
export function outPercentiles(
  session: Session,
  margins: EnsembleMargins,
  comparison?: Pick<RetrainingComparison, 'order' | 'forgetLosses'>,
): OutPercentile[] {
  const removed = removedSamples(session);
  const ofRetrained = comparison?.order === 'coupled' ? comparison.forgetLosses : undefined;
  return removed.map((sample, i) => {
    const others = outMargins(margins, sample);
    const place = (loss: number) => percentileAmong(marginOfLoss(loss), others);
    const retrained = ofRetrained?.[i];
    return {
      sample,
      unlearned: place(session.evaluation.training.losses[sample]!),
      retrained: retrained === undefined ? null : place(retrained),
      out: describeOut(others),
    };
  });
}
