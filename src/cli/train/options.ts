/** The options of `lethe train`, read into a plain description; ranges and names are those of the training's own tables. */

import { defaultSource } from '../../data/defaultSource';
import { numericParameters } from '../../engine/parameters';
import {
  attributeChoices,
  lastBatches,
  reversalStrength,
  type TrainingRequest,
  trainingChoices,
  trainingRanges,
} from '../../model/trainingRequest';
import { say } from '../../words/say';
import { type Backend, backends } from '../backends';
import { OptionError } from '../commandError';
import { choice, count, flag, list, number, type OptionValues, rangeOf, text } from '../options/option';
import { readOptions } from '../options/readOptions';

/** What a training is asked to do. */
export interface TrainSpec {
  /** As loadData takes it. */
  readonly data: readonly string[];
  /** The data source that the files are of. */
  readonly as: string | null;
  readonly limit: number | null;
  /** Ids of the table; empty: all that are meant for such images. */
  readonly models: readonly string[];
  readonly precision: 'float32' | 'float16';
  readonly backend: Backend;
  /** What takes the place of a model's own settings. */
  readonly settings: Partial<TrainingRequest>;
  /** The attributes that a reversed head guesses: names, or a choice of them that the data decide; empty: there is no head. */
  readonly reverse: readonly string[];
  readonly reverseStrength: number;
  readonly out: string;
  /** Write over another training. */
  readonly force: boolean;
  /** Take the folder from a process on another machine. */
  readonly takeOver: boolean;
}

const dataAndModel = () => say('cli.groupData');
const ownSettings = () => say('cli.groupSettings');
const run = () => say('cli.groupRun');

function ranged(name: keyof typeof trainingRanges) {
  const { from, to, integer } = trainingRanges[name];
  const range = { minimum: from, maximum: to, whole: integer };
  return number(ownSettings, range, () => rangeOf(range));
}

const strengthRange = { minimum: reversalStrength.from, maximum: reversalStrength.to, whole: false };

export const trainOptions = {
  data: list(dataAndModel, 'ID|PATH', () => say('cli.helpData')),
  as: text(dataAndModel, 'ID', () => say('cli.helpAs')),
  limit: count(dataAndModel, () => say('cli.helpLimit')),
  model: list(dataAndModel, 'ID', () => say('cli.helpModels')),
  precision: choice(dataAndModel, ['float32', 'float16'], 'float32'),
  backend: choice(dataAndModel, backends, 'wasm'),
  epochs: ranged('epochs'),
  'batch-size': ranged('batchSize'),
  optimizer: choice(ownSettings, trainingChoices.optimizer, undefined),
  'learning-rate': ranged('learningRate'),
  schedule: choice(ownSettings, trainingChoices.schedule, undefined),
  momentum: ranged('momentum'),
  'weight-decay': ranged('weightDecay'),
  augmentation: choice(ownSettings, trainingChoices.augmentation, undefined),
  'last-batch': choice(ownSettings, ['join', ...lastBatches], 'join', () => say('cli.helpLastBatch')),
  reverse: list(ownSettings, 'NAME', () => say('cli.helpReverse', { choices: attributeChoices })),
  'reverse-strength': number(
    ownSettings,
    strengthRange,
    () => `${rangeOf(strengthRange)}; ${reversalStrength.usual}`,
  ),
  seed: number(ownSettings, numericParameters.seed, () => rangeOf(numericParameters.seed)),
  out: text(run, 'DIR', () => say('cli.helpTrainOut')),
  force: flag(run, () => say('cli.helpForce')),
  'take-over': flag(run, () => say('cli.helpTakeOver')),
} as const;

/**
 * Reads the words after `lethe train`.
 * @throws OptionError that names the option, its value and what is allowed
 */
export function readTrainOptions(words: readonly string[]): TrainSpec {
  const values = readOptions(words, trainOptions);
  if (!values.out) throw new OptionError('cli.outNeeded', []);
  return {
    data: values.data.length > 0 ? values.data : [defaultSource],
    as: values.as ?? null,
    limit: values.limit ?? null,
    models: values.model,
    precision: values.precision,
    backend: values.backend,
    settings: readTrainingSettings(values),
    reverse: values.reverse,
    reverseStrength: values['reverse-strength'] ?? reversalStrength.usual,
    out: values.out,
    force: values.force,
    takeOver: values['take-over'],
  };
}

function readTrainingSettings(values: OptionValues<typeof trainOptions>): Partial<TrainingRequest> {
  const settings = {
    optimizer: values.optimizer,
    epochs: values.epochs,
    batchSize: values['batch-size'],
    learningRate: values['learning-rate'],
    schedule: values.schedule,
    lastBatch: values['last-batch'] === 'join' ? undefined : values['last-batch'],
    momentum: values.momentum,
    weightDecay: values['weight-decay'],
    augmentation: values.augmentation,
    seed: values.seed,
  };
  return Object.fromEntries(
    Object.entries(settings).filter(([, value]) => value !== undefined),
  ) as Partial<TrainingRequest>;
}
