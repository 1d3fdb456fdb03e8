/**
 * The later steps of FOCI four candidates at once: row by row, that row's kept distances and nearest others, then its nearest beside all candidates
 * (rowLoops.ts). The integers are those of `searchPlainly`.
 */

import {
  CANDIDATES_AT_ONCE,
  keyRoom,
  openRowLoops,
  ROWS_AT_ONCE,
  type RowPlaces,
  type SearchOutwards,
} from './rowLoops';
import type { BesideProblem, SearchBeside } from './searchBeside';
import { squaredDistanceGrowth } from './squaredDistance';

const PAGE_BYTES = 65_536;
/** Arrays begin where four float32 may be read at once. */
const ALIGNMENT = 16;
/** A row's nearest others are listed as far as that; measured (docs/performance.md). */
const LONGEST_LIST = 64;

/** @returns undefined where the machine has no vectors in WebAssembly, or no room for the arrays */
export function searchInVectors(problem: BesideProblem): SearchBeside | undefined {
  const { ranks, columns } = problem;
  const { rows } = columns;
  const entries = (column: number) => columns.values.subarray(column * rows, (column + 1) * rows);
  const varying = Array.from({ length: columns.columns }, (_, column) => column).filter(
    (column) => !columns.constantColumns.includes(column),
  );
  const { places, sizeBytes } = placeArrays(rows, varying.length);
  const memory = takeMemory(sizeBytes);
  const loops = memory && openRowLoops(memory, places, outwardsSearch(memory, places, varying, problem));
  if (!loops) return undefined;

  const floats = new Float32Array(memory.buffer);
  const counts = new Uint32Array(memory.buffer, places.scores, varying.length);
  new Uint32Array(memory.buffer, places.ranks, rows).set(ranks.atMost);
  startDistances(floats, places);
  varying.forEach((column, k) => {
    const own = entries(column);
    const [first, stride] = [places.candidates / 4 + k, places.candidateBytes / 4];
    for (let i = 0; i < rows; i++) floats[first + i * stride] = own[i]!;
  });
  // Rows near to each other one after another, so that what both are compared with is still in the cache.
  let rowsInTurn: Uint16Array | undefined;
  return {
    add(column) {
      rowsInTurn ??= problem.order(column);
      floats.set(entries(column), places.column / 4);
    },
    *score(_, scores) {
      const wanted = Math.min(LONGEST_LIST, rows - 1);
      counts.fill(0);
      for (const i of rowsInTurn!) {
        loops.scoreRow(i, loops.listRow(i, wanted));
        yield;
      }
      varying.forEach((column, k) => {
        scores[column] = counts[k]!;
      });
    },
  };
}

/** Distances over no column at all: 0, and infinite for a row to itself and past the last row. */
function startDistances(floats: Float32Array, { rows, distances, rowBytes }: RowPlaces): void {
  for (let i = 0; i < rows; i++) {
    const first = (distances + i * rowBytes) / 4;
    floats[first + i] = Number.POSITIVE_INFINITY;
    floats.fill(Number.POSITIVE_INFINITY, first + rows, first + rowBytes / 4);
  }
}

function placeArrays(rows: number, candidates: number): { places: RowPlaces; sizeBytes: number } {
  const upTo = (count: number, multiple: number) => Math.ceil(count / multiple) * multiple;
  let end = 0;
  const take = (bytes: number) => {
    const start = end;
    end += upTo(bytes, ALIGNMENT);
    return start;
  };
  const rowBytes = 4 * upTo(rows, ROWS_AT_ONCE);
  const candidateBytes = 4 * upTo(candidates, CANDIDATES_AT_ONCE);
  const places = {
    rows,
    rowBytes,
    candidateBytes,
    column: take(rowBytes),
    keys: take(keyRoom(LONGEST_LIST)),
    ranks: take(rowBytes),
    scores: take(candidateBytes),
    candidates: take(rows * candidateBytes),
    distances: take(rows * rowBytes),
  };
  return { places, sizeBytes: end };
}

function takeMemory(sizeBytes: number): WebAssembly.Memory | undefined {
  if (typeof WebAssembly === 'undefined') return undefined;
  const pages = Math.ceil(sizeBytes / PAGE_BYTES);
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages });
  } catch {
    return undefined;
  }
}

/** The search along a candidate's sorted order where a list ends too soon (prunedScore.ts says why it is exact). */
function outwardsSearch(
  { buffer }: WebAssembly.Memory,
  { distances, rowBytes }: RowPlaces,
  varying: readonly number[],
  { columns, order }: BesideProblem,
): SearchOutwards {
  const { rows, values } = columns;
  const kept = new Float32Array(buffer);
  const positions = varying.map(() => new Uint16Array(0));
  const positionsOf = (candidate: number, rowsInOrder: Uint16Array) => {
    const known = positions[candidate]!;
    if (known.length > 0) return known;
    const found = new Uint16Array(rows);
    for (let k = 0; k < rows; k++) found[rowsInOrder[k]!] = k;
    positions[candidate] = found;
    return found;
  };
  return (i, candidate, best, nearest) => {
    const column = varying[candidate]!;
    const rowsInOrder = order(column);
    const first = (distances + i * rowBytes) / 4;
    const own = column * rows;
    const value = values[own + i]!;
    const start = positionsOf(candidate, rowsInOrder)[i]!;
    for (const direction of [-1, 1]) {
      for (let k = start + direction; k >= 0 && k < rows; k += direction) {
        const j = rowsInOrder[k]!;
        const square = squaredDistanceGrowth(Math.fround(value - values[own + j]!));
        if (square > best) break;
        const total = Math.fround(kept[first + j]! + square);
        if (total < best || (total === best && j < nearest)) {
          best = total;
          nearest = j;
        }
      }
    }
    return nearest;
  };
}
