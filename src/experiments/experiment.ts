/**
 * What an experiment is: cells that are computed independently of each other, what is made of their rows, and how that is drawn. All that goes between the
 * three is plain data: cells are computed by other processes and machines, and a figure is drawn from files long after.
 */

import type { Dataset } from '../data/dataset';
import type { Compute } from '../model/compute';
import type { Figure } from './figure';
import type { ModelSource } from './models';

export type Value = number | string | null;
/** A line of a table: its columns by name. */
export type Row = Readonly<Record<string, Value>>;

export type Json = number | string | boolean | null | readonly Json[] | { readonly [name: string]: Json };
/** What a cell is asked to compute, with every seed: equal specifications give equal rows. */
export type CellSpec = { readonly [name: string]: Json };

/** `small` takes at most ten minutes of two cores; `paper` has the sizes of the paper. */
export const scales = ['small', 'paper'] as const;
export type Scale = (typeof scales)[number];

/** Which data an experiment is made on. */
export interface DataChoice {
  /** The id of a data source, or the path of files. */
  readonly data: string;
  /** Training images, as many of each class; null: all. */
  readonly limit: number | null;
}

export interface CellResult {
  /** Equal from run to run. */
  readonly rows: readonly Row[];
  /** What was timed: never equal, and kept in files of its own. */
  readonly times: readonly Row[];
}

/** What a cell is given to compute with. */
export interface CellContext {
  readonly compute: Compute;
  readonly models: ModelSource;
  readonly loadData: (choice: DataChoice) => Promise<Dataset>;
  readonly signal?: AbortSignal | undefined;
  /** Told the share that is done, 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** A cell that is computed. */
export interface DoneCell<S = CellSpec> extends CellResult {
  readonly spec: S;
}

export interface Experiment<S = CellSpec> {
  /** What it is computed on where nobody says otherwise; null: it draws its own data. */
  readonly data: Readonly<Record<Scale, DataChoice>> | null;
  /** The cells, in the order in which they are begun. */
  readonly cells: (scale: Scale, data: DataChoice | null) => readonly S[];
  /** The table of the figure, from all cells. */
  readonly reduce: (cells: readonly DoneCell<S>[]) => readonly Row[];
  /** The table of what was timed; absent: times are told in no figure. */
  readonly reduceTimes?: (cells: readonly DoneCell<S>[]) => readonly Row[];
  readonly draw: (rows: readonly Row[], times: readonly Row[]) => Figure;
}

/** How a cell is computed. It stands apart from what an experiment is (runs.ts): the page draws figures without the engine. */
export type RunCell<S = CellSpec> = (spec: S, context: CellContext) => Promise<CellResult>;

/** An experiment whose specifications are its own affair: the table holds all kinds. */
export function defineExperiment<S>(experiment: Experiment<S>): Experiment {
  return experiment as unknown as Experiment;
}

/** A cell's computing, in the table of all. */
export function defineRun<S>(run: RunCell<S>): RunCell {
  return run as unknown as RunCell;
}
