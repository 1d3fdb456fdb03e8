/** The options of `lethe unlearn`, read into a plain description of the run; names and ranges are those of the engine's tables. */

import type { CertificateTerms } from '../../engine/certificate/terms';
import {
  attentionIds,
  batchIds,
  curvatureIds,
  guardSetIds,
  retrainingOrderIds,
  selectionIds,
  updateIds,
  weightDecayIds,
} from '../../engine/choices';
import { type MethodRow, methodIds, methodTable } from '../../engine/methods/table';
import { defaultSettings, numericParameters, type RemovalSettings } from '../../engine/parameters';
import type { SampleIndex } from '../../engine/request';
import { ensembleCount, ensembleSeed } from '../../engine/yardstick/ensembleNumbers';
import type { EnsembleChoice } from '../../engine/yardstick/ensembleSpec';
import { recoveredSeedCount } from '../../engine/yardstick/shareInterval';
import { type ShippedChoice, shippedChoices } from '../../lab/protocol/setup';
import { type ScalingId, scalingIds } from '../../model/own/scaling';
import { rowWords } from '../../words/rowWords';
import { say } from '../../words/say';
import { backends } from '../backends';
import { OptionError } from '../commandError';
import { choiceOptions } from '../ensemble/options';
import {
  choice,
  count,
  flag,
  list,
  number,
  numberOrWord,
  type OptionValues,
  parameter,
  rangeOf,
  readNumber,
  row,
  text,
} from '../options/option';
import { readOptions } from '../options/readOptions';
import { readTerms } from './certificateTerms';

/** Which samples go, and how many at a time. */
export interface RemovalPlan {
  readonly order: 'random' | 'list' | 'class';
  /** Removals to make; null: as many as the list or the class has samples for. */
  readonly removals: number | null;
  /** Samples that one removal takes. */
  readonly batchSize: number;
  /** Of the order `list`. */
  readonly samples: readonly SampleIndex[];
  /** Of the order `class`. */
  readonly label: number | null;
}

/** What a run is asked to do. */
export interface UnlearnSpec {
  /** As loadData takes it; null: the session's, or of the run in the folder, or the lab's default. */
  readonly data: readonly string[] | null;
  readonly limit: number | null;
  /** null: the first model that weights ship for, or the checkpoint's. */
  readonly model: string | null;
  /** Which of the weights that ship. */
  readonly weights: ShippedChoice;
  readonly checkpoint: string | null;
  /** Of the pixels, for a model of the user's own; null: the best. */
  readonly scaling: ScalingId | null;
  /** A session of the page that the run goes on from. */
  readonly session: string | null;
  readonly backend: (typeof backends)[number];
  /** The seed among them is the run's: it draws the samples, and each removal gets one of its own from it. */
  readonly settings: RemovalSettings;
  readonly plan: RemovalPlan;
  /** Retrain and compare after every so many removals; null: never. */
  readonly retrainEvery: number | null;
  /** k: comparisons retrain with the k-th other seeds; null: with those of the original training. */
  readonly retrainingSeed: number | null;
  /** Epochs that relearning may take in a comparison; 0: it is not measured. */
  readonly relearnLimit: number;
  /** Measure in each comparison whether what was removed comes back. */
  readonly comeback: boolean;
  /** Measure in each comparison what rewinding recovers, and in what time. */
  readonly rewindLine: boolean;
  /** Train the models of the noise band that are not there yet. */
  readonly band: boolean;
  /** Other seeds that what was recovered is measured over in each comparison; 0: none. */
  readonly recoveredSeeds: number;
  /** The ensemble that tells what is memorised. */
  readonly ensemble: EnsembleChoice & {
    /** Where it was kept; null: the user's cache folder. */
    readonly store: string | null;
    /** Whether something of it was asked for by name. */
    readonly isAsked: boolean;
  };
  /** Fixed before the first removal; null: nothing is certified, or released. */
  readonly certificate: CertificateTerms | null;
  readonly out: string;
  /** Make all again, in the folder of the same run. */
  readonly fromStart: boolean;
  /** Take the folder from a process on another machine. */
  /** Whether the GPU's passes are timed. */
  readonly isTimed: boolean;
  readonly takeOver: boolean;
}

const orders = ['random', 'list', 'class'] as const;
/** Removals at random, where their number is not given. */
const fallbackRemovals = 10;

const dataAndModel = () => say('cli.groupData');
const whichSamples = () => say('cli.groupSamples');
const removal = () => say('cli.groupRemoval');
const run = () => say('cli.groupRun');
const ensemble = () => say('cli.ensemble.group');

/** Which samples go, and how many at a time. */
export const sampleOptions = {
  order: choice(whichSamples, orders, undefined),
  samples: text(whichSamples, 'LIST', () => say('cli.helpSamples')),
  class: count(whichSamples, () => say('cli.helpClass'), 0),
  removals: count(whichSamples, () => say('cli.helpRemovals', { fallback: fallbackRemovals })),
  'batch-size': count(whichSamples, () => say('cli.helpBatchSize')),
  'draw-seed': count(whichSamples, () => say('cli.helpDrawSeed'), 0),
} as const;

/** How they are removed. */
export const removalOptions = {
  method: row(removal, 'engine.methods', methodIds, defaultSettings.method),
  set: {
    ...list(removal, 'NAME=VALUE', () => say('cli.helpSet')),
    help: () => [say('cli.helpSet'), ...Object.entries(methodTable).flatMap(methodLines)],
  },
  selection: row(removal, 'engine.selections', selectionIds, defaultSettings.selection),
  attention: row(removal, 'engine.attentions', attentionIds, 'rows'),
  curvature: row(removal, 'engine.curvatures', curvatureIds, defaultSettings.curvature),
  update: row(removal, 'engine.updates', updateIds, defaultSettings.update),
  'weight-decay': row(removal, 'engine.weightDecays', weightDecayIds, defaultSettings.weightDecay),
  batch: row(removal, 'engine.batches', batchIds, defaultSettings.batch),
  perturbations: parameter(removal, numericParameters.perturbations),
  'perturbation-deviation': parameter(removal, numericParameters.perturbationDeviation),
  damping: parameter(removal, numericParameters.damping),
  'hessian-samples': numberOrWord(
    removal,
    numericParameters.hessianSamples,
    'auto',
    defaultSettings.hessianSamples,
    () => say('cli.helpHessianSamplesAuto'),
  ),
  epsilon: number(removal, numericParameters.epsilon, () => say('cli.helpEpsilon', rangeValues('epsilon'))),
  delta: number(removal, numericParameters.delta, () => say('cli.helpDelta', rangeValues('delta'))),
  guard: numberOrWord(removal, numericParameters.guard, 'off', defaultSettings.guard, () =>
    say('cli.helpGuardOff'),
  ),
  'guard-set': row(removal, 'engine.guardSets', guardSetIds, defaultSettings.guardSet),
  'max-slices': count(removal, () => say('cli.helpMaxSlices')),
  'batch-norms': flag(removal, () => say('cli.helpBatchNorms')),
  seed: parameter(removal, numericParameters.seed),
  'retraining-order': row(
    run,
    'engine.retrainingOrders',
    retrainingOrderIds,
    defaultSettings.retrainingOrder,
  ),
} as const;

export const unlearnOptions = {
  data: list(dataAndModel, 'ID|PATH', () => say('cli.helpData')),
  limit: count(dataAndModel, () => say('cli.helpLimit')),
  model: text(dataAndModel, 'ID', () => say('cli.helpShippedModel')),
  weights: choice(dataAndModel, shippedChoices, 'present', () => say('cli.helpWeights')),
  checkpoint: text(dataAndModel, 'DIR|FILE', () => say('cli.helpCheckpoint')),
  scaling: choice(dataAndModel, scalingIds, undefined, () => say('cli.helpScaling')),
  session: text(dataAndModel, 'FILE', () => say('cli.helpSession')),
  backend: choice(dataAndModel, backends, 'wasm'),
  ...sampleOptions,
  ...removalOptions,
  'retrain-every': count(run, () => say('cli.helpRetrainEvery')),
  'retraining-seed': count(run, () => say('cli.helpRetrainingSeed')),
  'relearn-limit': count(run, () => say('cli.helpRelearnLimit')),
  comeback: flag(run, () => say('cli.helpComeback')),
  'rewind-line': flag(run, () => say('cli.helpRewindLine')),
  'recovered-seeds': number(run, recoveredSeedCount, () =>
    say('cli.helpRecoveredSeeds', { range: rangeOf(recoveredSeedCount) }),
  ),
  band: flag(run, () => say('cli.helpBand')),
  models: choiceOptions.models,
  'ensemble-seed': choiceOptions['ensemble-seed'],
  store: text(ensemble, 'DIR', () => say('cli.helpMemorisationStore')),
  certificate: text(run, 'EPSILON,DELTA,SIGMA', () => say('cli.helpCertificate')),
  out: text(run, 'DIR', () => say('cli.helpRunOut')),
  'from-start': flag(run, () => say('cli.helpFromStart')),
  'gpu-times': flag(run, () => say('cli.helpGpuTimes')),
  'take-over': flag(run, () => say('cli.helpTakeOver')),
} as const;

type Values = OptionValues<typeof sampleOptions & typeof removalOptions>;

function rangeValues(name: 'epsilon' | 'delta') {
  return { label: rowWords('engine.numbers', name).label, range: rangeOf(numericParameters[name]) };
}

function methodLines([id, { numbers }]: [string, MethodRow]): [string, string][] {
  return Object.entries(numbers).map(([name, number], i) => [
    i === 0 ? id : '',
    `${name}: ${rangeOf(number)}; ${number.fallback}`,
  ]);
}

/**
 * Reads the words after `lethe unlearn`.
 * @throws OptionError that names the option, its value and what is allowed
 */
export function readUnlearnOptions(words: readonly string[]): UnlearnSpec {
  const values = readOptions(words, unlearnOptions);
  const { out } = values;
  if (!out) throw new OptionError('cli.outNeeded', []);
  if (values.model !== undefined && values.checkpoint !== undefined) {
    throw new OptionError('cli.modelOrCheckpoint', []);
  }
  if (values.scaling !== undefined && values.checkpoint === undefined) {
    throw new OptionError('cli.scalingAlone', []);
  }
  if (values.session !== undefined && (values.model !== undefined || values.checkpoint !== undefined)) {
    throw new OptionError('cli.sessionWithModel', []);
  }
  if (values['relearn-limit'] !== undefined && values['retrain-every'] === undefined) {
    throw new OptionError('cli.relearnWithoutRetraining', []);
  }
  if (values['retraining-seed'] !== undefined && values['retrain-every'] === undefined) {
    throw new OptionError('cli.otherSeedWithoutRetraining', []);
  }
  if (values['retraining-seed'] !== undefined && values['recovered-seeds'] !== undefined) {
    throw new OptionError('cli.otherSeedWithSeeds', []);
  }
  if (values['retraining-seed'] !== undefined && values['rewind-line']) {
    throw new OptionError('cli.otherSeedWithLine', []);
  }
  if (values.comeback && values['retrain-every'] === undefined) {
    throw new OptionError('cli.comebackWithoutRetraining', []);
  }
  if (values['rewind-line'] && values['retrain-every'] === undefined) {
    throw new OptionError('cli.lineWithoutRetraining', []);
  }
  if (values['recovered-seeds'] !== undefined && values['retrain-every'] === undefined) {
    throw new OptionError('cli.seedsWithoutRetraining', []);
  }
  if (values.band && values['retrain-every'] === undefined) {
    throw new OptionError('cli.bandWithoutRetraining', []);
  }
  if (values.certificate !== undefined && values.session !== undefined) {
    throw new OptionError('cli.certificateWithSession', []);
  }
  const settings = readSettings(values);
  if (settings.noise && settings.method !== 'algorithm1') {
    throw new OptionError('cli.noNoise', [{ method: settings.method }]);
  }
  return {
    data: values.data.length > 0 ? values.data : null,
    limit: values.limit ?? null,
    model: values.model ?? null,
    weights: values.weights,
    checkpoint: values.checkpoint ?? null,
    scaling: values.scaling ?? null,
    session: values.session ?? null,
    backend: values.backend,
    settings,
    plan: readPlan(values),
    retrainEvery: values['retrain-every'] ?? null,
    retrainingSeed: values['retraining-seed'] ?? null,
    relearnLimit: values['relearn-limit'] ?? 0,
    comeback: values.comeback,
    rewindLine: values['rewind-line'],
    band: values.band,
    recoveredSeeds: values['recovered-seeds'] ?? 0,
    ensemble: {
      count: values.models ?? ensembleCount.fallback,
      seed: values['ensemble-seed'] ?? ensembleSeed,
      store: values.store ?? null,
      isAsked: [values.models, values['ensemble-seed'], values.store].some((value) => value !== undefined),
    },
    certificate: values.certificate === undefined ? null : readTerms(values.certificate),
    out,
    fromStart: values['from-start'],
    isTimed: values['gpu-times'],
    takeOver: values['take-over'],
  };
}

/** @throws OptionError */
export function readSettings(values: Values): RemovalSettings {
  return {
    ...defaultSettings,
    method: values.method,
    methodNumbers: readMethodNumbers(values.method, values.set),
    selection: values.selection,
    attention: values.attention,
    curvature: values.curvature,
    update: values.update,
    weightDecay: values['weight-decay'],
    batch: values.batch,
    retrainingOrder: values['retraining-order'],
    perturbations: values.perturbations,
    perturbationDeviation: values['perturbation-deviation'],
    maxSlices: values['max-slices'] ?? null,
    damping: values.damping,
    hessianSamples: values['hessian-samples'],
    noise: readNoise(values),
    guard: values.guard,
    guardSet: values['guard-set'],
    batchNorms: values['batch-norms'],
    seed: values.seed,
    drawSeed: values['draw-seed'] ?? null,
  };
}

function readNoise({ epsilon, delta }: Values): RemovalSettings['noise'] {
  if (epsilon === undefined && delta === undefined) return null;
  if (epsilon === undefined)
    throw new OptionError('cli.noiseNeedsBoth', [{ given: 'delta', missing: 'epsilon' }]);
  if (delta === undefined)
    throw new OptionError('cli.noiseNeedsBoth', [{ given: 'epsilon', missing: 'delta' }]);
  return { epsilon, delta };
}

function readMethodNumbers(
  method: RemovalSettings['method'],
  settings: readonly string[],
): Readonly<Record<string, number>> {
  const { numbers }: MethodRow = methodTable[method];
  const entries = settings.map((setting) => {
    const [name = '', ...rest] = setting.split('=');
    const number = Object.hasOwn(numbers, name) ? numbers[name] : undefined;
    if (!number) {
      const allowed = Object.keys(numbers).join(', ');
      throw new OptionError('cli.noSuchNumber', [{ method, allowed, setting }]);
    }
    return [name, readNumber(`set ${name}`, rest.join('='), number)] as const;
  });
  return Object.fromEntries(entries);
}

/** @throws OptionError */
export function readPlan(values: Values): RemovalPlan {
  const order = readOrder(values);
  return {
    order,
    removals: values.removals ?? (order === 'random' ? fallbackRemovals : null),
    batchSize: values['batch-size'] ?? 1,
    samples: order === 'list' ? readSamples(values.samples ?? '') : [],
    label: order === 'class' ? values.class! : null,
  };
}

/** The order that --samples or --class speak of; --order may say it too. */
function readOrder(values: Values): RemovalPlan['order'] {
  if (values.samples !== undefined && values.class !== undefined) {
    throw new OptionError('cli.samplesOrClass', []);
  }
  const implied = values.samples !== undefined ? 'list' : values.class !== undefined ? 'class' : 'random';
  const order = values.order ?? implied;
  if (order === implied) return order;
  const needs = { random: 'cli.orderRandom', list: 'cli.orderList', class: 'cli.orderClass' } as const;
  throw new OptionError(needs[order], []);
}

/** No data set is larger. */
const largestSample = 9_999_999;

/** "3,17,20-25": numbers and ranges, both ends included. */
function readSamples(words: string): SampleIndex[] {
  const samples = words.split(',').flatMap((part) => {
    const [, from, to = from] = /^\s*(\d+)(?:-(\d+))?\s*$/.exec(part) ?? [];
    if (from === undefined || Number(to) < Number(from)) {
      throw new OptionError('cli.noSampleList', [{ words }]);
    }
    if (Number(to) > largestSample) {
      throw new OptionError('cli.sampleTooLarge', [{ largest: largestSample, sample: to! }]);
    }
    return Array.from({ length: Number(to) - Number(from) + 1 }, (_, i) => Number(from) + i);
  });
  const seen = new Set<SampleIndex>();
  const twice = samples.find((sample) => seen.size === seen.add(sample).size);
  if (twice !== undefined) throw new OptionError('cli.sampleTwice', [{ sample: twice }]);
  return samples;
}
