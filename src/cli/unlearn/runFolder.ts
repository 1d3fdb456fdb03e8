/**
 * The folder that a run is written to, and goes on from. After each removal a line is added to removals.jsonl, then weights.bin takes the place of
 * the last one: so whenever the process dies, the weights are those after some line, and what comes later in the files is a removal that was not
 * finished. Nothing of a folder is believed: each line has to be the plan's next removal, from the weights that the line before it left.
 */

import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOf } from '../../engine/digest';
import { removalRows } from '../../engine/exportRows';
import {
  type RemovalReport,
  type RetrainingComparison,
  readComparison,
  readReport,
} from '../../engine/report';
import { writePlain } from '../../model/schema/plain';
import { FieldError } from '../../model/schema/read';
import { InputError } from '../commandError';
import { claimFolder } from '../folder/claimFolder';
import type { PlannedRemoval } from '../planRemovals';

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
  /** Lets other processes write to the folder. */
  close(): Promise<void>;
}

/** What a run makes, and from which weights. */
export interface RunPlan {
  readonly planned: readonly PlannedRemoval[];
  readonly start: Float32Array;
}

/**
 * Opens a new folder, or that of a run to go on with.
 * @throws OptionError when another run is in the folder, another process writes to it, or its files do not belong together
 */
export async function openRunFolder(folder: string, card: RunCard, plan: RunPlan): Promise<RunFolder> {
  const path = (name: string) => join(folder, name);
  await mkdir(folder, { recursive: true });
  const { release: close } = await claimFolder(folder);
  try {
    await checkCard(folder, card);
    const state = await readState(folder, plan);
    const reports = [...state.reports];
    const comparisons = [...state.comparisons];
    const writeTable = () =>
      replaceFile(path('removals.csv'), removalRows(reports, comparisons, { ...card, run: card.seed }));
    await keepLines(path('removals.jsonl'), reports.length);
    await keepLines(path('comparisons.jsonl'), comparisons.length);
    await writeTable();
    return {
      state,
      async addRemoval(report, parameters) {
        await writeThrough(path('removals.jsonl'), 'a', jsonLine(report));
        await replaceFile(path('weights.bin'), new Uint8Array(parameters.slice().buffer));
        reports.push(report);
        await writeTable();
      },
      async addComparison(comparison) {
        await writeThrough(path('comparisons.jsonl'), 'a', jsonLine(comparison));
        comparisons.push(comparison);
        await writeTable();
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Writes run.json, or checks that the one there is of the same run. */
async function checkCard(folder: string, card: RunCard): Promise<void> {
  const path = join(folder, 'run.json');
  const found = await readOptional(path);
  if (!found) {
    for (const name of ['removals.jsonl', 'weights.bin']) {
      if (await readOptional(join(folder, name))) {
        throw new InputError('cli.folderWithoutCard', [{ folder, name }]);
      }
    }
    return replaceFile(path, `${JSON.stringify(card, null, 2)}\n`);
  }
  const identity = readIdentity(path, found.toString());
  const differences = Object.keys({ ...identity, ...card.identity })
    .map((name) => [name, JSON.stringify(identity[name]), JSON.stringify(card.identity[name])] as const)
    .filter(([, there, here]) => there !== here);
  if (differences.length === 0) return;
  const list = differences.map(([name, there, here]) => `${name} ${there} there, ${here} here`);
  throw new InputError('cli.folderOfAnotherRun', [{ file: path, differences: list.join('; ') }]);
}

function readIdentity(path: string, text: string): RunCard['identity'] {
  try {
    const card = JSON.parse(text) as Partial<RunCard> | null;
    return card?.identity ?? {};
  } catch (cause) {
    throw new InputError('cli.cardDamaged', [{ file: path }], { cause });
  }
}

async function readState(folder: string, plan: RunPlan): Promise<RunState> {
  const parameters = await readWeights(join(folder, 'weights.bin'), plan.start);
  const { entries, problem } = await readLines(join(folder, 'removals.jsonl'), readReport);
  const { sound, stranger } = followPlan(entries, plan);
  const digest = digestOf(parameters);
  const last = sound.findLastIndex(({ digestAfter }) => digestAfter === digest);
  if (last < 0 && digest !== digestOf(plan.start)) {
    const why = stranger ?? problem ?? null;
    throw new InputError('cli.weightsOfNoLine', [{ folder, why }]);
  }
  const reports = sound.slice(0, last + 1);
  const saved = await readLines(join(folder, 'comparisons.jsonl'), readComparison);
  if (saved.problem !== null) {
    throw new InputError('cli.comparisonsDamaged', [{ folder, problem: saved.problem }]);
  }
  return { reports, comparisons: saved.entries.filter(({ id }) => id <= reports.length), parameters };
}

async function readWeights(path: string, start: Float32Array): Promise<Float32Array> {
  const bytes = await readOptional(path);
  if (!bytes) return start;
  if (bytes.length !== start.byteLength) {
    throw new InputError('cli.weightsTooShort', [
      { file: path, found: bytes.length, wanted: start.byteLength },
    ]);
  }
  return new Float32Array(new Uint8Array(bytes).buffer);
}

/** The first lines that are the plan's removals, each from the weights that the one before it left; and why the next one is not. */
function followPlan(reports: readonly RemovalReport[], { planned, start }: RunPlan) {
  let digest = digestOf(start);
  const place = reports.findIndex(({ id, parent, digestBefore, digestAfter, request }, i) => {
    const wanted = planned[i];
    const isNext =
      id === i + 1 &&
      parent === i &&
      digestBefore === digest &&
      request.seed === wanted?.seed &&
      String(request.samples) === String(wanted.samples);
    digest = digestAfter;
    return !isNext;
  });
  if (place < 0) return { sound: reports, stranger: null };
  return {
    sound: reports.slice(0, place),
    stranger: `line ${place + 1} is not removal ${place + 1} of this run`,
  };
}

/** The entries of a file, one a line, up to one that is damaged. A last line that was cut off is left out. */
async function readLines<T>(path: string, read: (value: unknown, file: string) => T) {
  const text = (await readOptional(path))?.toString() ?? '';
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const entries: T[] = [];
  for (const [i, line] of whole.split('\n').slice(0, -1).entries()) {
    try {
      entries.push(read(JSON.parse(line), `line ${i + 1}`));
    } catch (error) {
      const problem = error instanceof FieldError ? error.message : `line ${i + 1}: it is no JSON`;
      return { entries, problem };
    }
  }
  return { entries, problem: null };
}

/** Drops what a file has after its first lines. */
async function keepLines(path: string, count: number): Promise<void> {
  const text = (await readOptional(path))?.toString() ?? '';
  const kept = text.split('\n').slice(0, count);
  await replaceFile(path, kept.map((line) => `${line}\n`).join(''));
}

function jsonLine(value: unknown): string {
  return `${writePlain(value)}\n`;
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
  await writeThrough(next, 'w', content);
  await rename(next, path);
}

/** Writes a file anew, or adds to it, and waits until that is on the disk: what is written next must not get there first. */
async function writeThrough(path: string, how: 'w' | 'a', content: string | Uint8Array): Promise<void> {
  const file = await open(path, how);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}
