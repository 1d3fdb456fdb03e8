import type { Row } from '../../experiments/experiment';

/** The columns of all rows, in the order in which they come. */
export const columnsOf = (rows: readonly Row[]) => [...new Set(rows.flatMap((row) => Object.keys(row)))];

/** A line for each row, with the columns of all. */
export function csvOf(rows: readonly Row[]): string {
  const columns = columnsOf(rows);
  const cell = (value: Row[string] | undefined) => {
    const text = value === null || value === undefined ? '' : String(value);
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = rows.map((row) => columns.map((column) => cell(row[column])).join(','));
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}
