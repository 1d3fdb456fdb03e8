/**
 * The decisions of FOCI (Azadkia and Chatterjee) and L-FOCI (Algorithm 2 of the unlearning paper), apart from the search
 * for neighbours: which column wins a step, what T it has, when to stop. Every path (CPU, GPU, oracle) counts the
 * integer scores in its own way and lets this file decide, so that all of them decide alike.
 *
 * With R and L as in ranks.ts and M(i) the nearest other row of i over the chosen columns and the candidate, the score is
 *   S = sum over i of min(R_i, R_M(i)), and
 *   first step:  T = (n S - sum L_i^2) / sum L_i (n - L_i),
 *   later steps: T = (S - S') / (sum R_i - S'),  S' the score with which the chosen columns were completed.
 */
import type { FociOptions, FociStep, FociStop, FociTrace } from './fociTrace';
import type { Ranks } from './ranks';

export interface ForwardSelection {
  /** Why the selection is over; undefined while it wants the scores of another step. */
  readonly stop: FociStop | undefined;
  /** Whether a column is still to be scored: it varies and was not chosen. */
  isCandidate(column: number): boolean;
  /**
   * Judges one step.
   * @param scores the integer score of every candidate, indexed by column; other entries are not read
   * @returns the step; its `best` joins the chosen columns if `taken`
   */
  judge(scores: ArrayLike<number>): FociStep;
  /** All that was decided. Only once `stop` is set. */
  trace(): FociTrace;
}

/** The largest score a sum over n rows can reach is n^2; all sums here stay exact in float64 up to this n. */
const MOST_ROWS = 200_000;

/**
 * Begins a selection.
 * @param ranks of y
 * @param columns how many there are
 * @param constantColumns those that do not vary
 * @throws RangeError when `maxSlices` is not a whole number from 1 up
 */
export function startSelection(
  ranks: Ranks,
  columns: number,
  constantColumns: readonly number[],
  options: FociOptions = {},
): ForwardSelection {
  const { maxSlices, variant = 'forward', first = 'keep', noGain = 'stop' } = options;
  if (maxSlices !== undefined && (!Number.isSafeInteger(maxSlices) || maxSlices < 1)) {
    throw new RangeError(`maxSlices must be a whole number from 1 up, got ${maxSlices}`);
  }
  const n = ranks.atMost.length;
  if (n > MOST_ROWS) throw new RangeError(`a selection counts exactly up to n=${MOST_ROWS}, got n=${n}`);

  const candidate = new Uint8Array(columns).fill(1);
  for (const column of constantColumns) candidate[column] = 0;
  let remaining = columns - constantColumns.length;
  let stop: FociStop | undefined;
  if (remaining === 0 || ranks.spread === 0) stop = 'noInformation';

  const sumOfAtMost = ranks.atMost.reduce((sum, rank) => sum + rank, 0);
  const selected: number[] = [];
  const values: number[] = [];
  const steps: FociStep[] = [];
  let completedScore = 0;

  const fraction = (score: number): number =>
    selected.length === 0
      ? (n * score - ranks.sumOfSquaredAtLeast) / ranks.spread
      : (score - completedScore) / (sumOfAtMost - completedScore);

  const judge = (scores: ArrayLike<number>): FociStep => {
    if (stop !== undefined) throw new RangeError(`the selection is over (${stop}): no further step to judge`);
    let best = -1;
    const candidates = new Float64Array(columns).fill(Number.NaN);
    for (let column = 0; column < columns; column++) {
      if (candidate[column] === 0) continue;
      candidates[column] = fraction(scores[column]!);
      if (best < 0 || scores[column]! > scores[best]!) best = column;
    }
    const t = candidates[best]!;
    const isKept = selected.length === 0 ? first === 'keep' : noGain === 'continue';
    const taken = t > 0 || isKept;
    const step = { best, t, candidates, taken };
    steps.push(step);
    if (taken) take(best, t, scores[best]!);
    else stop = 'noGain';
    return step;
  };

  const take = (column: number, t: number, score: number): void => {
    selected.push(column);
    values.push(t);
    candidate[column] = 0;
    remaining -= 1;
    completedScore = score;
    if (variant === 'cheap') stop = 'cheap';
    else if (selected.length === maxSlices) stop = 'maxSlices';
    else if (remaining === 0 || completedScore === sumOfAtMost) stop = 'exhausted';
  };

  return {
    get stop() {
      return stop;
    },
    isCandidate: (column) => candidate[column] === 1,
    judge,
    trace: () => {
      if (stop === undefined) throw new RangeError('the selection is not over: no trace yet');
      return { selected, values, steps, stop, constantColumns };
    },
  };
}
