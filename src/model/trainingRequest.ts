import { createRandom } from '../math/random';

/** How to train: what the training panel, the command line and the checkpoint card hold. */
export interface TrainingRequest {
  readonly optimizer: 'sgd' | 'adam';
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
  /** `cosine`: falls along half a cosine wave, from the learning rate to a twentieth of it. */
  readonly schedule: 'constant' | 'cosine';
  /** Of SGD; Adam has its own 0.9 and 0.999. */
  readonly momentum: number;
  /** L2 term, added to the gradient in each step (of all trained weights), not to the reported loss. */
  readonly weightDecay: number;
  /** `flip-and-shift`: mirrored left to right or not, and moved by up to an eighth of the side each way; `shift`: moved by up to a fourteenth. */
  readonly augmentation: 'none' | 'shift' | 'flip-and-shift';
  readonly seed: number;
}

/** Ranges of the numbers, for the form and the checks. */
export const trainingRanges = {
  epochs: { from: 1, to: 1000, integer: true },
  batchSize: { from: 2, to: 4096, integer: true },
  learningRate: { from: 1e-6, to: 10, integer: false },
  momentum: { from: 0, to: 0.999, integer: false },
  weightDecay: { from: 0, to: 1, integer: false },
} as const;

export const trainingChoices = {
  optimizer: ['sgd', 'adam'],
  schedule: ['constant', 'cosine'],
  augmentation: ['none', 'shift', 'flip-and-shift'],
} as const;

/**
 * Refuses settings that cannot train.
 * @throws RangeError that names the setting and its value
 */
export function checkTraining(request: TrainingRequest): void {
  for (const [name, { from, to, integer }] of Object.entries(trainingRanges)) {
    const value = request[name as keyof typeof trainingRanges];
    if (!(value >= from && value <= to) || (integer && !Number.isInteger(value))) {
      throw new RangeError(
        `training needs ${name} ${integer ? 'a whole number ' : ''}from ${from} to ${to}, got ${value}`,
      );
    }
  }
  for (const [name, choices] of Object.entries(trainingChoices)) {
    const value = request[name as keyof typeof trainingChoices];
    if (!(choices as readonly string[]).includes(value)) {
      throw new RangeError(`training needs ${name} ${choices.join(' or ')}, got ${value}`);
    }
  }
  createRandom(request.seed);
}
