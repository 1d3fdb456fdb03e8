/** Which ensemble: everything that its models depend on, but for the rounding of what computes them. */

import * as v from 'valibot';
import type { Dataset } from '../../data/dataset';
import { digest, list, name, type Plain, seed, whole } from '../../model/schema/plain';
import { stagesOf, type TrainingRecord, trainingStageSchema } from '../../model/trainingRequest';
import { SaidError } from '../../words/saidError';
import { ensembleCount } from './ensembleNumbers';
import { memberSeed } from './halves';
import { inOrder, keyOfText } from './keyOfText';

/** A training without its seed, as each model has its own, and without the form of its loop, which is always the present one. */
const stagesSchema = list(v.omit(trainingStageSchema, ['seed', 'loop']), 1, 1000);

export const ensembleSpecEntries = {
  /** Of the training images and labels. */
  data: digest,
  /** An id of the table of models, or `own`. */
  model: name,
  parameterCount: whole(1, 2 ** 31 - 1),
  /** The trainings of a model, in order. Each model has a seed of its own, from the ensemble's. */
  stages: stagesSchema,
  seed,
  /** Models: K. */
  count: whole(ensembleCount.minimum, ensembleCount.maximum),
};

const specSchema = v.object(ensembleSpecEntries);

export type EnsembleSpec = Plain<typeof specSchema>;

/** How many models, and the seed of their halves and trainings. */
export type EnsembleChoice = Pick<EnsembleSpec, 'count' | 'seed'>;

/** The model whose training an ensemble repeats. */
export interface EnsembleOriginal {
  readonly dataset: Pick<Dataset, 'digest'>;
  /** The id of its architecture. */
  readonly model: string;
  readonly parameterCount: number;
  readonly training: TrainingRecord;
}

/**
 * The ensemble of a model: its data, its architecture and its trainings.
 * @throws SaidError where nobody knows how the original was trained
 */
export function specOf(
  { dataset, model, parameterCount, training }: EnsembleOriginal,
  { count, seed: ofEnsemble }: EnsembleChoice,
): EnsembleSpec {
  const stages = stagesOf(training);
  if (stages === null) throw new SaidError('engine.failed.notRetrainable', []);
  return {
    data: dataset.digest,
    model,
    parameterCount,
    stages: v.parse(stagesSchema, stages),
    seed: ofEnsemble,
    count,
  };
}

/** How model number `model` of an ensemble is trained. */
export function memberTraining({ stages, seed: ofEnsemble }: EnsembleSpec, model: number): TrainingRecord {
  const own = memberSeed(ofEnsemble, model);
  const seeded = stages.map((stage) => ({ ...stage, seed: own, loop: 2 as const }));
  const { ended: _, ...last } = seeded.at(-1)!;
  const epochs = seeded.reduce((sum, { ended }) => sum + ended, 0);
  return { ...last, epochs, stages: seeded };
}

/** Names an ensemble: equal specifications, equal keys. */
export function ensembleKey({ data, model, parameterCount, stages, seed, count }: EnsembleSpec): string {
  return keyOfText(JSON.stringify([data, model, parameterCount, stages.map(inOrder), seed, count]));
}
