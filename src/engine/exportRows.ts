/** A session as a table: CSV (RFC 4180) with one row per removal, in the columns of removalColumns.ts. */

import { columnDictionary } from './columnDictionary';
import {
  authorsCells,
  type Cell,
  type Cells,
  countRemovals,
  type FailedRemoval,
  failureCells,
  gapCells,
  gapColumns,
  memorisationCells,
  ownCells,
  type RunFacts,
  removalColumns,
} from './removalColumns';
import type { RemovalReport } from './report';
import type { RetrainingComparison } from './yardstick/comparison';

export type { FailedRemoval, RunFacts } from './removalColumns';

/**
 * The removals of a session as CSV, a header and one row each, in the order given; nothing where there are none. What was not measured is empty;
 * true and false are 1 and 0.
 * @param reports of one session, so that a removal's parents come before it
 * @param comparisons with retrained models; each fills the columns of the removal that led to its state, or that the guard rejected
 */
export function removalRows(
  reports: readonly RemovalReport[],
  comparisons: readonly RetrainingComparison[] = [],
  facts: RunFacts = {},
): string {
  if (reports.length === 0) return '';
  const comparisonOf = new Map(comparisons.map((comparison) => [comparison.id, comparison]));
  const table = createRemovalTable(facts);
  return [table.header, ...reports.map((report) => table.row(report, comparisonOf.get(report.id)))].join('');
}

/** Makes the rows of a session's table one after another, for a file that is added to. */
export interface RemovalTable {
  readonly header: string;
  /** The row of the next removal. @param comparison of its own state, where there is one yet */
  row(report: RemovalReport, comparison?: RetrainingComparison): string;
  /** The row of a removal that failed. */
  failure(failure: FailedRemoval): string;
}

/** A table without rows. */
export function createRemovalTable(facts: RunFacts = {}): RemovalTable {
  const count = countRemovals();
  const columns = removalColumns();
  const line = (cells: Cells) => csvLine(columns.map((column) => cells[column]));
  return {
    header: csvLine(columns),
    row: (report, comparison) =>
      line({
        ...authorsCells(report, count(report), facts),
        ...ownCells(report),
        ...memorisationCells(report, facts),
        ...gapCells(comparison),
      }),
    failure: (failure) => line(failureCells(failure, facts)),
  };
}

/** Comparisons with retrained models as a table of their own, whenever they were made. */
export const comparisonTable = {
  header: csvLine(['id', ...gapColumns()]),
  row: (comparison: RetrainingComparison): string => {
    const cells: Cells = gapCells(comparison);
    return csvLine([comparison.id, ...gapColumns().map((column) => cells[column])]);
  },
};

/** What every column holds, as CSV: column, unit, sign, meaning. */
export function dictionaryRows(): string {
  const rows = columnDictionary().map(({ column, unit, sign, meaning }) =>
    csvLine([column, unit, sign, meaning]),
  );
  return [csvLine(['column', 'unit', 'sign', 'meaning']), ...rows].join('');
}

/** One line, ended by CR LF; a cell with a comma, a quote or a line break stands in quotes, its own quotes doubled. */
function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'boolean') return cell ? '1' : '0';
  if (typeof cell === 'number') return String(cell);
  const text = safeText(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A text that a spreadsheet would take for a formula begins with an apostrophe, which it shows as text. */
function safeText(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
