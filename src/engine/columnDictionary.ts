/** What each column of a session's table holds, in words: the dictionary beside the table. */

import { rowWords } from '../words/rowWords';
import { say } from '../words/say';
import { type Column, columnName, columnTable } from './columnTable';

/** One column, explained. */
export interface ColumnEntry {
  readonly column: string;
  readonly unit: string;
  /** Which way it counts; empty where there is nothing to say. */
  readonly sign: string;
  readonly meaning: string;
}

/** The dictionary of removals.csv, column by column. That of comparisons.csv is part of it. */
export function columnDictionary(): readonly ColumnEntry[] {
  return columnTable.map((column) => ({
    column: columnName(column),
    unit: say(`engine.columnUnits.${column.unit}`),
    sign: column.sign ? say(`engine.columnSigns.${column.sign}`) : '',
    meaning: meaningOf(column),
  }));
}

function meaningOf(column: Column): string {
  switch (column.kind) {
    case 'plain': {
      const meaning = say(`engine.columns.${column.id}`);
      return column.isAuthors ? say('engine.columnFamilies.authors', { meaning }) : meaning;
    }
    case 'metric': {
      const { label, explanation } = rowWords('engine.metrics', column.metric);
      return say(`engine.columnFamilies.metrics.${column.family}`, { label, explanation });
    }
    case 'phase': {
      const phase = say(`page.design.steps.${column.phase}`);
      return say(`engine.columnFamilies.phases.${column.where}`, { phase });
    }
    default:
      return column satisfies never;
  }
}
