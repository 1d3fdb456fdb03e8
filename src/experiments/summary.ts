/** Means with their 95% intervals, and paired differences, of rows that differ by their seeds. */

import { meanInterval } from '../math/yardstick/noiseBand';
import type { Row, Value } from './experiment';

/** The rows of each combination of these columns, in the order in which the first of each comes. */
export function groupRows(rows: readonly Row[], by: readonly string[]): readonly (readonly Row[])[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify(by.map((column) => row[column] ?? null));
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

/**
 * For each group the mean of every measured column, with the ends of its 95% interval in `NAME_low` and `NAME_high`: null where there are fewer than two
 * values. Values that are null do not count; `runs` says how many rows the group has.
 */
export function summariseRows(
  rows: readonly Row[],
  { by, of }: { readonly by: readonly string[]; readonly of: readonly string[] },
): Row[] {
  return groupRows(rows, by).map((group) => {
    const summary: Record<string, Value> = {};
    for (const column of by) summary[column] = group[0]![column] ?? null;
    summary.runs = group.length;
    for (const column of of) Object.assign(summary, intervalOf(column, group));
    return summary;
  });
}

function intervalOf(column: string, rows: readonly Row[]): Row {
  const values = rows.map((row) => row[column]).filter((value) => typeof value === 'number');
  const [low, high] = [`${column}_low`, `${column}_high`];
  if (values.length === 0) return { [column]: null, [low]: null, [high]: null };
  if (values.length === 1) return { [column]: values[0]!, [low]: null, [high]: null };
  const interval = meanInterval(values);
  return { [column]: interval.mean, [low]: interval.low, [high]: interval.high };
}

/**
 * The differences of a column between two kinds of rows, each pair under the same seed: what differs between two selections beyond what differs between
 * two draws.
 * @param pair columns that name a pair
 * @returns the mean of `other - reference` with its 95% interval; null where fewer than two pairs are whole
 */
export function pairedDifference(
  reference: readonly Row[],
  other: readonly Row[],
  pair: readonly string[],
  column: string,
): { readonly mean: number; readonly low: number; readonly high: number } | null {
  const keyOf = (row: Row) => JSON.stringify(pair.map((name) => row[name] ?? null));
  const known = new Map(reference.map((row) => [keyOf(row), row[column]]));
  const differences: number[] = [];
  for (const row of other) {
    const [a, b] = [known.get(keyOf(row)), row[column]];
    if (typeof a === 'number' && typeof b === 'number') differences.push(b - a);
  }
  return differences.length < 2 ? null : meanInterval(differences);
}
