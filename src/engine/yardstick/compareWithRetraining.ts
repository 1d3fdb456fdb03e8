/**
 * The yardstick: the session's model beside one that was trained from scratch without the removed samples. All models are measured on the same sets; gaps
 * are in metrics/gaps.ts, what they mean beside the coupled floor in docs/method.md.
 */

import type { ImageSet } from '../../data/dataset';
import { takeSamples } from '../../data/takeSamples';
import { norm, subtract } from '../../math/linear/vector';
import { outputLosses } from '../../math/network/outputLoss';
import { evaluateSet } from '../../model/evaluation';
import type { EpochProgress } from '../../model/training';
import type { RetrainingOrderId } from '../choices';
import { type ModelEvaluation, measureModel } from '../metrics/measureModel';
import { meanLoss, measureRelearning } from '../metrics/relearning';
import { removedSamples, type Session, standing } from '../session';
import type { CoupledFloor, RetrainingComparison } from './comparison';
import { floorPlan } from './coupledFloor';
import { cosineOfChanges, type MeasuredModel, measureRecovered } from './recovered';
import { findRetrained, type Retrained, type RetrainingJob, type RetrainingPlan, retrain } from './retrain';

/** Progress of a training that is kept. */
export interface KeptRetraining {
  /** What the retraining is given. */
  readonly job: Pick<RetrainingJob, 'resume' | 'onEpoch'>;
  /** Lets go of the progress, once the outcome is there. */
  drop(): Promise<void>;
}

export interface ComparisonJob {
  readonly signal?: AbortSignal | undefined;
  /** Told of the trainings, as of one; never where all are known from earlier comparisons or removals. */
  readonly onProgress?: ((progress: EpochProgress) => void) | undefined;
  /** Keeps the progress of a training; absent: an interrupted one begins anew. */
  readonly keep?: ((plan: RetrainingPlan) => Promise<KeptRetraining>) | undefined;
}

export interface ComparisonOptions {
  readonly order?: RetrainingOrderId;
  /** k, from 1: the model is retrained with the k-th other seeds (RetrainingPlan.repeat); null: with those of the original training. */
  readonly retrainingSeed?: number | null;
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
  { order = 'coupled', retrainingSeed = null, relearnLimit = 0 }: ComparisonOptions = {},
): Promise<RetrainingComparison> {
  const { network, dataset, parameters, evaluation } = session;
  const { signal } = job;
  const removed = removedSamples(session);
  const forget = removed.length === 0 ? null : takeSamples(dataset, removed);
  const unlearned = { parameters, evaluation };
  try {
    const plans: RetrainingPlan[] = [{ removed, order, repeat: retrainingSeed ?? 0 }];
    // Another seed, or another order, differs by more than the samples: the floor is none of it.
    if (order === 'coupled' && retrainingSeed === null) plans.push(await floorPlan(session, removed, signal));
    const { models, drop } = await retrainAll(session, plans, job);
    const [yardstick, floor] = models;
    const measure = (model: Float32Array) => measureOn(session, model, signal);
    const retrained = await measure(yardstick!.parameters);
    const original = await measure(session.trained.parameters);
    const compared = floor && { original, unlearned, retrained, floor: await measure(floor.parameters) };
    const pair = (other: MeasuredModel, from: MeasuredModel = unlearned) =>
      measureDivergences(session, [from.parameters, other.parameters], forget, signal);
    const comparison: RetrainingComparison = {
      schemaVersion: 2,
      id: standing(session),
      order,
      ...(retrainingSeed === null ? {} : { retrainingSeed }),
      original: original.evaluation.metrics,
      retrained: retrained.evaluation.metrics,
      unlearned: evaluation.metrics,
      divergence: await pair(retrained),
      distanceToRetrained: norm(subtract(parameters, yardstick!.parameters)),
      floor: compared ? floorOf(compared, plans[1]!.removed[0]!, await pair(compared.floor, original)) : null,
      recovered: compared && forget ? { ...measureRecovered(compared, removed), seeds: [] } : null,
      relearnEpochs:
        forget && relearnLimit > 0
          ? await measureRelearnings(
              session,
              [parameters, yardstick!.parameters],
              forget,
              relearnLimit,
              signal,
            )
          : null,
      retrainingMs: yardstick!.retrainingMs,
      forgetLosses: removed.map((sample) => retrained.evaluation.training.losses[sample]!),
    };
    await drop();
    return comparison;
  } finally {
    network.setParameters(session.parameters);
  }
}

/** Trains what is not known yet, one after the other, and tells of it as of one training. `drop` lets go of the progress that was kept. */
async function retrainAll(
  session: Session,
  plans: readonly RetrainingPlan[],
  { signal, onProgress, keep }: ComparisonJob,
): Promise<{ readonly models: readonly Retrained[]; drop(): Promise<void> }> {
  const missing = plans.filter((plan) => !findRetrained(session, plan));
  const trained: Retrained[] = [];
  const done: KeptRetraining[] = [];
  for (const plan of plans) {
    const known = findRetrained(session, plan);
    const place = missing.indexOf(plan);
    const kept = known ? undefined : await keep?.(plan);
    const tell = (progress: EpochProgress) => onProgress?.(asOneOf(progress, place, missing.length));
    trained.push(known ?? (await retrain(session, plan, { signal, onProgress: tell, ...kept?.job })));
    if (kept) done.push(kept);
  }
  const drop = async () => {
    for (const kept of done) await kept.drop();
  };
  return { models: trained, drop };
}

/** The progress of one of several trainings that take equally long, as that of them all. */
function asOneOf(progress: EpochProgress, place: number, count: number): EpochProgress {
  const { fraction, remainingMs } = progress;
  const ofOne = remainingMs / Math.max(1 - fraction, 1e-9);
  return {
    ...progress,
    fraction: (place + fraction) / count,
    remainingMs: remainingMs + (fraction < 1 ? (count - place - 1) * ofOne : 0),
  };
}

/** A model on the sets of the session's state. */
async function measureOn(
  session: Session,
  parameters: Float32Array,
  signal: AbortSignal | undefined,
): Promise<MeasuredModel & { readonly evaluation: ModelEvaluation }> {
  const batchNorms = session.evaluation.batchGradientNormMean !== null;
  const removed = removedSamples(session);
  return {
    parameters,
    evaluation: await measureModel(session, parameters, removed, { signal }, { batchNorms }),
  };
}

function floorOf(
  {
    original,
    unlearned,
    floor,
  }: {
    readonly original: MeasuredModel;
    readonly unlearned: MeasuredModel;
    readonly floor: MeasuredModel & { readonly evaluation: ModelEvaluation };
  },
  sample: number,
  divergence: CoupledFloor['divergence'],
): CoupledFloor {
  return {
    sample,
    metrics: floor.evaluation.metrics,
    distance: norm(subtract(floor.parameters, original.parameters)),
    divergence,
    cosine: cosineOfChanges(original.parameters, unlearned.parameters, floor.parameters),
  };
}

/** Two models. */
type Both = readonly [first: Float32Array, second: Float32Array];

async function measureDivergences(
  session: Session,
  both: Both,
  forget: ImageSet | null,
  signal: AbortSignal | undefined,
): Promise<RetrainingComparison['divergence']> {
  return {
    validation: await measureDivergence(session, both, session.dataset.validation, signal),
    forget: forget && (await measureDivergence(session, both, forget, signal)),
  };
}

/** The mean Jensen-Shannon divergence of two models' predictions on a set. */
async function measureDivergence(
  { network, dataset }: Session,
  [first, second]: Both,
  set: ImageSet,
  signal: AbortSignal | undefined,
): Promise<number> {
  const predict = async (parameters: Float32Array) => {
    network.setParameters(parameters);
    return (await evaluateSet(network, dataset, set, { signal })).probabilities;
  };
  const { divergence } = outputLosses[network.graph.loss];
  return divergence(await predict(first), await predict(second), network.classes);
}

/** How fast each of two models gets back to the original's loss on the forget set. */
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
