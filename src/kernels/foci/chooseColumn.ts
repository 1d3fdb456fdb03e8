import code from '../../../shaders/foci/chooseColumn.wgsl?raw';
import { defineKernel } from '../../gpu/defineKernel';
import type { RunList } from '../../gpu/runList';
import type { Ranks } from '../../math/dependence/ranks';
import { refuseSizes } from './limits';
import { strideOf } from './nearestNeighbour';

/** Words of the selection buffer: stop flag, steps judged, column taken last, its score. All 0 at the start. */
export const SELECTION_WORDS = 4;

export interface ChooseColumnBuffers {
  /** The three words of rankTotals. */
  readonly totals: GPUBuffer;
  /** Rows of stride (neighbourScores). */
  readonly scores: GPUBuffer;
  /** p words: 0 for a candidate, 1 for a column that was taken or does not vary. */
  readonly taken: GPUBuffer;
  readonly selection: GPUBuffer;
}

export interface ChooseColumnStep {
  readonly n: number;
  readonly p: number;
  /** The row of `scores` that holds this step's. */
  readonly scoreRow: number;
  /** Whether the best column is taken even without gain. */
  readonly keeps: boolean;
}

export const chooseColumnKernel = defineKernel({
  name: 'chooseColumn',
  code,
  params: { n: 'u32', p: 'u32', stride: 'u32', scoreRow: 'u32', keeps: 'u32' },
  bindings: { totals: 'read', scores: 'read', taken: 'read_write', selection: 'read_write' },
  workgroups: () => [1],
});

/** The sums that the stop test needs: sum R_i, then sum L_i^2 as low and high word. */
export function rankTotals({ atMost, sumOfSquaredAtLeast }: Ranks): Uint32Array {
  const sum = atMost.reduce((total, rank) => total + rank, 0);
  return Uint32Array.of(sum, sumOfSquaredAtLeast % 2 ** 32, Math.floor(sumOfSquaredAtLeast / 2 ** 32));
}

/** Records the decision of one step. */
export function recordChooseColumn(
  list: RunList,
  { totals, scores, taken, selection }: ChooseColumnBuffers,
  { n, p, scoreRow, keeps }: ChooseColumnStep,
): void {
  refuseSizes('chooseColumn', n, p);
  const params = { n, p, stride: strideOf(p), scoreRow, keeps: keeps ? 1 : 0 };
  list.dispatch(chooseColumnKernel, params, { totals, scores, taken, selection });
}
