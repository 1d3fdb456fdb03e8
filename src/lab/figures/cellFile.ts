/** The file of a cell: its address, what it was asked, and its rows; that of its times likewise. */

import * as v from 'valibot';
import type { CellSpec, Row } from '../../experiments/experiment';
import { parseOptional } from '../../model/schema/parse';

const rowsSchema = v.array(v.record(v.string(), v.nullable(v.union([v.number(), v.string()]))));
const cellSchema = v.object({ head: v.object({ key: v.string() }), rows: rowsSchema });

/** A line for each row: differences of two runs are seen. */
export function cellText({
  rows,
  ...head
}: {
  readonly key: string;
  readonly spec?: CellSpec;
  readonly rows: readonly Row[];
}): string {
  const lines = rows.map((row) => JSON.stringify(row)).join(',\n');
  return `{"head": ${JSON.stringify(head)},\n"rows": [\n${lines}\n]}\n`;
}

/** The rows of a cell's file; null where that is damaged, or of another cell. */
export function parseCell(text: string, key: string): Row[] | null {
  const read = v.safeParse(cellSchema, parseOptional(text));
  return read.success && read.output.head.key === key ? read.output.rows : null;
}
