import * as v from 'valibot';
import { createRandom } from '../math/random/random';
import { SaidError } from '../words/saidError';
import { list, name, number, type Plain, seed, whole } from './schema/plain';

/** Ranges of the numbers, for the form and the checks. */
export const trainingRanges = {
  epochs: { from: 1, to: 1000, integer: true },
  batchSize: { from: 2, to: 4096, integer: true },
  learningRate: { from: 1e-6, to: 10, integer: false },
  momentum: { from: 0, to: 0.999, integer: false },
  weightDecay: { from: 0, to: 1, integer: false },
} as const;

export const trainingChoices = {
  /** `newton`: to the minimum, for models that have one (minimise.ts). */
  optimizer: ['sgd', 'adam', 'newton'],
  schedule: ['constant', 'cosine'],
  augmentation: ['none', 'shift', 'flip-and-shift'],
} as const;

/**
 * `keep`: a batch of one sample is a step of its own, normalised by its own pixels, as in the authors' code; `frozen`: such a step takes the running statistics, and leaves them
 * as they are.
 */
export const lastBatches = ['keep', 'frozen'] as const;

/** How much of a reversed head's gradient reaches the layers before it. */
export const reversalStrength = { from: 0, to: 10, usual: 0.1 } as const;

/** Ways to choose what a head guesses (reversalAttributes.ts). */
export const attributeChoices = ['all', 'random', 'picked'] as const;
export type AttributeChoice = (typeof attributeChoices)[number];

/** Most attributes that a head guesses. */
const mostAttributes = 256;

const { epochs, batchSize, learningRate, momentum, weightDecay } = trainingRanges;

/** Most epochs of all trainings together that weights can have seen. */
const mostEpochs = 1_000_000;

const settings = {
  optimizer: v.picklist(trainingChoices.optimizer),
  batchSize: whole(batchSize.from, batchSize.to),
  learningRate: number(learningRate.from, learningRate.to),
  /** `cosine`: falls along half a cosine wave, from the learning rate to a twentieth of it. */
  schedule: v.picklist(trainingChoices.schedule),
  /** Of SGD; Adam has its own 0.9 and 0.999. */
  momentum: number(momentum.from, momentum.to),
  /** L2 term, added to the gradient in each step (of all trained weights), not to the reported loss. */
  weightDecay: number(weightDecay.from, weightDecay.to),
  /** `flip-and-shift`: mirrored left to right or not, and moved by up to an eighth of the side each way; `shift`: moved by up to a fourteenth. */
  augmentation: v.picklist(trainingChoices.augmentation),
  seed,
  /**
   * The form of the loop (model/epochs.ts). 2: augmentation has a stream of random numbers for each seed, epoch and sample, and a last batch of one sample
   * joins the one before it in batch-normalised nets alone. Absent: as before there were two; augmentation goes on in the stream of the order, and such a
   * batch always joins.
   */
  loop: v.optional(v.literal(2)),
  /** What becomes of a batch of one sample in a batch-normalised net. Absent: it joins the batch before it. */
  lastBatch: v.optional(v.picklist(lastBatches)),
  /** A second head guesses attributes of the samples, and the layers before it learn that it cannot (reversal.ts). Absent: there is none. */
  reversal: v.optional(
    v.object({
      strength: number(reversalStrength.from, reversalStrength.to),
      /** By their names in the data. */
      attributes: list(name, 1, mostAttributes),
    }),
  ),
};

const requestEntries = { ...settings, epochs: whole(epochs.from, epochs.to) };

export const trainingRequestSchema = v.object(requestEntries);

/** How to train: what the training panel, the command line and the checkpoint card hold. */
export type TrainingRequest = Plain<typeof trainingRequestSchema>;

/** What a training hides, and how much. */
export type Reversal = NonNullable<TrainingRequest['reversal']>;

export const trainingStageSchema = v.object({
  ...requestEntries,
  /** After how many of its epochs it ended. */
  ended: whole(1, epochs.to),
});

/** One of the trainings that made some weights, each from where the one before it ended. */
export type TrainingStage = Plain<typeof trainingStageSchema>;

/** The members of a TrainingRecord. */
export const trainingRecordEntries = {
  ...settings,
  /** Of all trainings together; 0 for weights that were not trained here. */
  epochs: whole(0, mostEpochs),
  /** All trainings, in order. Absent: there was one, and it went to its end. null: nobody knows how the weights began. */
  stages: v.optional(v.nullable(list(trainingStageSchema, 1, mostEpochs))),
};

/** How weights were trained: the settings of the last training, and `epochs` in all. */
export type TrainingRecord = Plain<v.ObjectSchema<typeof trainingRecordEntries, undefined>>;

/** The trainings that make the weights of a record again; null where nobody knows them. */
export function stagesOf({ stages, ...training }: TrainingRecord): readonly TrainingStage[] | null {
  if (stages !== undefined) return stages;
  return training.epochs < 1 ? null : [{ ...pickTraining(training), ended: training.epochs }];
}

/**
 * The record of weights.
 * @param epochs that they have seen in all
 * @param before what the training went on from; absent: from fresh weights
 */
export function recordTraining(
  request: TrainingRequest,
  epochs: number,
  before?: TrainingRecord,
): TrainingRecord {
  const record = { ...pickTraining(request), epochs };
  const ended = epochs - (before?.epochs ?? 0);
  if (!before && ended === request.epochs) return record;
  const earlier = before ? stagesOf(before) : [];
  return { ...record, stages: earlier && [...earlier, { ...pickTraining(request), ended }] };
}

/** The settings alone, of a record or a card. */
export function pickTraining(training: TrainingRequest): TrainingRequest {
  const { optimizer, epochs, batchSize, learningRate, schedule } = training;
  const { momentum, weightDecay, augmentation, seed, loop, lastBatch, reversal } = training;
  return {
    optimizer,
    epochs,
    batchSize,
    learningRate,
    schedule,
    momentum,
    weightDecay,
    augmentation,
    seed,
    ...(loop === undefined ? {} : { loop }),
    ...(lastBatch === undefined ? {} : { lastBatch }),
    ...(reversal === undefined ? {} : { reversal }),
  };
}

/**
 * Refuses settings that cannot train.
 * @throws SaidError that names the setting and its value
 */
export function checkTraining(request: TrainingRequest): void {
  for (const [name, { from, to, integer }] of Object.entries(trainingRanges)) {
    const value = request[name as keyof typeof trainingRanges];
    if (!(value >= from && value <= to) || (integer && !Number.isInteger(value))) {
      throw new SaidError('model.training.range', [{ name, whole: integer, from, to, value }]);
    }
  }
  for (const [name, choices] of Object.entries(trainingChoices)) {
    const value = request[name as keyof typeof trainingChoices];
    if (!(choices as readonly string[]).includes(value)) {
      throw new SaidError('model.training.choice', [{ name, choices, value }]);
    }
  }
  const { from, to } = reversalStrength;
  const value = request.reversal?.strength ?? from;
  if (!(value >= from && value <= to)) {
    throw new SaidError('model.training.range', [
      { name: 'reversal.strength', whole: false, from, to, value },
    ]);
  }
  createRandom(request.seed);
}
