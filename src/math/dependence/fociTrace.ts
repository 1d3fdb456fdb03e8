/** What a forward selection is asked for and what it answers; one shape for the CPU, the GPU and the oracle. */

export interface FociOptions {
  /** Stop after this many columns; default: no limit. */
  readonly maxSlices?: number;
  /** `forward`: L-FOCI (Algorithm 2). `cheap`: the first step only (section 7.3). Default `forward`. */
  readonly variant?: 'forward' | 'cheap';
  /**
   * What to do when even the best first column has T <= 0: `keep` selects it all the same, as Algorithm 2 and the
   * authors' code do; `none` selects nothing, as FOCI proper does. Default `keep`.
   */
  readonly first?: 'keep' | 'none';
  /**
   * What to do when the best remaining candidate has T <= 0: `stop` ends the selection, `continue` takes it all the same and
   * so orders every column that varies. Default `stop`.
   */
  readonly noGain?: 'stop' | 'continue';
}

/** Why a selection ended. */
export type FociStop =
  | 'noGain' // the best remaining candidate has T <= 0
  | 'maxSlices' // as many as asked for
  | 'cheap' // one step was asked for
  | 'exhausted' // every varying column is taken, or the chosen ones explain y completely (T undefined: 0 / 0)
  | 'noInformation'; // no column varies, or y does not

/** One forward step: the columns chosen before it give the set that every candidate is judged against. */
export interface FociStep {
  /** The candidate with the largest T; the lowest column wins ties. */
  readonly best: number;
  /** T(y, best | chosen so far). */
  readonly t: number;
  /** T of every column; NaN where a column was no candidate (already chosen, or does not vary). */
  readonly candidates: Float64Array;
  /** Whether `best` was taken; false only for the last step of a selection that ended with `noGain`. */
  readonly taken: boolean;
}

export interface FociTrace {
  /** Chosen columns, in order of selection. */
  readonly selected: readonly number[];
  /** T at which each was chosen. */
  readonly values: readonly number[];
  readonly steps: readonly FociStep[];
  readonly stop: FociStop;
  /** Columns that do not vary: never candidates. */
  readonly constantColumns: readonly number[];
}
