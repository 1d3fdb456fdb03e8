/**
 * The folder that a run is written to, and goes on from. After each removal a line is added to removals.jsonl, then weights.bin takes the place of
 * the last one: so whenever the process dies, the weights are those after some line, and what comes later in the files is a removal that was not
 * finished.
 */

import { appendFile, mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOf } from '../engine/digest';
import { removalRows } from '../engine/exportRows';
import type { RemovalReport, RetrainingComparison } from '../engine/report';
import { OptionError } from './optionError';

/** What run.json holds. Runs with equal `identity` make the same removals. */
export interface RunCard {
  readonly format: 'lethe-unlearn';
  readonly version: 1;
  readonly identity: Readonly<Record<string, unknown>>;
  /** For the reader: names, versions, the machine. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly trainEpochs: number;
  readonly seed: number;
}

/** What an interrupted run left: the removals made, and the weights after the last of them. */
export interface RunState {
  readonly reports: readonly RemovalReport[];
  readonly comparisons: readonly RetrainingComparison[];
  readonly parameters: Float32Array;
}

export interface RunFolder {
  readonly state: RunState;
  addRemoval(report: RemovalReport, parameters: Float32Array): Promise<void>;
  addComparison(comparison: RetrainingComparison): Promise<void>;
}

/**
 * Opens a new folder, or that of a run to go on with.
 * @param start the weights that the run starts from
 * @throws OptionError when another run is in the folder, or its files do not belong together
 */
export async function openRunFolder(folder: string, card: RunCard, start: Float32Array): Promise<RunFolder> {
  const path = (name: string) => join(folder, name);
  await mkdir(folder, { recursive: true });
  await claim(path('run.json'), card);
  const state = await readState(folder, start);
  const reports = [...state.reports];
  const comparisons = [...state.comparisons];
  const writeTable = () =>
    replaceFile(path('removals.csv'), removalRows(reports, comparisons, { ...card, run: card.seed }));
  await replaceFile(path('removals.jsonl'), reports.map(jsonLine).join(''));
  await replaceFile(path('comparisons.jsonl'), comparisons.map(jsonLine).join(''));
  await writeTable();
  return {
    state,
    async addRemoval(report, parameters) {
      await appendFile(path('removals.jsonl'), jsonLine(report));
      await replaceFile(path('weights.bin'), new Uint8Array(parameters.slice().buffer));
      reports.push(report);
      await writeTable();
    },
    async addComparison(comparison) {
      await appendFile(path('comparisons.jsonl'), jsonLine(comparison));
      comparisons.push(comparison);
      await writeTable();
    },
  };
}

/** Writes run.json, or checks that the one there is of the same run. */
async function claim(path: string, card: RunCard): Promise<void> {
  const found = await readOptional(path);
  if (!found) return replaceFile(path, `${JSON.stringify(card, null, 2)}\n`);
  const { identity = {} } = JSON.parse(found.toString()) as Partial<RunCard>;
  const differences = Object.keys({ ...identity, ...card.identity })
    .map((name) => [name, JSON.stringify(identity[name]), JSON.stringify(card.identity[name])] as const)
    .filter(([, there, here]) => there !== here);
  if (differences.length === 0) return;
  const list = differences.map(([name, there, here]) => `${name} ${there} there, ${here} here`);
  throw new OptionError(
    `--out: ${path} is of another run (${list.join('; ')}). Name another folder, or repeat the command that it was made with.`,
  );
}

async function readState(folder: string, start: Float32Array): Promise<RunState> {
  const weights = await readOptional(join(folder, 'weights.bin'));
  const parameters = weights ? new Float32Array(new Uint8Array(weights).buffer) : start;
  const lines = await readLines<RemovalReport>(join(folder, 'removals.jsonl'));
  const digest = digestOf(parameters);
  const last = lines.findLastIndex(({ digestAfter }) => digestAfter === digest);
  if (last < 0 && digest !== digestOf(start)) {
    throw new OptionError(
      `--out: weights.bin in ${folder} belongs to no line of removals.jsonl. Name another folder.`,
    );
  }
  const reports = lines.slice(0, last + 1);
  const comparisons = await readLines<RetrainingComparison>(join(folder, 'comparisons.jsonl'));
  return { reports, comparisons: comparisons.filter(({ id }) => id <= reports.length), parameters };
}

/** The objects of a file, one a line. A last line that was cut off is left out. */
async function readLines<T>(path: string): Promise<T[]> {
  const text = (await readOptional(path))?.toString() ?? '';
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  return whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

function jsonLine(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

async function readOptional(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Puts a file in the place of another at one stroke: a reader finds the old one or the new one, whole. */
async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  const next = `${path}.next`;
  const file = await open(next, 'w');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(next, path);
}
