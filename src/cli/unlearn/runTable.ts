/**
 * removals.csv and comparisons.csv of a run: they are added to, a row at a time, and repaired when a run goes on. Beside them columns.csv, which says
 * what each column holds.
 */

import { join } from 'node:path';
import {
  comparisonTable,
  createRemovalTable,
  dictionaryRows,
  type FailedRemoval,
  type RunFacts,
} from '../../engine/exportRows';
import type { RemovalReport } from '../../engine/report';
import type { RetrainingComparison } from '../../engine/yardstick/comparison';
import { appendThrough, readOptional, replaceFile } from '../folder/files';

/** What was made, in order: what a row tells of. */
export type Made = { readonly report: RemovalReport } | { readonly failure: FailedRemoval };

export interface RunTables {
  /** Adds the row of what was made. @param comparison of the state that it led to, where that was due */
  add(made: Made, comparison: RetrainingComparison | undefined): Promise<void>;
  addComparison(comparison: RetrainingComparison): Promise<void>;
}

/** The tables of what is there already. */
export interface KnownRows {
  /** All whose rows are to be there, each with its comparison. */
  readonly made: readonly (readonly [Made, RetrainingComparison | undefined])[];
  readonly comparisons: readonly RetrainingComparison[];
}

/** Opens both tables, and makes them hold just these rows: what was half written is completed. */
export async function openTables(folder: string, facts: RunFacts, known: KnownRows): Promise<RunTables> {
  const removals = join(folder, 'removals.csv');
  const comparisons = join(folder, 'comparisons.csv');
  const table = createRemovalTable(facts);
  const rowOf = (made: Made, comparison: RetrainingComparison | undefined) =>
    'report' in made ? table.row(made.report, comparison) : table.failure(made.failure);
  const rows = known.made.map(([made, comparison]) => rowOf(made, comparison));
  await repair(removals, [table.header, ...rows].join(''));
  const isCompared = known.comparisons.length > 0;
  await repair(
    comparisons,
    isCompared ? [comparisonTable.header, ...known.comparisons.map(comparisonTable.row)].join('') : '',
  );
  await repair(join(folder, 'columns.csv'), dictionaryRows());
  let hasComparisons = isCompared;
  return {
    add: (made, comparison) => appendThrough(removals, rowOf(made, comparison)),
    async addComparison(comparison) {
      const row = comparisonTable.row(comparison);
      await appendThrough(comparisons, hasComparisons ? row : comparisonTable.header + row);
      hasComparisons = true;
    },
  };
}

/** Leaves a file that holds just this text alone; else puts one in its place. */
async function repair(path: string, text: string): Promise<void> {
  const found = await readOptional(path);
  if (text === '' && found === null) return;
  if (found?.toString() !== text) await replaceFile(path, text);
}
