/** The options of `lethe unlearn`, read into a plain description of the run; names and ranges are those of the engine's tables. */

import { curvatures, selections, updates } from '../engine/choices';
import { type MethodRow, methodTable } from '../engine/methods/table';
import { checkNumber } from '../engine/numericParameter';
import {
  checkParameter,
  defaultSettings,
  type NumericParameterName,
  type RemovalSettings,
} from '../engine/parameters';
import type { SampleIndex } from '../engine/request';
import { OptionError } from './optionError';
import { type OptionValues, parseWords } from './parseWords';

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
  /** As loadData takes it. */
  readonly data: readonly string[];
  readonly limit: number | null;
  /** null: the first model that weights ship for, or the checkpoint's. */
  readonly model: string | null;
  readonly checkpoint: string | null;
  readonly backend: string;
  /** The seed among them is the run's: it draws the samples, and each removal gets one of its own from it. */
  readonly settings: RemovalSettings;
  readonly plan: RemovalPlan;
  /** Retrain and compare after every so many removals; null: never. */
  readonly retrainEvery: number | null;
  /** Epochs that relearning may take in a comparison; 0: it is not measured. */
  readonly relearnLimit: number;
  readonly out: string;
}

const text = { type: 'string' } as const;
const list = { type: 'string', multiple: true } as const;
const flag = { type: 'boolean' } as const;

export const unlearnOptions = {
  data: list,
  limit: text,
  model: text,
  checkpoint: text,
  backend: text,
  method: text,
  set: list,
  selection: text,
  curvature: text,
  update: text,
  perturbations: text,
  'perturbation-deviation': text,
  'max-slices': text,
  damping: text,
  'hessian-samples': text,
  epsilon: text,
  delta: text,
  guard: text,
  'batch-norms': flag,
  removals: text,
  order: text,
  samples: text,
  class: text,
  'batch-size': text,
  seed: text,
  'retrain-every': text,
  'relearn-limit': text,
  out: text,
  help: flag,
} as const;

type Values = OptionValues<typeof unlearnOptions>;

export const orders = ['random', 'list', 'class'] as const;
export const backends = ['wasm', 'webgpu', 'cpu'] as const;
/** Removals at random, where their number is not given. */
export const fallbackRemovals = 10;

/**
 * Reads the words after `lethe unlearn`.
 * @returns null where help is asked for
 * @throws OptionError that names the option, its value and what is allowed
 */
export function readUnlearnOptions(words: readonly string[]): UnlearnSpec | null {
  const values = parseWords(words, unlearnOptions);
  if (values.help) return null;
  if (!values.out) throw new OptionError('--out is needed: the folder that the run is written to');
  if (values.model !== undefined && values.checkpoint !== undefined) {
    throw new OptionError('--model and --checkpoint exclude each other: a checkpoint has its own model');
  }
  if (values['relearn-limit'] !== undefined && values['retrain-every'] === undefined) {
    throw new OptionError('--relearn-limit goes with --retrain-every: relearning is measured in comparisons');
  }
  const settings = readSettings(values);
  if (settings.noise && settings.method !== 'algorithm1') {
    throw new OptionError(
      `--epsilon and --delta go with the method algorithm1: ${settings.method} draws no certification noise`,
    );
  }
  return {
    data: values.data ?? ['digits'],
    limit: values.limit === undefined ? null : readWhole('limit', values.limit),
    model: values.model ?? null,
    checkpoint: values.checkpoint ?? null,
    backend: readChoice('backend', values.backend ?? 'wasm', backends),
    settings,
    plan: readPlan(values),
    retrainEvery:
      values['retrain-every'] === undefined ? null : readWhole('retrain-every', values['retrain-every']),
    relearnLimit:
      values['relearn-limit'] === undefined ? 0 : readWhole('relearn-limit', values['relearn-limit']),
    out: values.out,
  };
}

function readSettings(values: Values): RemovalSettings {
  const method = readChoice('method', values.method ?? defaultSettings.method, keysOf(methodTable));
  return {
    ...defaultSettings,
    method,
    methodNumbers: readMethodNumbers(method, values.set ?? []),
    selection: readChoice('selection', values.selection ?? defaultSettings.selection, keysOf(selections)),
    curvature: readChoice('curvature', values.curvature ?? defaultSettings.curvature, keysOf(curvatures)),
    update: readChoice('update', values.update ?? defaultSettings.update, keysOf(updates)),
    perturbations: readNumber('perturbations', values.perturbations, defaultSettings.perturbations),
    perturbationDeviation: readNumber(
      'perturbationDeviation',
      values['perturbation-deviation'],
      defaultSettings.perturbationDeviation,
    ),
    maxSlices: values['max-slices'] === undefined ? null : readWhole('max-slices', values['max-slices']),
    damping: readNumber('damping', values.damping, defaultSettings.damping),
    hessianSamples: readNumber('hessianSamples', values['hessian-samples'], defaultSettings.hessianSamples),
    noise: readNoise(values),
    guard: values.guard === 'off' ? null : readNumber('guard', values.guard, defaultSettings.guard ?? 0),
    batchNorms: values['batch-norms'] ?? defaultSettings.batchNorms,
    seed: readNumber('seed', values.seed, defaultSettings.seed),
  };
}

function readNoise({ epsilon, delta }: Values): RemovalSettings['noise'] {
  if (epsilon === undefined && delta === undefined) return null;
  if (epsilon === undefined || delta === undefined) {
    const [given, missing] = epsilon === undefined ? ['delta', 'epsilon'] : ['epsilon', 'delta'];
    throw new OptionError(
      `--${given} needs --${missing}: noise goes by both, and without them there is none`,
    );
  }
  return { epsilon: readNumber('epsilon', epsilon, 0), delta: readNumber('delta', delta, 0) };
}

function readMethodNumbers(
  method: RemovalSettings['method'],
  settings: readonly string[],
): Readonly<Record<string, number>> {
  const { numbers }: MethodRow = methodTable[method];
  const allowed = Object.keys(numbers);
  const entries = settings.map((setting) => {
    const [name = '', ...rest] = setting.split('=');
    const value = rest.join('=');
    const number = Object.hasOwn(numbers, name) ? numbers[name] : undefined;
    if (!number) {
      throw new OptionError(
        `--set NAME=VALUE: the method ${method} has ${allowed.length ? `the numbers ${allowed.join(', ')}` : 'no numbers of its own'}, got ${setting}`,
      );
    }
    refuse('set', checkNumber(number, toNumber(value)), setting);
    return [name, toNumber(value)] as const;
  });
  return Object.fromEntries(entries);
}

function readPlan(values: Values): RemovalPlan {
  const order = readOrder(values);
  const samples = order === 'list' ? readSamples(values.samples ?? '') : [];
  const label = order === 'class' ? readWhole('class', values.class ?? '', 0) : null;
  const fallback = order === 'random' ? fallbackRemovals : null;
  return {
    order,
    removals: values.removals === undefined ? fallback : readWhole('removals', values.removals),
    batchSize: values['batch-size'] === undefined ? 1 : readWhole('batch-size', values['batch-size']),
    samples,
    label,
  };
}

/** The order that --samples or --class speak of; --order may say it too. */
function readOrder(values: Values): RemovalPlan['order'] {
  if (values.samples !== undefined && values.class !== undefined) {
    throw new OptionError('--samples and --class exclude each other');
  }
  const implied = values.samples !== undefined ? 'list' : values.class !== undefined ? 'class' : 'random';
  const order = readChoice('order', values.order ?? implied, orders);
  if (order === implied) return order;
  const needs = { random: 'neither --samples nor --class', list: '--samples', class: '--class' }[order];
  throw new OptionError(`--order ${order} goes with ${needs}`);
}

/** No data set is larger. */
const largestSample = 9_999_999;

/** "3,17,20-25": numbers and ranges, both ends included. */
function readSamples(words: string): SampleIndex[] {
  const samples = words.split(',').flatMap((part) => {
    const [, from, to = from] = /^\s*(\d+)(?:-(\d+))?\s*$/.exec(part) ?? [];
    if (from === undefined || Number(to) < Number(from)) {
      throw new OptionError(`--samples is a list like 3,17,20-25, got ${words}`);
    }
    if (Number(to) > largestSample) {
      throw new OptionError(`--samples are numbers up to ${largestSample}, got ${to}`);
    }
    return Array.from({ length: Number(to) - Number(from) + 1 }, (_, i) => Number(from) + i);
  });
  const seen = new Set<SampleIndex>();
  const twice = samples.find((sample) => seen.size === seen.add(sample).size);
  if (twice !== undefined)
    throw new OptionError(`--samples names each sample once, and ${twice} is there twice`);
  return samples;
}

function readChoice<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  if ((allowed as readonly string[]).includes(value)) return value as T;
  throw new OptionError(`--${option} is one of ${allowed.join(', ')}, got ${value}`);
}

function readNumber(name: NumericParameterName, value: string | undefined, fallback: number): number {
  if (value === undefined) return fallback;
  refuse(optionOf(name), checkParameter(name, toNumber(value)), value);
  return toNumber(value);
}

function readWhole(option: string, value: string, least = 1): number {
  const number = toNumber(value);
  if (Number.isSafeInteger(number) && number >= least) return number;
  throw new OptionError(`--${option} is a whole number from ${least}, got ${value || 'nothing'}`);
}

/** A word that is no number as a whole becomes NaN, which every check refuses. */
function toNumber(value: string): number {
  return value.trim() === '' ? Number.NaN : Number(value);
}

function refuse(option: string, complaint: string | null, value: string): void {
  if (!complaint) return;
  throw new OptionError(
    `--${option} ${value}: ${complaint.replace(/, got NaN\.$/, ', and this is no number.')}`,
  );
}

/** The option of a number of numericParameters. */
export function optionOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function keysOf<T extends object>(table: T): (keyof T & string)[] {
  return Object.keys(table) as (keyof T & string)[];
}
