import code from '../../../shaders/foci/chooseColumn.wgsl?raw';
import type { BufferScope } from '../../gpu/buffers';
import type { Gpu } from '../../gpu/device';
import { compileKernel, recordDispatch } from '../../gpu/kernel';
import { refuseSizes, WORKGROUP } from './limits';
import { strideOf } from './nearestNeighbour';

/** Words of the selection buffer: stop flag, steps judged, column taken last, its score. All 0 at the start. */
export const SELECTION_WORDS = 4;

export interface ChooseColumnBuffers {
  /** Three words of rankTotals. */
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

/** Compiles shaders/foci/chooseColumn.wgsl; the function returned records the decision of one step. */
export async function prepareChooseColumn(gpu: Gpu, workgroup = WORKGROUP) {
  const kernel = await compileKernel(gpu, 'chooseColumn', code, { WORKGROUP: workgroup });
  return (
    encoder: GPUCommandEncoder,
    scope: BufferScope,
    { totals, scores, taken, selection }: ChooseColumnBuffers,
    { n, p, scoreRow, keeps }: ChooseColumnStep,
  ): void => {
    refuseSizes('chooseColumn', n, p);
    const params = scope.uniform(
      'chooseColumn',
      new Uint32Array([n, p, strideOf(p), scoreRow, keeps ? 1 : 0]),
    );
    recordDispatch(gpu, encoder, kernel, [params, totals, scores, taken, selection], [1]);
  };
}
