/** The table of recovered.bench.ts: raw numbers as CSV, and their means. */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { meanInterval } from '../../src/math/yardstick/noiseBand';
import type { BenchReport } from './report';

/** A step on one sample of one seed, beside the coupled retraining of that seed. Changes of loss and margin in nats, times in milliseconds. */
export interface RecoveredRow {
  readonly seed: number;
  readonly sample: number;
  /** `algorithm1` or `rewind`. */
  readonly method: string;
  /** Of `algorithm1`; else "". */
  readonly selection: string;
  readonly curvature: string;
  /** Epochs that `rewind` runs again; else 0. */
  readonly epochs: number;
  /** How many parameters the step may change. */
  readonly parameters: number;
  readonly lossBefore: number;
  readonly lossMade: number;
  readonly lossRetrained: number;
  readonly lossFloor: number;
  readonly marginMade: number;
  readonly marginRetrained: number;
  readonly marginFloor: number;
  /** NaN where it is not defined; so are the next two. */
  readonly validation: number;
  readonly cosine: number;
  readonly distanceLeft: number;
  /** Of the search for slices, where the selection is L-FOCI's own; of the step, or of the epochs. */
  readonly searchMs: number;
  readonly stepMs: number;
  readonly retrainingMs: number;
}

const texts = ['method', 'selection', 'curvature'] as const;
const columns: readonly (keyof RecoveredRow)[] = [
  'seed',
  'sample',
  'method',
  'selection',
  'curvature',
  'epochs',
  'parameters',
  'lossBefore',
  'lossMade',
  'lossRetrained',
  'lossFloor',
  'marginMade',
  'marginRetrained',
  'marginFloor',
  'validation',
  'cosine',
  'distanceLeft',
  'searchMs',
  'stepMs',
  'retrainingMs',
];

/** Four significant digits, as many as the raw numbers are worth. */
const cell = (value: string | number) =>
  typeof value === 'string' ? value : Number.isFinite(value) ? `${Number(value.toPrecision(4))}` : '';

/** Adds rows at one stroke, below a header where there is no file yet. */
export function addRows(file: string, rows: readonly RecoveredRow[]): void {
  mkdirSync(dirname(file), { recursive: true });
  const head = existsSync(file) ? [] : [columns.join(',')];
  const lines = rows.map((row) => columns.map((name) => cell(row[name])).join(','));
  appendFileSync(file, `${[...head, ...lines].join('\n')}\n`);
}

/** The rows of a file; none where there is none. */
export function readRows(file: string): RecoveredRow[] {
  if (!existsSync(file)) return [];
  const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  const names = head.split(',');
  return lines.map((line) => {
    const read = line.split(',').map((text, i) => {
      const name = names[i]!;
      const isText = (texts as readonly string[]).includes(name);
      return [name, isText ? text : text === '' ? Number.NaN : Number(text)];
    });
    return Object.fromEntries(read) as RecoveredRow;
  });
}

/** A line for every step: means over the seeds with their 95% intervals, the samples of a seed taken together. Samples that a step was not made on for all seeds are left out of it. */
export function tellSummary(report: BenchReport, all: readonly RecoveredRow[]): void {
  const seedsOf = (rows: readonly RecoveredRow[]) => new Set(rows.map(({ seed }) => seed)).size;
  const groups = groupsOf(all, ({ method, selection, curvature, epochs }) =>
    [method, selection, curvature, epochs].join(' '),
  );
  for (const group of groups) {
    const made = groupsOf(
      group.filter(({ lossMade }) => Number.isFinite(lossMade)),
      ({ sample }) => String(sample),
    );
    const rows = made.filter((ofSample) => seedsOf(ofSample) === seedsOf(all)).flat();
    if (rows.length > 0) report.row(summarise(rows));
  }
}

function groupsOf(rows: readonly RecoveredRow[], keyOf: (row: RecoveredRow) => string): RecoveredRow[][] {
  const groups = new Map<string, RecoveredRow[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return [...groups.values()];
}

function summarise(rows: readonly RecoveredRow[]): Record<string, string | number> {
  const { method, selection, curvature, epochs } = rows[0]!;
  const seeds = groupsOf(rows, ({ seed }) => String(seed));
  const over = (of: (rows: readonly RecoveredRow[]) => number) => interval(seeds.map(of));
  const mean = (name: 'validation' | 'cosine' | 'distanceLeft') =>
    over((ofSeed) => meanOf(ofSeed.map((row) => row[name]).filter(Number.isFinite)));
  const shares = rows.filter(isDefined('loss')).map((row) => row.lossMade / row.lossRetrained);
  return {
    step: method === 'rewind' ? `rewind ${epochs}` : `${selection}, ${curvature}`,
    samples: new Set(rows.map(({ sample }) => sample)).size,
    'recovered loss': over(shareOf('loss')),
    'median of samples': medianOf(shares).toFixed(3),
    'recovered margin': over(shareOf('margin')),
    validation: mean('validation'),
    cosine: mean('cosine'),
    'distance left': mean('distanceLeft'),
    parameters: Math.round(meanOf(rows.map(({ parameters }) => parameters))),
    'time, % of retraining': (
      100 * medianOf(rows.map((row) => (row.searchMs + row.stepMs) / row.retrainingMs))
    ).toPrecision(2),
  };
}

const isDefined = (of: 'loss' | 'margin') => (row: RecoveredRow) =>
  Number.isFinite(row[`${of}Made`]) && Math.abs(row[`${of}Retrained`]) >= 2 * row[`${of}Floor`];

/** What was made of all samples where it is defined, divided by what retraining made of them. */
const shareOf = (of: 'loss' | 'margin') => (rows: readonly RecoveredRow[]) => {
  const defined = rows.filter(isDefined(of));
  const sum = (name: 'Made' | 'Retrained') => defined.reduce((total, row) => total + row[`${of}${name}`], 0);
  return sum('Made') / sum('Retrained');
};

function interval(values: readonly number[]): string {
  const finite = values.filter(Number.isFinite);
  if (finite.length < 2) return finite.map((value) => value.toFixed(3)).join('');
  const { mean, high } = meanInterval(finite);
  return `${mean.toFixed(3)} ± ${(high - mean).toFixed(3)}`;
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
