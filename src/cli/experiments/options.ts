/** The options of `lethe run`, `lethe merge` and `lethe figure`. */

import { type DataChoice, type Scale, scales } from '../../experiments/experiment';
import { type ExperimentId, experimentIds } from '../../experiments/ids';
import { say } from '../../words/say';
import { backends } from '../backends';
import { OptionError } from '../commandError';
import { choice, count, flag, text } from '../options/option';
import { readOptions, readOptionsAndWords } from '../options/readOptions';

/** Every N-th cell, beginning with the i-th. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

export interface RunSpec {
  readonly experiment: ExperimentId;
  readonly scale: Scale;
  readonly data: DataChoice | null;
  /** The seeds from 1 on that are run; absent: all of the scale. */
  readonly runs: number | undefined;
  readonly backend: (typeof backends)[number];
  readonly shard: Shard;
  /** Processes at a time; null: as many as there are cores. */
  readonly jobs: number | null;
  readonly resume: boolean;
  /** The Redis whose workers compute; null: this process and its own do. */
  readonly redis: string | null;
  readonly out: string;
}

const which = () => say('cli.experiments.groupWhich');
const how = () => say('cli.experiments.groupHow');

export const runOptions = {
  scale: choice(which, scales, 'small', () => say('cli.experiments.helpScale')),
  data: text(which, 'ID|PATH', () => say('cli.experiments.helpData')),
  limit: count(which, () => say('cli.helpLimit')),
  runs: count(which, () => say('cli.experiments.helpRuns')),
  backend: choice(how, backends, 'wasm'),
  shard: text(how, 'I/N', () => say('cli.experiments.helpShard')),
  jobs: count(how, () => say('cli.experiments.helpJobs')),
  resume: flag(how, () => say('cli.experiments.helpResume')),
  redis: text(how, 'URL', () => say('cli.experiments.helpRedis')),
  out: text(how, 'DIR', () => say('cli.experiments.helpOut')),
} as const;

/** Reads the words after `lethe run`. @throws OptionError */
export function readRunOptions(words: readonly string[]): RunSpec {
  const { values, rest } = readOptionsAndWords(words, runOptions);
  const experiment = readExperiment(rest);
  const { scale, backend, resume } = values;
  const { data, limit, runs } = values;
  if (data === undefined && limit !== undefined) throw new OptionError('cli.experiments.limitAlone', []);
  return {
    experiment,
    scale,
    data: data === undefined ? null : { data, limit: limit ?? null },
    runs,
    backend,
    shard: readShard(values.shard),
    jobs: values.jobs ?? null,
    resume,
    redis: values.redis ?? null,
    out: values.out ?? `runs/${experiment}-${scale}`,
  };
}

function readExperiment(rest: readonly string[]): ExperimentId {
  const [name] = rest;
  const known = experimentIds.join(', ');
  if (name === undefined || rest.length > 1) throw new OptionError('cli.experiments.oneName', [{ known }]);
  const found = experimentIds.find((id) => id === name);
  if (!found) throw new OptionError('cli.experiments.unknown', [{ name, known }]);
  return found;
}

function readShard(words: string | undefined): Shard {
  if (words === undefined) return { index: 1, of: 1 };
  const [index, of] = /^(\d+)\/(\d+)$/.exec(words)?.slice(1).map(Number) ?? [];
  if (!index || !of || index > of) throw new OptionError('cli.experiments.shard', [{ words }]);
  return { index, of };
}

const { scale: _, data: __, limit: ___, runs: ____, ...computing } = runOptions;
export const sweepOptions = computing;

export interface SweepRun extends Pick<RunSpec, 'backend' | 'shard' | 'jobs' | 'resume' | 'redis' | 'out'> {
  /** A JSON file that says what is swept. */
  readonly file: string;
}

/** Reads the words after `lethe sweep`. @throws OptionError */
export function readSweepOptions(words: readonly string[]): SweepRun {
  const { values, rest } = readOptionsAndWords(words, sweepOptions);
  const [file] = rest;
  if (file === undefined || rest.length > 1) throw new OptionError('cli.experiments.oneFile', []);
  const { backend, resume, jobs, redis = null, out } = values;
  if (out === undefined) throw new OptionError('cli.outNeeded', []);
  return { file, backend, resume, redis, out, jobs: jobs ?? null, shard: readShard(values.shard) };
}

export const mergeOptions = {
  out: text(how, 'DIR', () => say('cli.experiments.helpMergeOut')),
} as const;

export interface MergeSpec {
  readonly folders: readonly string[];
  readonly out: string;
}

/** Reads the words after `lethe merge`. @throws OptionError */
export function readMergeOptions(words: readonly string[]): MergeSpec {
  const { values, rest } = readOptionsAndWords(words, mergeOptions);
  if (values.out === undefined) throw new OptionError('cli.outNeeded', []);
  if (rest.length === 0) throw new OptionError('cli.experiments.noFolder', []);
  return { folders: rest, out: values.out };
}

export const figureOptions = {
  scale: choice(which, scales, 'small', () => say('cli.experiments.helpScale')),
  from: text(how, 'DIR', () => say('cli.experiments.helpFrom')),
  out: text(how, 'DIR', () => say('cli.experiments.helpFigureOut')),
} as const;

export interface FigureSpec {
  readonly experiment: ExperimentId;
  readonly from: string;
  /** Gets table and picture. */
  readonly out: string;
}

/** Reads the words after `lethe figure`. @throws OptionError */
export function readFigureOptions(words: readonly string[]): FigureSpec {
  const { values, rest } = readOptionsAndWords(words, figureOptions);
  const experiment = readExperiment(rest);
  const from = values.from ?? `runs/${experiment}-${values.scale}`;
  return { experiment, from, out: values.out ?? from };
}

export const workerOptions = {
  redis: text(how, 'URL', () => say('cli.experiments.helpWorkerRedis')),
  backend: choice(how, backends, 'wasm'),
  jobs: count(how, () => say('cli.experiments.helpJobs')),
} as const;

export interface WorkerSpec extends Pick<RunSpec, 'backend' | 'jobs'> {
  readonly redis: string;
}

/** Reads the words after `lethe worker`. @throws OptionError */
export function readWorkerOptions(words: readonly string[]): WorkerSpec {
  const { redis, backend, jobs = null } = readOptions(words, workerOptions);
  if (redis === undefined) throw new OptionError('cli.experiments.redisNeeded', []);
  return { redis, backend, jobs };
}

export const statusOptions = {
  redis: text(how, 'URL', () => say('cli.experiments.helpStatusRedis')),
  backend: choice(how, backends, 'wasm'),
} as const;

export interface StatusSpec extends Pick<RunSpec, 'backend' | 'redis'> {
  /** The folder of an experiment or a sweep. */
  readonly folder: string | null;
}

/** Reads the words after `lethe status`. @throws OptionError */
export function readStatusOptions(words: readonly string[]): StatusSpec {
  const { values, rest } = readOptionsAndWords(words, statusOptions);
  const { redis = null, backend } = values;
  const [folder = null] = rest;
  if (rest.length > 1 || (folder === null && redis === null))
    throw new OptionError('cli.experiments.statusOf', []);
  return { folder, redis, backend };
}
