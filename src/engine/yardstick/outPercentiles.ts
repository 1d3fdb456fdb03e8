/** Where the margin of a sample under one model lies among the margins of models that never had the sample. */

import { takeSamples } from '../../data/takeSamples';
import { marginOfLoss } from '../../math/yardstick/margin';
import { percentileAmong } from '../../math/yardstick/operatingCurve';
import { evaluateMargins } from '../../model/evaluation';
import type { SampleIndex } from '../request';
import { removedSamples, type Session } from '../session';
import { type EnsembleMargins, outMargins } from './ensembleMargins';
import { findRetrained } from './retrain';

/** Of one forgotten sample, 0 to 100. */
export interface OutPercentile {
  readonly sample: SampleIndex;
  readonly unlearned: number;
  /** Of the model that was retrained without the forget set; null where none is at hand. */
  readonly retrained: number | null;
}

/** Margins of the forget set under the models that were retrained lately. */
const retrainedMargins = new WeakMap<object, Float32Array>();

/**
 * Takes the margins of the forget set under the retrained model of the session's state, where there is one: `outPercentiles` then has them. The network has
 * the session's weights again at the end.
 */
export async function noteRetrained(session: Session, signal?: AbortSignal): Promise<void> {
  const removed = removedSamples(session);
  const retrained = findRetrained(session, { removed, order: 'coupled' });
  if (!retrained || removed.length === 0) return;
  const { network, dataset } = session;
  try {
    network.setParameters(retrained.parameters);
    const forget = takeSamples(dataset, removed);
    retrainedMargins.set(retrained, await evaluateMargins(network, dataset, forget, { signal }));
  } finally {
    network.setParameters(session.parameters);
  }
}

/** The forgotten samples of the session's state, in the order in which they went. */
export function outPercentiles(session: Session, margins: EnsembleMargins): OutPercentile[] {
  const removed = removedSamples(session);
  const retrained = findRetrained(session, { removed, order: 'coupled' });
  const ofRetrained = retrained && retrainedMargins.get(retrained);
  return removed.map((sample, i) => {
    const others = outMargins(margins, sample);
    const loss = session.evaluation.training.losses[sample]!;
    const other = ofRetrained?.[i];
    return {
      sample,
      unlearned: percentileAmong(marginOfLoss(loss), others),
      retrained: other === undefined ? null : percentileAmong(other, others),
    };
  });
}
