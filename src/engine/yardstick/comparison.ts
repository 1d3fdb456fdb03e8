/** The record of a comparison with retraining: types, and what is refused when it is read, are of one schema. */

import * as v from 'valibot';
import { list, measured, number, type Plain, seed, whole } from '../../model/schema/plain';
import { type Form, readForm, versioned } from '../../model/schema/read';
import { retrainingOrderIds } from '../choices';
import { chance, metricsSchema, norm } from '../report';
import { bandReportSchema } from './bandReport';
import { comebackSchema } from './comebackSchema';
import { rewindLineSchema } from './rewindLineSchema';

const maybe = v.nullable(measured());
const cosine = v.nullable(measured(-1.01, 1.01));

const shareSchema = v.object({
  /** Sums over the forget set of what unlearning changed, and of what retraining did. */
  made: measured(),
  retrained: measured(),
  /** What leaving out a sample of no influence changes of the same sum, without its sign. */
  floor: measured(0),
  /** made / retrained; null: not defined, as `retrained` is under twice the floor. */
  share: maybe,
});

const floorSchema = v.object({
  /** The sample that was left out, and nothing else. */
  sample: whole(0),
  /** Of the model without it, on the sets of the comparison. */
  metrics: metricsSchema,
  /** From the original model. */
  distance: norm,
  divergence: v.object({ validation: chance, forget: v.nullable(chance) }),
  /** Of the unlearning step and the change of this model's weights; null where one of them is 0. */
  cosine,
});

/** What training makes of a difference that means nothing: the original model beside one retrained in its order without a sample of no influence. */
export type CoupledFloor = Plain<typeof floorSchema>;

const recoveredSchema = v.object({
  loss: shareSchema,
  margin: shareSchema,
  /** Correlation of the two changes over the validation images, of their losses and of their margins; null where one does not vary. */
  validation: v.object({ loss: cosine, margin: cosine }),
  weights: v.object({
    /** Of the change that was made and that of retraining; null where one is 0. */
    cosine,
    /** The distance to the retrained model, in units of that from the original to it; null where that is 0. */
    distanceLeft: v.nullable(norm),
  }),
  /** The same shares with another seed in the place of the training's: of the change that retraining makes there, from its own original. */
  seeds: list(v.object({ seed, loss: maybe, margin: maybe })),
});

/** How much of what coupled retraining does was done. */
export type Recovered = Plain<typeof recoveredSchema>;

/** The version of comparisons. 2 says in which order the model was retrained, and has the original, the floor and what was recovered. */
const comparisonVersion = 2;

export const comparisonSchema = v.object({
  schemaVersion: v.literal(comparisonVersion),
  /** The state of the history that was compared; 0: the original model. Of a removal that the guard rejected: the model that it would have been. */
  id: whole(0),
  order: v.picklist(retrainingOrderIds),
  /** k: retrained with the k-th other seeds (retrain.ts); null, or absent as in older records: with those of the original training. */
  retrainingSeed: v.optional(v.nullable(whole(1))),
  /** The original model on the same sets; null in older records. */
  original: v.nullable(metricsSchema),
  retrained: metricsSchema,
  unlearned: metricsSchema,
  /** Mean Jensen-Shannon divergence of the two models' predictions, base 2: 0 the same, 1 no overlap. */
  divergence: v.object({ validation: chance, forget: v.nullable(chance) }),
  /** Euclidean distance of the weights. */
  distanceToRetrained: norm,
  /** null for the independent order and for another seed, which it is no floor of. */
  floor: v.nullable(floorSchema),
  /** null where nothing was removed, the order is independent, or the seed is another. */
  recovered: v.nullable(recoveredSchema),
  /**
   * Epochs on all training data until the forget loss is at or below the original model's; null where that takes more than `limit`.
   * All of it is null where nothing was removed, or relearning was not measured.
   */
  relearnEpochs: v.nullable(
    v.object({ unlearned: v.nullable(norm), retrained: v.nullable(norm), limit: norm }),
  ),
  retrainingMs: number(0),
  /** Whether what was removed comes back; null where nothing was, or it was not measured. Absent where that was not known yet. */
  comeback: v.optional(v.nullable(comebackSchema)),
  /** Rewinding beside it, where it was measured: share against cost. */
  rewindLine: v.optional(rewindLineSchema),
  /** The noise of retraining; absent: it was not measured. */
  band: v.optional(bandReportSchema),
  /** Losses under the retrained model of the samples that are forgotten, in the order in which they went; absent: they were not noted. */
  forgetLosses: v.optional(list(norm)),
});

export type { Comeback } from './comebackSchema';

/** The model beside one retrained from scratch on the same retain set. */
export type RetrainingComparison = Plain<typeof comparisonSchema>;

/** Comparisons of before they had versions are of version 1: all were with the independent order. */
export const comparisonForm = {
  versionIn: 'schemaVersion',
  version: comparisonVersion,
  unversioned: 1,
  schema: comparisonSchema,
  migrations: {
    1: (comparison) => ({
      ...comparison,
      order: 'independent',
      original: null,
      floor: null,
      recovered: null,
    }),
  },
} satisfies Form<typeof comparisonSchema>;

/** A comparison of any version within another thing. */
export const anyComparisonSchema = versioned(comparisonForm);

/**
 * Reads a comparison of any version.
 * @param file what it is in, for the message
 * @throws FieldError that names the field, what it may be and what it is
 */
export function readComparison(comparison: unknown, file: string): RetrainingComparison {
  return readForm(comparisonForm, comparison, file);
}
