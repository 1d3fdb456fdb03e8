/** The fields of the training form, and what a person typed into them. */

import type { TrainingRequest, trainingChoices, trainingRanges } from '../../worker/protocol';

export type TrainingField = Exclude<keyof TrainingRequest, 'loop' | 'lastBatch' | 'reversal'>;
export type TrainingNumber = keyof typeof trainingRanges | 'seed';
export type TrainingChoice = keyof typeof trainingChoices;

/** Fields that the person changed, as text. */
export type TrainingEdits = Readonly<Partial<Record<TrainingField, string>>>;
