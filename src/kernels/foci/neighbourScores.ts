import partialCode from '../../../shaders/foci/neighbourScores.wgsl?raw';
import sumCode from '../../../shaders/foci/sumScores.wgsl?raw';
import type { BufferScope } from '../../gpu/buffers';
import type { Gpu } from '../../gpu/device';
import { compileKernel, recordDispatch } from '../../gpu/kernel';
import { refuseSizes, WORKGROUP } from './limits';
import { strideOf } from './nearestNeighbour';

/** Rows that one invocation adds up. */
const BLOCK_ROWS = 32;

export interface NeighbourScoresBuffers {
  /** Word 0 is the stop flag (chooseColumn). */
  readonly selection: GPUBuffer;
  /** R, n. */
  readonly atMost: GPUBuffer;
  /** M, n x stride. */
  readonly neighbours: GPUBuffer;
  /** Scratch of partialScoresBytes(n, p). */
  readonly partialScores: GPUBuffer;
  /** Rows of stride; one of them is written. */
  readonly scores: GPUBuffer;
}

/** Bytes of the partial sums of n rows and p candidates. */
export function partialScoresBytes(n: number, p: number): number {
  return 4 * strideOf(p) * Math.ceil(n / BLOCK_ROWS);
}

/**
 * Compiles shaders/foci/neighbourScores.wgsl and shaders/foci/sumScores.wgsl; the function returned records the integer score
 * sum over i of min(R_i, R_M(i)) of p candidates into row `scoreRow` of `scores`: exact, in two passes, without atomics or barriers.
 */
export async function prepareNeighbourScores(gpu: Gpu, workgroup = WORKGROUP) {
  const [partial, sum] = await Promise.all([
    compileKernel(gpu, 'neighbourScores', partialCode, { WORKGROUP: workgroup }),
    compileKernel(gpu, 'sumScores', sumCode, { WORKGROUP: workgroup }),
  ]);
  return (
    encoder: GPUCommandEncoder,
    scope: BufferScope,
    { selection, atMost, neighbours, partialScores, scores }: NeighbourScoresBuffers,
    n: number,
    p: number,
    scoreRow: number,
  ): void => {
    refuseSizes('neighbourScores', n, p);
    const quads = strideOf(p) / 4;
    const blocks = Math.ceil(n / BLOCK_ROWS);
    const partialParams = scope.uniform('neighbourScores', new Uint32Array([n, quads, BLOCK_ROWS]));
    recordDispatch(
      gpu,
      encoder,
      partial,
      [partialParams, selection, atMost, neighbours, partialScores],
      [Math.ceil(quads / workgroup), blocks],
    );
    const sumParams = scope.uniform('sumScores', new Uint32Array([quads, blocks, scoreRow]));
    recordDispatch(
      gpu,
      encoder,
      sum,
      [sumParams, selection, partialScores, scores],
      [Math.ceil(quads / workgroup)],
    );
  };
}
