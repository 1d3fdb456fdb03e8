/** The later steps of FOCI: the score of every candidate beside the chosen columns. Two ways to the same integers; this file holds the plain one. */

import type { PreparedColumns } from './columns';
import { addColumn, createKeptDistances, type KeptDistances, withListLength } from './keptDistances';
import { scoreBeside } from './prunedScore';
import type { Ranks } from './ranks';
import { sortColumn } from './sortOrder';

/** Longest list of nearest rows with one column chosen, and with more; measured (docs/performance.md). */
const FIRST_LIST = 64;
const LATER_LIST = 32;

/** What the candidates are judged by. */
export interface BesideProblem {
  readonly ranks: Ranks;
  readonly columns: PreparedColumns;
  /** The sorting permutation of a column. */
  readonly order: (column: number) => Uint16Array;
}

/** Counts scores beside a set of chosen columns that grows. */
export interface SearchBeside {
  /** Adds a column to the chosen ones. */
  add(column: number): void;
  /**
   * Writes the integer score of every candidate, by column; other entries may hold anything. Pauses on the way, so that a caller may stop it.
   * @param scores p entries
   */
  score(isCandidate: (column: number) => boolean, scores: Float64Array): Generator<void>;
}

/** Candidate by candidate, in plain JavaScript (keptDistances.ts, prunedScore.ts). */
export function searchPlainly({ ranks, columns, order }: BesideProblem): SearchBeside {
  const { rows } = columns;
  const entries = (column: number) => columns.values.subarray(column * rows, (column + 1) * rows);
  let kept: KeptDistances | undefined;
  let chosen = 0;
  return {
    add(column) {
      chosen += 1;
      const longest = chosen === 1 ? FIRST_LIST : LATER_LIST;
      kept = kept === undefined ? createKeptDistances(rows, longest) : withListLength(kept, longest);
      addColumn(kept, entries(column));
    },
    *score(isCandidate, scores) {
      for (let column = 0; column < columns.columns; column++) {
        if (!isCandidate(column)) continue;
        scores[column] = scoreBeside(sortColumn(entries(column), order(column)), kept!, ranks.atMost);
        yield;
      }
    },
  };
}
