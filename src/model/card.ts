/** The card of a checkpoint: what a model is, what it was trained on and how, and how good it is. */

import * as v from 'valibot';
import { modelScalingSchema } from './own/scaling';
import { backendNames, provenanceSchema } from './provenance';
import { parseOptional } from './schema/parse';
import { digest, list, name, number, type Plain, type RuleBreak, rule, share, whole } from './schema/plain';
import { type Form, readForm } from './schema/read';
import { type TrainingRecord, trainingRecordEntries } from './trainingRequest';

/** Most of anything that is counted: samples, parameters. */
const most = 2 ** 31 - 1;

const dataCardSchema = v.object({
  id: name,
  name,
  /** Of the training images and labels: equal digests mean equal data. */
  digest,
  /** Height, width, channels. */
  shape: v.strictTuple([whole(1, 4096), whole(1, 4096), whole(1, 4096)]),
  classNames: list(name, 1, 256),
  trainingCount: whole(1, most),
  validationCount: whole(0, most),
});

/** The data that a model was trained on, and how it was split. */
export type DataCard = Plain<typeof dataCardSchema>;

const trainingCardEntries = {
  ...trainingRecordEntries,
  trainingAccuracy: share,
  /** On the validation images that were there when it was trained. */
  validationAccuracy: share,
  backend: v.picklist(backendNames),
  data: dataCardSchema,
  /** Where it was trained; null where nobody knows. */
  provenance: v.nullable(provenanceSchema),
};

/** The trainings of a card have as many epochs as the card says. */
function checkEpochs({ epochs, stages }: Pick<TrainingRecord, 'epochs' | 'stages'>): RuleBreak | null {
  if (!stages) return null;
  const value = stages.reduce((sum, { ended }) => sum + ended, 0);
  if (value === epochs) return null;
  return { at: ['epochs'], expected: { kind: 'sumOfStages', value } };
}

function checkRemoved({
  removedCount = 0,
  data,
}: {
  readonly removedCount?: number | undefined;
  readonly data: DataCard;
}): RuleBreak | null {
  if (removedCount <= data.trainingCount) return null;
  return { at: ['removedCount'], expected: { kind: 'whole', from: 0, to: data.trainingCount } };
}

/** A session's file names the training of its model by such a card. */
export const trainingCardSchema = v.pipe(v.object(trainingCardEntries), rule(checkEpochs));

/** How weights came to be, and how good they are. */
export type TrainingCard = Plain<typeof trainingCardSchema>;

/** The factors of a secant pair: float16 has few digits below 6e-5, so its vectors are kept with a largest entry of 1. */
const scale = number(1e-45, 1e9);

const checkpointCardSchema = v.pipe(
  v.object({
    ...trainingCardEntries,
    format: v.literal('lethe-checkpoint'),
    version: v.literal(3),
    /** An id of the table of models, or `own`. */
    model: name,
    modelName: name,
    parameterCount: whole(1, most),
    precision: v.picklist(['float32', 'float16']),
    secantScale: v.object({ s: scale, y: scale }),
    /** How images are scaled for a model of the user's own; absent: as the lab scales its data. */
    scaling: v.optional(modelScalingSchema),
    /** Samples that were unlearned after the training; absent: none. */
    removedCount: v.optional(whole(0, most)),
  }),
  rule(checkEpochs),
  rule(checkRemoved),
);

export type CheckpointCard = Plain<typeof checkpointCardSchema>;

/** Version 3 says where the weights were made. */
export const cardForm = {
  format: 'lethe-checkpoint',
  versionIn: 'version',
  version: 3,
  schema: checkpointCardSchema,
  migrations: { 2: (card) => ({ ...card, provenance: null }) },
} satisfies Form<typeof checkpointCardSchema>;

/**
 * Reads a card of any version.
 * @param file the name of its file, for the message
 * @throws FieldError that names the field, what it may be and what it is
 */
export function readCard(card: unknown, file: string): CheckpointCard {
  return readForm(cardForm, card, file);
}

/**
 * Reads the text of a card.
 * @throws FieldError, as readCard
 */
export function parseCard(text: string, file: string): CheckpointCard {
  return readCard(parseOptional(text), file);
}
