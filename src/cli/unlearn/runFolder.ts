/**
 * The folder that a run is written to, and goes on from. After each removal a line is added to removals.jsonl, then weights.bin takes the place of
 * the last one: so whenever the process dies, the weights are those after some line, and what comes later in the files is a removal that was not
 * finished. Every line of a folder is checked: it has to be the plan's next removal, from the weights that the line before it left, and to bear the
 * hash of itself and of all before it.
 */

import { join } from 'node:path';
import { digestOf } from '../../engine/digest';
import type { FailedRemoval } from '../../engine/exportRows';
import type { RemovalReport } from '../../engine/report';
import type { RetrainingComparison } from '../../engine/yardstick/comparison';
import {
  isEvent,
  type RunCard,
  type RunEvent,
  readComparisonLine,
  readRunLine,
} from '../../lab/schema/runFolder';
import type { Memorisation } from '../../math/yardstick/memorisation';
import { InputError } from '../commandError';
import { type Claim, type ClaimOptions, claimFolder } from '../folder/claimFolder';
import { makeFolder, readOptional, replaceFile } from '../folder/files';
import { followPlan, type RunLine } from './followPlan';
import type { PlannedRemoval } from './planRemovals';
import { openCard } from './runCard';
import { type FoundLines, noLines, openLines, readLines } from './runLines';
import { type Made, openTables } from './runTable';

/** What an interrupted run left. */
export interface RunState {
  /** What became of the first removals of the plan. */
  readonly lines: readonly RunLine[];
  /** Those of them that were made. */
  readonly reports: readonly RemovalReport[];
  readonly comparisons: readonly RetrainingComparison[];
  /** The weights after the last of them. */
  readonly parameters: Float32Array;
}

export interface RunFolder {
  readonly state: RunState;
  /** Aborted when another process took the folder. */
  readonly lost: AbortSignal;
  /** Begins with removals that were made elsewhere, and what was compared of them, where they are not all there yet. */
  begin(beginning: Pick<RunState, 'reports' | 'comparisons' | 'parameters'>): Promise<void>;
  /** Adds a removal and its weights. Its row follows with `writeRow`. */
  addRemoval(report: RemovalReport, parameters: Float32Array): Promise<void>;
  /** Adds a removal that failed, with its row. */
  addFailure(event: Pick<RunEvent, 'parent' | 'request' | 'reason'>, digest: string): Promise<void>;
  addComparison(comparison: RetrainingComparison): Promise<void>;
  /** Writes the row of the last removal, with the comparison of its state where one was made. */
  writeRow(): Promise<void>;
  /** Lets other processes write to the folder. */
  close(): Promise<void>;
}

/** What a run makes, and from which weights. */
export interface RunPlan {
  readonly planned: readonly PlannedRemoval[];
  readonly start: Float32Array;
  /** Comparisons are due after every so many removals; null: never. */
  readonly retrainEvery: number | null;
  /** Of the training samples, where it is known. */
  readonly memorisation?: Memorisation | undefined;
  /** What the row of a removal that failed says of where that was. */
  readonly facts: Pick<FailedRemoval, 'dataset' | 'model' | 'backend' | 'device'>;
}

export interface OpenOptions extends ClaimOptions {
  /** Drop what the folder has of this run, and make it all again. */
  readonly fromStart?: boolean;
}

/**
 * Opens a new folder, or that of a run to go on with.
 * @throws InputError when another run is in the folder, another process writes to it, or its files do not belong together
 */
export async function openRunFolder(
  folder: string,
  card: RunCard,
  plan: RunPlan,
  options: OpenOptions = {},
): Promise<RunFolder> {
  await makeFolder(folder);
  const claim = await claimFolder(folder, options);
  try {
    return await goOn(folder, card, plan, claim, options.fromStart ?? false);
  } catch (error) {
    await claim.release();
    throw error;
  }
}

async function goOn(
  folder: string,
  card: RunCard,
  plan: RunPlan,
  claim: Claim,
  fromStart: boolean,
): Promise<RunFolder> {
  const path = (name: string) => join(folder, name);
  const content = await openCard(folder, card);
  const found = fromStart ? anew(plan) : await readFolder(folder, content, plan);
  const removals = await openLines(path('removals.jsonl'), content, found.removals, found.state.lines.length);
  const compared = await openLines(
    path('comparisons.jsonl'),
    content,
    found.comparisons,
    found.state.comparisons.length,
  );
  // Weights are there from the beginning, so that missing ones are noticed.
  await writeWeights(path('weights.bin'), found.state.parameters);
  const { written, waiting } = rowsOf(found.state, plan);
  const { memorisation } = plan;
  const facts = { trainEpochs: card.trainEpochs, run: card.seed, ...(memorisation ? { memorisation } : {}) };
  const tables = await openTables(folder, facts, { made: written, comparisons: found.state.comparisons });
  let unwritten = waiting;
  let fresh: RetrainingComparison | undefined;
  let { state } = found;
  return {
    get state() {
      return state;
    },
    lost: claim.lost,
    async begin({ reports, comparisons, parameters }) {
      const { lines } = state;
      if (lines.length > 0 && lines.length >= reports.length) return;
      // An interrupted beginning left the first removals, if they left the weights as they were, and what was compared of those.
      const there = new Set(state.comparisons.map(({ id }) => id));
      const added = comparisons.filter(({ id }) => !there.has(id));
      // The weights come last, and the comparisons first: where all removals are there, nothing is missing.
      for (const comparison of added) await compared.add(comparison);
      for (const report of reports.slice(lines.length)) await removals.add(report);
      await writeWeights(path('weights.bin'), parameters);
      state = { lines: reports, reports, comparisons: [...state.comparisons, ...added], parameters };
      const rows = rowsOf(state, plan);
      for (const [made, comparison] of rows.written.slice(written.length)) await tables.add(made, comparison);
      for (const comparison of added) await tables.addComparison(comparison);
      unwritten = rows.waiting;
    },
    async addRemoval(report, parameters) {
      await removals.add(report);
      await writeWeights(path('weights.bin'), parameters);
      unwritten = report;
      fresh = undefined;
    },
    async addFailure(failure, digest) {
      await removals.add({ schemaVersion: 2, event: 'failed', ...failure } satisfies RunEvent);
      await tables.add({ failure: { ...plan.facts, ...failure, digest } }, undefined);
    },
    async addComparison(comparison) {
      await compared.add(comparison);
      await tables.addComparison(comparison);
      fresh = comparison;
    },
    async writeRow() {
      if (unwritten === null) return;
      await tables.add({ report: unwritten }, fresh?.id === unwritten.id ? fresh : undefined);
      unwritten = null;
    },
    close: () => claim.release(),
  };
}

function writeWeights(path: string, parameters: Float32Array): Promise<void> {
  return replaceFile(path, new Uint8Array(parameters.buffer, parameters.byteOffset, parameters.byteLength));
}

/** The rows that are to be in the table, in order, and the removal whose row waits for its comparison. */
function rowsOf({ lines, comparisons }: RunState, { start, retrainEvery, facts }: RunPlan) {
  const comparisonOf = new Map(comparisons.map((comparison) => [comparison.id, comparison]));
  const isDue = (id: number) => retrainEvery !== null && id % retrainEvery === 0;
  const written: (readonly [Made, RetrainingComparison | undefined])[] = [];
  let waiting: RemovalReport | null = null;
  let digest = digestOf(start);
  for (const line of lines) {
    if (isEvent(line)) {
      written.push([{ failure: { ...facts, ...line, digest } }, undefined]);
      continue;
    }
    const { id } = line;
    digest = line.digestAfter;
    if (line === lines.at(-1) && isDue(id) && !comparisonOf.has(id)) waiting = line;
    else written.push([{ report: line }, isDue(id) ? comparisonOf.get(id) : undefined]);
  }
  return { written, waiting };
}

interface FoundFolder {
  readonly state: RunState;
  readonly removals: FoundLines<RunLine>;
  readonly comparisons: FoundLines<RetrainingComparison>;
}

function anew({ start }: RunPlan): FoundFolder {
  const state: RunState = { lines: [], reports: [], comparisons: [], parameters: start };
  return { state, removals: noLines, comparisons: noLines };
}

async function readFolder(folder: string, content: unknown, plan: RunPlan): Promise<FoundFolder> {
  const path = (name: string) => join(folder, name);
  const removals = await readLines(path('removals.jsonl'), content, readRunLine);
  const comparisons = await readLines(path('comparisons.jsonl'), content, readComparisonLine);
  if (comparisons.problem !== null) {
    throw new InputError('cli.comparisonsDamaged', [{ folder, problem: comparisons.problem }]);
  }
  const parameters = await readWeights(path('weights.bin'), plan.start, removals.entries.length);
  const { digests, stranger } = followPlan(removals.entries, plan.planned, plan.start);
  const digest = digestOf(parameters);
  const last = digests.lastIndexOf(digest);
  const why = stranger ?? removals.problem;
  if (last < 0 && digest !== digestOf(plan.start)) {
    throw new InputError('cli.weightsOfNoLine', [{ folder, why }]);
  }
  // What the guard rejected and what failed left the weights as they were: those of an earlier line do not say that nothing was made after it.
  if (why !== null) throw new InputError('cli.linesDamaged', [{ file: path('removals.jsonl'), why }]);
  const lines = removals.entries.slice(0, last + 1);
  const reports = lines.filter((line) => !isEvent(line));
  const known = comparisons.entries.findIndex(({ id }) => id > reports.length);
  return {
    state: {
      lines,
      reports,
      comparisons: known < 0 ? comparisons.entries : comparisons.entries.slice(0, known),
      parameters,
    },
    removals,
    comparisons,
  };
}

async function readWeights(path: string, start: Float32Array, lines: number): Promise<Float32Array> {
  const bytes = await readOptional(path);
  if (!bytes && lines > 0) throw new InputError('cli.weightsMissing', [{ file: path, count: lines }]);
  if (!bytes) return start;
  if (bytes.length !== start.byteLength) {
    throw new InputError('cli.weightsTooShort', [
      { file: path, found: bytes.length, wanted: start.byteLength },
    ]);
  }
  return new Float32Array(new Uint8Array(bytes).buffer);
}
