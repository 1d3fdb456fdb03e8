/**
 * Whether what was removed comes back: relearning on the retain set alone, probes and CKA on the hidden layers (layerReadings.ts), and what became of the
 * neighbours (neighbours.ts). Each reading is of the unlearned model beside the original and the retrained one.
 */

import { takeSamples, withoutSamples } from '../../data/takeSamples';
import { evaluateSet } from '../../model/evaluation';
import type { Job } from '../../model/job';
import type { EpochProgress } from '../../model/training';
import type { RetrainingOrderId } from '../choices';
import { meanLoss, measureRelearning } from '../metrics/relearning';
import type { SampleIndex } from '../request';
import { removedSamples, type Session } from '../session';
import type { Comeback } from './comebackSchema';
import type { ComparisonJob } from './compareWithRetraining';
import { readHiddenLayers } from './layerReadings';
import { measureNeighbours } from './neighbours';
import { findRetrained, retrain } from './retrain';
import { type OfThree, ofThree } from './threeModels';

export interface ComebackOptions {
  /** Epochs that relearning may take. */
  readonly relearnLimit: number;
  /** Draws probe images and control groups. */
  readonly seed: number;
}

/** The seed of the draws where nobody asks for another. */
export const comebackSeed = 1;
/** Epochs that relearning on the retain set may take, likewise. */
export const comebackRelearnLimit = 5;

export interface ComebackJob extends Job {
  /** Told of the training of the retrained model; never where it is known from a comparison. */
  readonly onRetraining?: ((progress: EpochProgress) => void) | undefined;
  /** As for a comparison. */
  readonly keep?: ComparisonJob['keep'];
}

/**
 * Measures whether what was removed comes back in the session's present state. The session stays as it is, and the network has its parameters again at
 * the end, whatever happens.
 * @param options `order`, `retrainingSeed`: those of the retrained model
 * @returns null where nothing is removed
 * @throws what `retrain` throws, where the retrained model is not known; AbortError when cancelled
 */
export async function measureStateComeback(
  session: Session,
  job: ComebackJob,
  options: ComebackOptions & { readonly order: RetrainingOrderId; readonly retrainingSeed?: number | null },
): Promise<Comeback | null> {
  const removed = removedSamples(session);
  if (removed.length === 0) return null;
  const { signal, onRetraining: onProgress, keep } = job;
  const plan = { removed, order: options.order, repeat: options.retrainingSeed ?? 0 };
  try {
    const known = findRetrained(session, plan);
    const kept = known ? undefined : await keep?.(plan);
    const retrained = known ?? (await retrain(session, plan, { signal, onProgress, ...kept?.job }));
    const both = { unlearned: session.parameters, retrained: retrained.parameters };
    const made = await measureComeback(session, both, removed, options, job);
    await kept?.drop();
    return made;
  } finally {
    session.network.setParameters(session.parameters);
  }
}

/** The share of the work that each part takes, about. */
const parts = { relearning: 0.6, probes: 0.3, neighbours: 0.1 };

/**
 * Measures whether samples come back in an unlearned model. The network is left with some weights of these.
 * @param removed the samples that are gone, at least one
 * @throws AbortError when cancelled
 */
export async function measureComeback(
  session: Pick<Session, 'network' | 'dataset' | 'trained' | 'training'>,
  { unlearned, retrained }: { readonly unlearned: Float32Array; readonly retrained: Float32Array },
  removed: readonly SampleIndex[],
  { relearnLimit, seed }: ComebackOptions,
  { signal, onProgress }: Job = {},
): Promise<Comeback> {
  const models: OfThree<Float32Array> = { original: session.trained.parameters, unlearned, retrained };
  const part = (before: number, share: number): Job => ({
    signal,
    onProgress: (fraction) => onProgress?.(before + fraction * share),
  });
  const relearning = await measureRelearnings(
    session,
    models,
    removed,
    relearnLimit,
    part(0, parts.relearning),
  );
  const probes = await readHiddenLayers(session, models, removed, seed, part(parts.relearning, parts.probes));
  const { network, dataset } = session;
  const evaluations = await ofThree(async (name) => {
    network.setParameters(models[name]);
    return {
      training: await evaluateSet(network, dataset, dataset.training, { signal }),
      validation: await evaluateSet(network, dataset, dataset.validation, { signal }),
    };
  });
  const neighbours = await measureNeighbours(
    session,
    evaluations,
    removed,
    seed,
    part(parts.relearning + parts.probes, parts.neighbours),
  );
  return { seed, relearning, probes, neighbours };
}

/** How far the loss on the removed samples falls while each of the two models trains on the others alone. */
async function measureRelearnings(
  session: Pick<Session, 'network' | 'dataset' | 'trained' | 'training'>,
  models: OfThree<Float32Array>,
  removed: readonly SampleIndex[],
  limit: number,
  { signal, onProgress }: Job,
): Promise<Comeback['relearning']> {
  const forget = takeSamples(session.dataset, removed);
  const left = withoutSamples(session.dataset, removed);
  session.network.setParameters(models.original);
  const target = await meanLoss(session, forget, { signal });
  const relearn = async (from: Float32Array, done: number) => {
    const { epochs, lossBefore, lossLowest } = await measureRelearning(
      session,
      left,
      from,
      forget,
      target,
      limit,
      { signal, onProgress: (fraction) => onProgress?.(done + fraction / 2) },
    );
    return { epochs, lossBefore, lossLowest };
  };
  return {
    limit,
    unlearned: await relearn(models.unlearned, 0),
    retrained: await relearn(models.retrained, 0.5),
  };
}
