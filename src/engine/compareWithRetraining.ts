/**
 * The yardstick: the session's model beside one that was trained from scratch without the removed samples, with the same seed. Both are measured on the
 * same sets; gaps are in metrics/gaps.ts.
 */

import type { ImageSet } from '../data/dataset';
import { takeSamples } from '../data/takeSamples';
import { norm, subtract } from '../math/linear/vector';
import { meanJensenShannon } from '../math/network/jensenShannon';
import { evaluateSet } from '../model/evaluation';
import type { EpochProgress } from '../model/training';
import { measureModel } from './metrics/measureModel';
import { meanLoss, measureRelearning } from './metrics/relearning';
import type { RetrainingComparison } from './report';
import { findRetrained, type RetrainingJob, retrain } from './retrain';
import { removedSamples, type Session, standing } from './session';

export interface ComparisonJob {
  readonly signal?: AbortSignal | undefined;
  /** Told of the training of the yardstick; never where it is known from an earlier comparison or removal. */
  readonly onProgress?: ((progress: EpochProgress) => void) | undefined;
  /** Of the training of the yardstick, as `retrain` has them. */
  readonly resume?: RetrainingJob['resume'];
  readonly onEpoch?: RetrainingJob['onEpoch'];
}

export interface ComparisonOptions {
  /** Epochs that relearning may take; 0: it is not measured, as it takes up to so many epochs of training for each model. */
  readonly relearnLimit?: number;
}

/**
 * Compares the session's present state with retraining. The last few retrained models of a session are kept: states with the same removed samples, by
 * whatever method, share one. The session stays as it is, and the network has its parameters again at the end, whatever happens.
 * @throws SaidError where the original's training is not known, or the retraining diverges; AbortError when cancelled
 */
export async function compareWithRetraining(
  session: Session,
  job: ComparisonJob = {},
  { relearnLimit = 0 }: ComparisonOptions = {},
): Promise<RetrainingComparison> {
  const { network, dataset, parameters, evaluation } = session;
  const { signal } = job;
  const removed = removedSamples(session);
  const forget = removed.length === 0 ? null : takeSamples(dataset, removed);
  try {
    const yardstick = findRetrained(session, removed) ?? (await retrain(session, removed, job));
    const both = [parameters, yardstick.parameters] as const;
    const batchNorms = evaluation.batchGradientNormMean !== null;
    const retrained = await measureModel(session, yardstick.parameters, removed, { signal }, { batchNorms });
    return {
      id: standing(session),
      retrained: retrained.metrics,
      unlearned: evaluation.metrics,
      divergence: {
        validation: await measureDivergence(session, both, dataset.validation, signal),
        forget: forget && (await measureDivergence(session, both, forget, signal)),
      },
      distanceToRetrained: norm(subtract(parameters, yardstick.parameters)),
      relearnEpochs:
        forget && relearnLimit > 0
          ? await measureRelearnings(session, both, forget, relearnLimit, signal)
          : null,
      retrainingMs: yardstick.retrainingMs,
    };
  } finally {
    network.setParameters(session.parameters);
  }
}

/** The session's model and the retrained one. */
type Both = readonly [unlearned: Float32Array, retrained: Float32Array];

/** The mean Jensen-Shannon divergence of the two models' predictions on a set. */
async function measureDivergence(
  { network, dataset }: Session,
  [unlearned, retrained]: Both,
  set: ImageSet,
  signal: AbortSignal | undefined,
): Promise<number> {
  const predict = async (parameters: Float32Array) => {
    network.setParameters(parameters);
    return (await evaluateSet(network, dataset, set, { signal })).probabilities;
  };
  return meanJensenShannon(await predict(unlearned), await predict(retrained), network.classes);
}

/** How fast each of the two models gets back to the original's loss on the forget set. */
async function measureRelearnings(
  session: Session,
  [unlearned, retrained]: Both,
  forget: ImageSet,
  limit: number,
  signal: AbortSignal | undefined,
): Promise<RetrainingComparison['relearnEpochs']> {
  session.network.setParameters(session.trained.parameters);
  const target = await meanLoss(session, forget, { signal });
  const relearn = async (from: Float32Array) =>
    (await measureRelearning(session, session.dataset, from, forget, target, limit, { signal })).epochs;
  return { unlearned: await relearn(unlearned), retrained: await relearn(retrained), limit };
}
