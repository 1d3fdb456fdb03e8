/**
 * A recipe: what it takes to have a lab as it was, and the digest by which one knows it. A link, a file and `lethe replay` are of this one type; a session's
 * file holds one too (docs/recipe.md). It holds no image and no weight.
 */

import * as v from 'valibot';
import { requestSchema } from '../../engine/request';
import { scalingIds } from '../../model/own/scaling';
import { provenanceSchema } from '../../model/provenance';
import { digest, list, name, type Plain, type RuleBreak, rule, share, whole } from '../../model/schema/plain';
import type { Form } from '../../model/schema/read';
import { trainingRecordEntries } from '../../model/trainingRequest';

/** Characters of one setting; a list of samples can be long. */
const longestSetting = 1_000_000;
/** Removals of one recipe. */
const mostSteps = 100_000;

const stepSchema = v.object({
  /** The state that it starts from; absent: the one that the step before it led to. */
  from: v.optional(whole(0)),
  request: requestSchema,
});

/** A removal of a recipe. */
export type RecipeStep = Plain<typeof stepSchema>;

export const recipeSchema = v.pipe(
  v.object({
    format: v.literal('lethe-recipe'),
    version: v.literal(1),
    /** What wrote it, and where its digest comes from; null where nobody knows. */
    provenance: v.nullable(provenanceSchema),
    data: v.object({
      id: name,
      name,
      /** Of the training images and labels. */
      digest,
      trainingCount: whole(1),
      validationCount: whole(0),
    }),
    model: v.object({
      id: name,
      name,
      /** Of the original weights; null: the model is not trained. */
      digest: v.nullable(digest),
      /** How the pixels of a model of one's own are scaled; absent: as it does best, and as the data say for a model of the lab. */
      scaling: v.optional(v.picklist(scalingIds)),
    }),
    /** How the original was trained, its seeds among it; null: it is not. */
    training: v.nullable(v.object(trainingRecordEntries)),
    /** The page's settings as the address writes them, by their names. */
    settings: v.record(name, v.pipe(v.string(), v.maxLength(longestSetting))),
    /** The removals; the first leads to state 1. */
    steps: list(stepSchema, 0, mostSteps),
    /** The state to be in; 0: the original model. */
    current: whole(0),
    /** What is open on the page; absent: as the page opens by itself. */
    view: v.optional(
      v.object({
        /** The state of the history on show, where it is not the one to be in. */
        shown: v.optional(whole(0)),
        /** Samples that are selected. */
        selected: v.optional(list(whole(0))),
      }),
    ),
    /** What comes of it; null: nobody said. */
    expect: v.nullable(
      v.object({
        /** Of the weights. */
        digest,
        /** null: they were not measured in this state. */
        accuracies: v.nullable(
          v.object({
            residual: share,
            validation: share,
            /** null: nothing is forgotten. */
            forget: v.nullable(share),
          }),
        ),
      }),
    ),
  }),
  rule(checkStates),
);

/** What it takes to have a lab as it was. */
export type Recipe = Plain<typeof recipeSchema>;

/** A step starts from a state that is there by then. */
function checkStates({
  steps,
  current,
}: {
  readonly steps: readonly { readonly from?: number | undefined }[];
  readonly current: number;
}): RuleBreak | null {
  const early = steps.findIndex(({ from }, i) => from !== undefined && from > i);
  if (early >= 0) return { at: ['steps', early, 'from'], expected: { kind: 'whole', from: 0, to: early } };
  if (current <= steps.length) return null;
  return { at: ['current'], expected: { kind: 'whole', from: 0, to: steps.length } };
}

export const recipeForm = {
  format: 'lethe-recipe',
  versionIn: 'version',
  version: 1,
  schema: recipeSchema,
  migrations: {},
} satisfies Form<typeof recipeSchema>;
